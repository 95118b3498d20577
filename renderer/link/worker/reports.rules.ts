import type { LinkReport } from '#shared/contract/link/worker-messages.ts'
import { type CommandRefusal, commandRefusals } from '#shared/contract/socket/envelope.ts'
import type { OutboxEntry, OutboxOutcome } from '#shared/link/outbox-types.ts'
import { draftOf } from './desk-journal.rules.ts'

type Answer = Extract<LinkReport, { type: 'answer' }>['outcome']
type Refused = Extract<OutboxOutcome, { ok: false }>

const isRefusal = (reason: string): reason is CommandRefusal => (commandRefusals as readonly string[]).includes(reason)

/** A refusal as it is kept: closed reason, faults. */
export const refusedNow = ({ reason, faults }: Refused) => ({
  reason: isRefusal(reason) ? reason : ('unavailable' as const),
  faults: [...faults],
})

/** How a command ended, as the page hears it. */
export function answerOf(outcome: OutboxOutcome): Answer {
  if (outcome.ok) return { ok: true, stored: false, key: '', result: outcome.result }
  if (outcome.reason === 'expired') return { ok: false, reason: 'expired', faults: [] }
  return { ok: false, ...refusedNow(outcome) }
}

/** The end of a durable command, as the page hears it. */
export function settledReport({ key, name, payload }: OutboxEntry, outcome: OutboxOutcome): LinkReport {
  return { type: 'settled', key, name, draftId: draftOf(payload), outcome: answerOf(outcome) }
}
