import type { CommandRefusal } from '#shared/contract/socket/envelope.ts'
import type { LoopRefusal } from '#shared/ticket/ticket-guards.rules.ts'

const forbidden: readonly LoopRefusal[] = [
  'wrong-role',
  'not-your-ticket',
  'not-your-unit',
  'own-request',
  'confidential',
]
const words: readonly LoopRefusal[] = ['unit-unknown', 'no-unit', 'merge-target', 'review-date', 'required']

/** How the socket's contract calls a refusal of the loop; its own name stands beside it as the fault's rule. */
export function commandRefusal(reason: LoopRefusal, field: string): CommandRefusal {
  if (words.includes(reason) || field !== 'act') return 'bad-input'
  return forbidden.includes(reason) ? 'forbidden' : 'not-now'
}
