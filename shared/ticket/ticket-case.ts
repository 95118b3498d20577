import type { DueClock, Dueness } from './due.rules.ts'
import type { MissedOutcome, ReplyWords, RevisitWords, SupervisionLevel } from './ticket-act.ts'
import type { TicketRole, TicketStatus } from './ticket-status.machine.ts'
import type { TicketType, Urgency } from './ticket-values.ts'

/** Who did something, and when (ms since the epoch). */
export interface Stamp {
  readonly by: string
  readonly at: number
}

/** What waits for somebody else's decision. */
export interface Asked extends Stamp {
  readonly kind: 'return' | 'extension' | 'suspension' | 'settlement'
  readonly reason: string
}

/** A unit's part of a ticket 加派; the lead unit answers for all. */
export interface UnitTask extends Stamp {
  readonly unit: string
  readonly note: string
  readonly answer: string
  readonly doneAt: number | null
}

/** How a ticket came to its end. */
export const closures = ['on-line', 'revisited', 'settled', 'unreachable', 'withdrawn'] as const
export type Closure = (typeof closures)[number]

/** All the loop knows of a ticket: what decides what may happen next. */
export interface TicketCase {
  readonly ticketNo: string
  readonly status: TicketStatus
  /** Where a refused return leads back to; null outside of reviews. */
  readonly previous: TicketStatus | null
  /** Grows with each act that changes what others decide on: the optimistic lock. */
  readonly rev: number
  /** The seat that handed it in. */
  readonly author: string
  readonly type: TicketType
  readonly urgency: Urgency
  readonly matter: string
  readonly leadUnit: string
  /** The unit it lies with; null while it lies with none. */
  readonly unit: string | null
  readonly complex: boolean
  readonly dispatchedBy: string | null
  /** What its last dispatch rests on; not there before the first, and in tickets of before it was kept. */
  readonly dispatchBasis?: string
  /** Returns that were agreed to. */
  readonly returns: number
  readonly designated: boolean
  readonly returnUntil: number | null
  readonly sign: DueClock | null
  readonly contact: DueClock | null
  readonly handle: DueClock | null
  readonly extensions: number
  readonly asked: Asked | null
  /** The clock stands; `left` is what it had, ms of its own time. */
  readonly suspended: { readonly at: number; readonly left: number } | null
  readonly reviewOn: number | null
  readonly tasks: readonly UnitTask[]
  readonly reply: (ReplyWords & Stamp) | null
  readonly reworks: number
  readonly revisiting: Stamp | null
  readonly missed: readonly (Stamp & { readonly outcome: MissedOutcome })[]
  readonly evaluation: (RevisitWords & Stamp) | null
  readonly supervision: (Stamp & { readonly level: SupervisionLevel; readonly reason: string }) | null
  readonly urges: number
  readonly closedAt: number | null
  readonly closure: Closure | null
  readonly mergedInto: string | null
  /** What its people were last told of the limit. */
  readonly marked: Dueness
  readonly changedAt: number
}

/** Who acts. `unit`: of a unit's contact. */
export interface Actor {
  readonly seat: string
  readonly role: TicketRole
  readonly unit: string | null
  /** An agent who may send tickets of its own to their unit without a dispatcher 直派. */
  readonly direct?: boolean
}

/** The server's clock as an actor. */
export const systemActor: Actor = { seat: 'system', role: 'system', unit: null }

type Intake = Pick<TicketCase, 'ticketNo' | 'status' | 'author' | 'type' | 'urgency' | 'matter' | 'leadUnit'>

/** A ticket that was handed in at `at`. */
export const newCase = (ticket: Intake, at: number): TicketCase => ({
  ...ticket,
  previous: null,
  rev: 1,
  unit: null,
  complex: false,
  dispatchedBy: null,
  returns: 0,
  designated: false,
  returnUntil: null,
  sign: null,
  contact: null,
  handle: null,
  extensions: 0,
  asked: null,
  suspended: null,
  reviewOn: null,
  tasks: [],
  reply: null,
  reworks: 0,
  revisiting: null,
  missed: [],
  evaluation: null,
  supervision: null,
  urges: 0,
  closedAt: ticket.status === 'CLOSED' ? at : null,
  closure: ticket.status === 'CLOSED' ? 'on-line' : null,
  mergedInto: null,
  marked: 'calm',
  changedAt: at,
})
