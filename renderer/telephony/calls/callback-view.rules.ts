import type { CallbackRow } from '#shared/contract/socket/topics.ts'
import { failure, type Result, success } from '#shared/kit/result.ts'

/** What a seat may do with a task: take it and ring; go on with its own; give another's back (a lead); nothing. */
export type CallbackAct = 'take' | 'own' | 'take-away' | 'none'

/** What this seat may do with the task. */
export function actOn(row: CallbackRow, me: { readonly seat: string; readonly isLead: boolean }): CallbackAct {
  if (row.seat === null) return 'take'
  if (row.seat === me.seat) return 'own'
  return me.isLead ? 'take-away' : 'none'
}

/** The tasks in the order they are to be worked off: due first, then the older. */
export const inOrder = (rows: Iterable<CallbackRow>): readonly CallbackRow[] =>
  [...rows].sort((a, b) => a.dueAt - b.dueAt || a.createdAt - b.createdAt || (a.taskId < b.taskId ? -1 : 1))

const two = (n: number): string => String(n).padStart(2, '0')

/** A moment as a `datetime-local` field has it, on this computer's clock. @param at ms since the epoch */
export function toLocal(at: number): string {
  const date = new Date(at)
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`
}

const ahead = 30 * 24 * 3_600_000

/** Reads a time to call at from such a field: within the next 30 days, on this computer's clock. */
export function laterTime(text: string, now: number): Result<number, 'bad-time'> {
  const at = text === '' ? Number.NaN : new Date(text).getTime()
  return at > now && at <= now + ahead ? success(at) : failure('bad-time')
}

const step = 5 * 60_000

/** What is offered for a later call: an hour from now, on the next five minutes. @param now ms since the epoch */
export const usualLater = (now: number): number => Math.ceil((now + 3_600_000) / step) * step
