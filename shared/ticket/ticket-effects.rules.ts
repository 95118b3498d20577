import { addOn, type DueClock, endOf, leftOf, moveClock, startClock } from './due.rules.ts'
import { isDiscontent, type RevisitWords, type TicketAct } from './ticket-act.ts'
import type { Asked, Closure, TicketCase, UnitTask } from './ticket-case.ts'
import type { By } from './ticket-guards.rules.ts'
import { submitAction } from './ticket-status.machine.ts'
import { type ClassLimits, limitsOf, type TimeLimits } from './time-limits.ts'
import type { WorkCalendar } from './working-time.rules.ts'

/** What time is measured by. */
export interface LoopTime {
  readonly limits: TimeLimits
  readonly calendar: WorkCalendar
}

type Change = Partial<TicketCase>
type Doing = By & LoopTime

const stop = (clock: DueClock | null, at: number): DueClock | null =>
  clock === null || clock.doneAt !== null ? clock : { ...clock, doneAt: at }

/** Those units, each once, whose part is still to be given. */
function tasksFor(units: readonly string[], has: ReadonlySet<string>, task: Pick<UnitTask, 'note' | 'by' | 'at'>) {
  const fresh = units.filter((unit, index) => !has.has(unit) && units.indexOf(unit) === index)
  return fresh.map((unit): UnitTask => ({ ...task, unit, answer: '', doneAt: null }))
}

interface Dispatched {
  readonly unit: string
  readonly coUnits: readonly string[]
  readonly basis: string
}

/** All clocks of a dispatch begin, and the parts of those who assist. */
function begin(ticket: TicketCase, { unit, coUnits, basis }: Dispatched, doing: Doing): Change {
  const { actor, at, calendar, limits } = doing
  const of: ClassLimits = limitsOf(limits, ticket)
  const clock = (limit: ClassLimits['contact']) => limit && startClock(calendar, at, { limit, warnAt: of.warnAt })
  return {
    unit,
    leadUnit: unit,
    sign: clock(of.sign),
    contact: clock(of.contact),
    handle: clock(of.handle),
    returnUntil: endOf(calendar, at, ticket.complex ? limits.complexReturn : of.return),
    extensions: 0,
    tasks: tasksFor(coUnits, new Set([unit]), { note: basis, by: actor.seat, at }),
    reply: null,
    marked: 'calm',
  }
}

/** Handling begins again under a new limit, which never ends before the old one. */
function again(ticket: TicketCase, { at, calendar, limits }: Doing): Change {
  const of = limitsOf(limits, ticket)
  const fresh = startClock(calendar, at, { limit: of.rework, warnAt: of.warnAt })
  const due = ticket.handle?.due ?? fresh.due
  return {
    handle: moveClock(calendar, fresh, { due, at }),
    reworks: ticket.reworks + 1,
    revisiting: null,
    missed: [],
    asked: null,
    marked: 'calm',
  }
}

/** The clock goes on with what it had left when it was stopped. */
function goOn(ticket: TicketCase, { at, calendar }: Doing): Change {
  const { handle, suspended } = ticket
  const past = { suspended: null, reviewOn: null, asked: null }
  if (handle === null || suspended === null) return past
  const due = addOn(calendar, at, { working: handle.working, ms: Math.max(0, suspended.left) })
  return { ...past, handle: suspended.left < 0 ? handle : moveClock(calendar, handle, { due, at }) }
}

const ask = ({ actor, at }: By, kind: Asked['kind'], reason: string): Change => ({
  asked: { kind, by: actor.seat, at, reason },
})
const close = (ticket: TicketCase, { at }: By, closure: Closure): Change => ({
  closedAt: at,
  closure,
  asked: null,
  suspended: null,
  reviewOn: null,
  revisiting: null,
  sign: stop(ticket.sign, at),
  contact: stop(ticket.contact, at),
  handle: stop(ticket.handle, at),
})
const returned: Change = {
  unit: null,
  asked: null,
  sign: null,
  contact: null,
  handle: null,
  returnUntil: null,
  tasks: [],
  marked: 'calm',
}

function ofUnit(ticket: TicketCase, act: TicketAct, doing: Doing): Change {
  const { actor, at } = doing
  const by = actor.seat
  switch (act.act) {
    case 'sign':
      return { sign: stop(ticket.sign, at), marked: 'calm' }
    case 'ask-return':
      return { previous: ticket.status, ...ask(doing, 'return', act.reason) }
    case 'assign': {
      const open = new Set(ticket.tasks.filter(({ doneAt }) => doneAt === null).map(({ unit }) => unit))
      return { tasks: [...ticket.tasks, ...tasksFor(act.units, open, { note: act.note, by, at })] }
    }
    case 'finish-task': {
      const own = (task: TicketCase['tasks'][number]) => task.unit === actor.unit && task.doneAt === null
      return {
        tasks: ticket.tasks.map((task) => (own(task) ? { ...task, answer: act.answer, doneAt: at } : task)),
      }
    }
    case 'ask-extension':
      return { previous: ticket.status, ...ask(doing, 'extension', act.reason) }
    case 'ask-suspension':
      return { previous: ticket.status, reviewOn: act.reviewOn, ...ask(doing, 'suspension', act.reason) }
    case 'reply': {
      const { act: _, ...words } = act
      return {
        reply: { ...words, by, at },
        contact: act.contacted ? stop(ticket.contact, at) : ticket.contact,
        handle: stop(ticket.handle, at),
        missed: [],
      }
    }
    default:
      return {}
  }
}

function ofReview(ticket: TicketCase, act: TicketAct, doing: Doing): Change {
  const { actor, at, calendar, limits } = doing
  const { handle } = ticket
  switch (act.act) {
    case 'approve-return':
      return { ...returned, returns: ticket.returns + 1 }
    case 'reject-return':
    case 'reject-extension':
      return { asked: null }
    case 'approve-extension':
      return {
        asked: null,
        extensions: ticket.extensions + 1,
        marked: 'calm',
        handle: handle && moveClock(calendar, handle, { due: endOf(calendar, handle.due, limits.extension.by), at }),
      }
    case 'approve-suspension':
      return { asked: null, suspended: { at, left: handle ? leftOf(calendar, handle, at) : 0 } }
    case 'reject-suspension':
      return { asked: null, reviewOn: null }
    case 'resume':
      return { ...goOn(ticket, doing), marked: 'calm' }
    case 'send-to-rework':
      return again(ticket, doing)
    case 'start-revisit':
      return { revisiting: { by: actor.seat, at } }
    case 'miss-revisit':
      return { revisiting: null, missed: [...ticket.missed, { by: actor.seat, at, outcome: act.outcome }] }
    case 'settle':
      return act.rework ? again(ticket, doing) : close(ticket, doing, 'settled')
    default:
      return {}
  }
}

function ofRevisit(ticket: TicketCase, act: TicketAct & { act: 'revisit-result' }, doing: Doing): Change {
  const { act: _, ...words } = act
  const evaluation = { ...words, by: doing.actor.seat, at: doing.at }
  const action = revisitAction(ticket, act)
  if (action === 'close-revisited') return { evaluation, ...close(ticket, doing, 'revisited') }
  if (action === 'rework-revisited') return { evaluation, ...again(ticket, doing) }
  const { actor, at } = doing
  const reason = act.why === '' ? act.cause : act.why
  const supervision = { level: 'escalated', reason, by: actor.seat, at } as const
  return { evaluation, supervision, ...ask(doing, 'settlement', reason) }
}

/** What a revisit's answer leads to: unsolved or unsatisfied for a reason is handled again once, the second time the supervisor decides. */
export function revisitAction(
  ticket: Pick<TicketCase, 'reworks'>,
  words: Pick<RevisitWords, 'solution' | 'satisfaction' | 'cause'>,
): 'close-revisited' | 'rework-revisited' | 'escalate-revisited' {
  if (!isDiscontent(words) || words.cause === 'none') return 'close-revisited'
  return ticket.reworks === 0 ? 'rework-revisited' : 'escalate-revisited'
}

/** What an act that is allowed changes besides the state. */
export function changeOf(ticket: TicketCase, act: TicketAct, doing: Doing): Change {
  const { actor, at } = doing
  switch (act.act) {
    case 'dispatch':
      return {
        complex: act.complex,
        dispatchedBy: actor.seat,
        dispatchBasis: act.basis,
        ...begin(
          { ...ticket, complex: act.complex },
          { unit: act.unit, coUnits: act.coUnits ?? [], basis: act.basis },
          doing,
        ),
      }
    case 'designate':
      return {
        designated: true,
        dispatchedBy: actor.seat,
        dispatchBasis: act.reason,
        ...begin(ticket, { unit: act.unit, coUnits: [], basis: act.reason }, doing),
        returnUntil: null,
      }
    case 'auto-dispatch':
      return {
        dispatchedBy: actor.seat,
        dispatchBasis: act.basis,
        ...begin(ticket, { unit: ticket.leadUnit, coUnits: act.coUnits ?? [], basis: act.basis }, doing),
      }
    case 'merge':
      return { mergedInto: act.into }
    case 'resubmit':
      return submitAction(act.mended.handling ?? 'dispatch') === 'close-on-line' ? close(ticket, doing, 'on-line') : {}
    case 'revisit-result':
      return ofRevisit(ticket, act, doing)
    case 'close-unreachable':
      return close(ticket, doing, 'unreachable')
    case 'supervise':
      return { supervision: { level: act.level, reason: act.reason, by: actor.seat, at } }
    case 'end-supervision':
      return { supervision: null }
    case 'urge':
      return { urges: ticket.urges + 1 }
    case 'withdraw':
      return close(ticket, doing, 'withdrawn')
    case 'void':
      return { ...close(ticket, doing, 'withdrawn'), closure: null, closedAt: null }
    case 'reopen': {
      const unit = act.unit === '' ? ticket.leadUnit : act.unit
      return { ...again(ticket, doing), unit, leadUnit: unit, closedAt: null, closure: null }
    }
    default:
      return { ...ofUnit(ticket, act, doing), ...ofReview(ticket, act, doing) }
  }
}
