import {
  type SandboxText,
  sandboxTextsQuerySchema,
  sandboxTextsSchema,
} from '#shared/contract/rest/sandbox-texts.schema.ts'
import type { Clock } from '#shared/kit/clock.ts'
import { normaliseNumber } from '#shared/kit/phone-number.ts'
import type { PublicRoute } from '../../ports/public-route.ts'
import type { TextGateway } from '../../ports/text-gateway.ts'

/** Telephones of the sandbox that texts come to. They are in memory alone. */
export interface TextPhones {
  readonly gateway: TextGateway
  /** What the citizen's web phone asks for the texts of its number. */
  readonly route: PublicRoute
}

/** Texts kept of one number, and numbers kept: the oldest go. */
const most = { texts: 20, numbers: 500 }

/** The sandbox's gateway: every text arrives at once, and only once. */
export function createTextPhones(clock: Pick<Clock, 'now'>): TextPhones {
  const phones = new Map<string, readonly SandboxText[]>()
  return {
    gateway: {
      async send({ id, to, text }) {
        const kept = phones.get(to) ?? []
        if (kept.some((one) => one.id === id)) return 'sent'
        phones.delete(to)
        phones.set(to, [...kept, { id, text, at: clock.now() }].slice(-most.texts))
        for (const number of [...phones.keys()].slice(0, -most.numbers)) phones.delete(number)
        return 'sent'
      },
    },
    route: {
      method: 'POST',
      path: '/api/sandbox/texts',
      async handle({ body }) {
        const asked = sandboxTextsQuerySchema.safeParse(body)
        if (!asked.success) return { status: 400, body: { ok: false, reason: 'bad-input', field: 'number' } }
        const number = normaliseNumber(asked.data.number)
        const texts = number === null ? [] : (phones.get(number) ?? [])
        return { status: 200, body: sandboxTextsSchema.parse({ texts }) }
      },
    },
  }
}
