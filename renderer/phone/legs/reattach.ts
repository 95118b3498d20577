import { Inviter, type UserAgent } from 'sip.js'
import { type KeptCall, keptCallsSchema } from '#shared/contract/phone/kept-call.schema.ts'
import { replacesOf } from '#shared/telephony/refer.rules.ts'
import type { PhoneMemory } from '../environment.ts'
import { sipUri } from '../sip/line-agent.ts'

/** After this long a call that was up before a reload is told as ended: never a silent zombie. */
export const reattachLimitMs = 5000

/** The calls this line had before the page was loaded anew. */
export function keptCalls(memory: PhoneMemory, aor: string): readonly KeptCall[] {
  const text = memory.read('call')
  if (text === null) return []
  const parsed = keptCallsSchema.safeParse(parseJson(text))
  return parsed.success ? parsed.data.filter((call) => call.aor === aor) : []
}

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** INVITE with Replaces (RFC 3891 3): the tags are named as the receiver sees them. Requires the extension, so nobody rings twice. */
export function replacingInviter(userAgent: UserAgent, call: KeptCall): Inviter {
  return new Inviter(userAgent, sipUri(call.target), {
    extraHeaders: [`Replaces: ${replacesOf(call.dialog)}`, 'Require: replaces'],
  })
}
