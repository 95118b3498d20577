import { Inviter, type UserAgent } from 'sip.js'
import { type KeptCall, keptCallSchema } from '#shared/contract/phone/kept-call.schema.ts'
import type { PhoneMemory } from '../environment.ts'
import { sipUri } from '../sip/line-agent.ts'

/** After this long a call that was up before a reload is told as ended: never a silent zombie. */
export const reattachLimitMs = 5000

/** The call this line had before the page was loaded anew, if there was one. */
export function keptCall(memory: PhoneMemory, aor: string): KeptCall | null {
  const text = memory.read('call')
  if (text === null) return null
  const parsed = keptCallSchema.safeParse(parseJson(text))
  return parsed.success && parsed.data.aor === aor ? parsed.data : null
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
  const { callId, localTag, remoteTag } = call.dialog
  return new Inviter(userAgent, sipUri(call.target), {
    extraHeaders: [`Replaces: ${callId};to-tag=${remoteTag};from-tag=${localTag}`, 'Require: replaces'],
  })
}
