import { hallDay } from '../kit/hall-day.ts'
import type { TicketAct } from './ticket-act.ts'
import type { Actor, TicketCase } from './ticket-case.ts'
import { mayRole, nextStatus, type TicketAction, type TicketStatus } from './ticket-status.machine.ts'
import type { TimeLimits } from './time-limits.ts'

/** Why an act is refused; each has its sentence in the desk's texts. */
export const loopRefusals = [
  'wrong-role',
  'not-your-ticket',
  'not-your-unit',
  'own-request',
  'wrong-state',
  'must-designate',
  'three-returns-first',
  'designated',
  'return-over',
  'extension-over',
  'extensions-used',
  'not-asked',
  'already-stopped',
  'too-early',
  'reopen-over',
  'settlement-waits',
  'no-supervision',
  'unit-unknown',
  'no-unit',
  'merge-target',
  'review-date',
  'required',
  'outside-hours',
  'confidential',
] as const
export type LoopRefusal = (typeof loopRefusals)[number]

/** What the guards ask of the world around a ticket. */
export interface LoopWorld {
  readonly limits: TimeLimits
  isUnit(id: string): boolean
  /** The ticket another is to be merged into. */
  target?: { readonly ticketNo: string; readonly status: TicketStatus; readonly matter: string } | undefined
}

/** The moment, and who acts. */
export interface By {
  readonly actor: Actor
  readonly at: number
  /** The caller rang again, or another about the same: any agent stands in for the one whose ticket it is. */
  readonly calledAgain?: boolean
}

type Verdict = LoopRefusal | null

const dayMs = 86_400_000
/** Acts of the unit a ticket lies with. */
const leadUnitActs: readonly TicketAction[] = [
  'sign',
  'ask-return',
  'assign',
  'ask-extension',
  'ask-suspension',
  'reply',
]
/** Acts of the agent whose ticket it is; a lead stands in for any. */
const authorActs: readonly TicketAction[] = [
  'close-on-line',
  'submit',
  'decline',
  'dispatch',
  'urge',
  'supplement',
  'withdraw',
]
/** What each decision decides. */
const decisionOn: Readonly<Partial<Record<TicketAction, NonNullable<TicketCase['asked']>['kind']>>> = {
  'approve-return': 'return',
  'reject-return': 'return',
  'approve-extension': 'extension',
  'reject-extension': 'extension',
  'approve-suspension': 'suspension',
  'reject-suspension': 'suspension',
  'settle-closed': 'settlement',
  'settle-rework': 'settlement',
}

/** Acts of a second call. */
const secondCall: readonly TicketAction[] = ['urge', 'supplement']

function ownership(ticket: TicketCase, action: TicketAction, { actor, calledAgain }: By): Verdict {
  if (!mayRole(actor.role, action)) return 'wrong-role'
  if (action === 'dispatch' && actor.role === 'agent' && actor.direct !== true) return 'wrong-role'
  const standsIn = calledAgain === true && secondCall.includes(action)
  if (authorActs.includes(action) && actor.role === 'agent' && actor.seat !== ticket.author && !standsIn)
    return 'not-your-ticket'
  if (leadUnitActs.includes(action) && (actor.unit === null || actor.unit !== ticket.unit)) return 'not-your-unit'
  if (action === 'finish-task' && !ticket.tasks.some(({ unit, doneAt }) => unit === actor.unit && doneAt === null))
    return 'not-your-unit'
  return null
}

/** Nobody decides on what he handed in himself. */
function fourEyes(ticket: TicketCase, action: TicketAction, { actor }: By): Verdict {
  const handedIn: (string | undefined)[] = []
  const kind = decisionOn[action]
  if (kind !== undefined && ticket.asked?.kind === kind) handedIn.push(ticket.asked.by)
  // 直派 is the right to do just that.
  const ownRight = action === 'dispatch' && actor.direct === true
  if ((action === 'dispatch' && !ownRight) || action === 'designate') handedIn.push(ticket.author)
  if (action === 'approve-reply' || action === 'send-to-rework') handedIn.push(ticket.reply?.by)
  if (action === 'start-revisit') handedIn.push(ticket.reply?.by)
  return handedIn.includes(actor.seat) ? 'own-request' : null
}

/** Three attempts, on two days at least. */
export const isUnreachable = (ticket: TicketCase, { revisit }: TimeLimits): boolean =>
  ticket.missed.length >= revisit.attempts &&
  new Set(ticket.missed.map(({ at }) => hallDay(at).day)).size >= revisit.days

function standing(ticket: TicketCase, action: TicketAction, { at }: By, limits: TimeLimits): Verdict {
  const third = ticket.returns >= limits.mostReturns
  const since = (days: number) => at - (ticket.closedAt ?? at) >= days * dayMs
  const kind = decisionOn[action]
  if (kind !== undefined && ticket.asked?.kind !== kind) return 'not-asked'
  switch (action) {
    case 'dispatch':
    case 'auto-dispatch':
      return third ? 'must-designate' : null
    case 'designate':
      return third ? null : 'three-returns-first'
    case 'ask-return':
      if (ticket.designated) return 'designated'
      return at > (ticket.returnUntil ?? at) ? 'return-over' : null
    case 'ask-extension':
      if (ticket.extensions >= limits.extension.most) return 'extensions-used'
      return at > (ticket.handle?.due ?? at) ? 'extension-over' : null
    case 'resume':
      return ticket.suspended === null ? 'not-asked' : null
    case 'close-revisited':
    case 'rework-revisited':
    case 'escalate-revisited':
    case 'miss-revisit':
      return ticket.asked?.kind === 'settlement' ? 'settlement-waits' : null
    case 'close-unreachable':
      return isUnreachable(ticket, limits) ? null : 'too-early'
    case 'end-supervision':
      return ticket.supervision === null ? 'no-supervision' : null
    case 'reopen':
      return since(limits.reopenDays) ? 'reopen-over' : null
    case 'archive':
      return since(limits.archiveDays) ? null : 'too-early'
    default:
      return null
  }
}

/** Whether somebody may do something to a ticket now, whatever words come with it; null: yes. */
export function mayDo(ticket: TicketCase, action: TicketAction, by: By, limits: TimeLimits): Verdict {
  return (
    ownership(ticket, action, by) ??
    (nextStatus(ticket.status, action, ticket.previous) === null ? 'wrong-state' : null) ??
    fourEyes(ticket, action, by) ??
    standing(ticket, action, by, limits)
  )
}

/** A wrong word at its field. */
export interface WordFault {
  readonly field: string
  readonly rule: LoopRefusal
}

const fault = (field: string, rule: LoopRefusal | false): readonly WordFault[] => (rule ? [{ field, rule }] : [])
const empty = (text: string): 'required' | false => text.trim() === '' && 'required'

/** What is wrong with the words of an act; the shape alone was checked before. */
export function wordFaults(ticket: TicketCase, act: TicketAct, { at }: By, world: LoopWorld): readonly WordFault[] {
  const unit = (id: string) => !world.isUnit(id) && 'unit-unknown'
  switch (act.act) {
    case 'dispatch':
      return [...fault('unit', unit(act.unit)), ...(act.coUnits ?? []).flatMap((id) => fault('coUnits', unit(id)))]
    case 'designate':
      return fault('unit', unit(act.unit))
    case 'auto-dispatch':
      return fault('leadUnit', unit(ticket.leadUnit))
    case 'ask-return':
      return fault('suggestedUnit', act.suggestedUnit !== '' && unit(act.suggestedUnit))
    case 'assign':
      return act.units.flatMap((id, index) =>
        fault(`units.${index}`, (id === ticket.unit && 'not-your-unit') || unit(id)),
      )
    case 'ask-suspension':
      return fault('reviewOn', act.reviewOn <= at && 'review-date')
    case 'reopen': {
      if (act.unit === '' && ticket.leadUnit === '') return fault('unit', 'no-unit')
      return fault('unit', act.unit !== '' && unit(act.unit))
    }
    case 'merge': {
      const { target } = world
      const mergeable = ['TO_DISPATCH', 'TO_SIGN', 'HANDLING', 'REWORK', 'RETURN_REVIEW', 'EXTEND_REVIEW', 'SUSPENDED']
      const fits =
        target !== undefined &&
        target.ticketNo !== ticket.ticketNo &&
        mergeable.includes(target.status) &&
        target.matter === ticket.matter
      return fault('into', !fits && 'merge-target')
    }
    case 'reply':
      return [
        ...fault('notContactedWhy', !act.contacted && empty(act.notContactedWhy)),
        ...fault('unresolvedWhy', !act.resolved && empty(act.unresolvedWhy)),
        ...fault('publicReply', empty(act.publicReply)),
      ]
    case 'revisit-result':
      return fault('why', act.cause === 'other' && empty(act.why))
    default:
      return []
  }
}
