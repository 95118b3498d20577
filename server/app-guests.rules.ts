import type { Monitor } from '#shared/seat/monitor.rules.ts'
import type { CallRecord } from '#shared/telephony/call-record.rules.ts'

/**
 * What a seat may do with the draft of another seat's call. `late`: it reads, and what it wrote before its part ended is still taken (the
 * last words may be on their way when it hangs up).
 */
export type Guest = 'write' | 'late' | 'read'

/** Who has to do with a call, and how it stands. Times in ms since the epoch. */
export interface GuestQuestion {
  /** The seat that writes the draft. */
  readonly owner: string
  readonly main: CallRecord
  /** Calls made about the main one. */
  readonly consults: readonly CallRecord[]
  /** Leads in the call of the seat the main call is at. */
  readonly monitors: readonly Monitor[]
  /** Whether the seat wraps this call up now. */
  readonly wrapsUp: (seat: string, callId: string) => boolean
  readonly now: number
}

/** What was written before the end of a part is taken for so long after it, ms. */
export const lateMs = 10_000

type Part = { readonly seat: string; readonly leftAt: number | null }

function rightIn(call: CallRecord, part: Part, { wrapsUp, now }: GuestQuestion): Guest | null {
  const overAt = part.leftAt ?? call.endedAt
  // While it rings the seat reads what it is called about.
  if (overAt === null) return call.answeredAt === null ? 'read' : 'write'
  if (call.answeredAt === null || !wrapsUp(part.seat, call.callId)) return null
  return now - overAt < lateMs ? 'late' : 'read'
}

const rank: Readonly<Record<Guest, number>> = { read: 0, late: 1, write: 2 }

/** Who may see the draft of a call beside its author, and what each may do. */
export function guestsOf(question: GuestQuestion): ReadonlyMap<string, Guest> {
  const { owner, main, consults, monitors } = question
  const guests = new Map<string, Guest>()
  const add = (seat: string, right: Guest | null) => {
    if (right === null || seat === owner) return
    const known = guests.get(seat)
    if (known === undefined || rank[right] > rank[known]) guests.set(seat, right)
  }
  const handedOn = main.partners.some(({ seat }) => seat === owner)
  // A call that only rings at its first seat has no draft; one that was handed on is the next seat's too.
  if (main.seat !== owner && !handedOn) return guests
  if (main.seat !== null) add(main.seat, rightIn(main, { seat: main.seat, leftAt: null }, question))
  for (const part of main.partners) add(part.seat, rightIn(main, part, question))
  for (const consult of consults) for (const part of consult.partners) add(part.seat, rightIn(consult, part, question))
  if (main.endedAt === null) for (const { lead, mode } of monitors) add(lead, mode === 'barge' ? 'write' : 'read')
  return guests
}
