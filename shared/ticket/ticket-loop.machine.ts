import { type DueClock, type Dueness, duenessOf, nextChange } from './due.rules.ts'
import type { PersonActName, TicketAct } from './ticket-act.ts'
import type { TicketCase } from './ticket-case.ts'
import { changeOf, type LoopTime, revisitAction } from './ticket-effects.rules.ts'
import { type By, isUnreachable, type LoopRefusal, type LoopWorld, mayDo, wordFaults } from './ticket-guards.rules.ts'
import { nextStatus, submitAction, type TicketAction } from './ticket-status.machine.ts'

/** What somebody has to be told, or do, because of an act. */
export type LoopEffect =
  | { readonly kind: 'tell-unit'; readonly unit: string }
  | { readonly kind: 'tell-seat'; readonly seat: string }
  | { readonly kind: 'tell-supervisors' }
  | { readonly kind: 'revisit-both'; readonly other: string }

/** A ticket after an act, or why it stays as it is. `faults`: at which words. */
export type LoopOutcome =
  | {
      readonly ok: true
      readonly action: TicketAction
      readonly ticket: TicketCase
      readonly effects: readonly LoopEffect[]
    }
  | { readonly ok: false; readonly reason: LoopRefusal; readonly field: string }

/** Acts that change nothing others decide on: they neither ask for the last revision nor make a new one. */
const beside: readonly TicketAction[] = ['supervise', 'end-supervision', 'urge', 'supplement', 'mark-due']
export const keepsRev = (action: TicketAction): boolean => beside.includes(action)

/** The row of the table an act stands for. */
export function actionOf(ticket: TicketCase, act: TicketAct): TicketAction {
  if (act.act === 'resubmit') return submitAction(act.mended.handling ?? 'dispatch')
  if (act.act === 'revisit-result') return revisitAction(ticket, act)
  if (act.act === 'settle') return act.rework ? 'settle-rework' : 'settle-closed'
  return act.act
}

function effectsOf(before: TicketCase, after: TicketCase, action: TicketAction): readonly LoopEffect[] {
  const effects: LoopEffect[] = []
  for (const unit of new Set([before.unit, after.unit])) if (unit !== null) effects.push({ kind: 'tell-unit', unit })
  const known = new Set(before.tasks.map(({ unit }) => unit))
  for (const { unit } of after.tasks) if (!known.has(unit)) effects.push({ kind: 'tell-unit', unit })
  if (action === 'send-back') effects.push({ kind: 'tell-seat', seat: after.author })
  if (action === 'merge' && after.mergedInto !== null) effects.push({ kind: 'revisit-both', other: after.mergedInto })
  const forSupervisors = action === 'escalate-revisited' || action === 'ask-suspension' || action === 'approve-return'
  if (forSupervisors) effects.push({ kind: 'tell-supervisors' })
  return effects
}

/**
 * One act on one ticket: the table, the guards, the words, then what changes. Time never runs backward in a ticket: an act is never
 * before the one it follows.
 */
export function actOn(ticket: TicketCase, act: TicketAct, by: By, world: LoopWorld & LoopTime): LoopOutcome {
  const doing = { ...by, at: Math.max(by.at, ticket.changedAt) }
  const action = actionOf(ticket, act)
  const refused = mayDo(ticket, action, doing, world.limits)
  if (refused !== null) return { ok: false, reason: refused, field: 'act' }
  const wrong = wordFaults(ticket, act, doing, world)[0]
  if (wrong !== undefined) return { ok: false, reason: wrong.rule, field: wrong.field }
  const status = nextStatus(ticket.status, action, ticket.previous)
  if (status === null) return { ok: false, reason: 'wrong-state', field: 'act' }
  const inReview = ['RETURN_REVIEW', 'EXTEND_REVIEW', 'SUSPENDED'].includes(status)
  const next: TicketCase = {
    ...ticket,
    ...changeOf(ticket, act, { ...doing, ...world }),
    status,
    rev: keepsRev(action) ? ticket.rev : ticket.rev + 1,
    changedAt: doing.at,
  }
  const after = { ...next, previous: inReview ? next.previous : null }
  const marked = action === 'mark-due' ? dueOf(after, doing.at).dueness : after.marked
  return { ok: true, action, ticket: { ...after, marked }, effects: effectsOf(ticket, after, action) }
}

/** Which limit a ticket stands under now. */
export interface Due {
  readonly kind: 'sign' | 'handle' | 'none'
  readonly at: number | null
  readonly dueness: Dueness
  /** The clock stands. */
  readonly stopped: boolean
}

const none: Due = { kind: 'none', at: null, dueness: 'calm', stopped: false }

function clockOf(ticket: TicketCase): { kind: 'sign' | 'handle'; clock: DueClock } | null {
  const { sign, handle } = ticket
  if (sign !== null && sign.doneAt === null && ticket.unit !== null) return { kind: 'sign', clock: sign }
  return handle !== null && handle.doneAt === null ? { kind: 'handle', clock: handle } : null
}

/** The limit that runs: signing first, then handling; 挂账 stands still. */
export function dueOf(ticket: TicketCase, at: number): Due {
  const running = clockOf(ticket)
  if (running === null) return none
  const { kind, clock } = running
  if (ticket.suspended !== null) return { kind, at: null, dueness: 'calm', stopped: true }
  return { kind, at: clock.due, dueness: duenessOf(clock, at), stopped: false }
}

/** When the server's clock next has something to do with a ticket; null: nothing. */
export function nextTick(ticket: TicketCase, world: LoopTime): number | null {
  const { limits } = world
  if (ticket.status === 'CLOSED') return (ticket.closedAt ?? 0) + limits.archiveDays * 86_400_000
  if (ticket.status === 'TO_REVISIT' && isUnreachable(ticket, limits)) return ticket.changedAt
  if (ticket.suspended !== null) return ticket.reviewOn
  const running = clockOf(ticket)
  if (running === null) return null
  const { dueness } = dueOf(ticket, ticket.changedAt)
  return dueness === ticket.marked ? nextChange(running.clock, ticket.changedAt) : ticket.changedAt
}

/** What the server's clock does with a ticket at `at`; null: nothing now. */
export function systemAct(ticket: TicketCase, at: number, { limits }: LoopTime): TicketAct | null {
  if (ticket.status === 'CLOSED') {
    const since = at - (ticket.closedAt ?? at)
    return since >= limits.archiveDays * 86_400_000 ? { act: 'archive' } : null
  }
  if (ticket.status === 'TO_REVISIT' && isUnreachable(ticket, limits)) return { act: 'close-unreachable' }
  if (ticket.suspended !== null) return at >= (ticket.reviewOn ?? at) ? { act: 'resume', reason: '到复核日期' } : null
  const { kind, dueness } = dueOf(ticket, at)
  return kind === 'none' || dueness === ticket.marked ? null : { act: 'mark-due' }
}

const offered: readonly { readonly act: PersonActName; readonly as: readonly TicketAction[] }[] = [
  { act: 'resubmit', as: ['submit', 'decline', 'close-on-line'] },
  { act: 'dispatch', as: ['dispatch'] },
  { act: 'designate', as: ['designate'] },
  { act: 'merge', as: ['merge'] },
  { act: 'send-back', as: ['send-back'] },
  { act: 'sign', as: ['sign'] },
  { act: 'reply', as: ['reply'] },
  { act: 'finish-task', as: ['finish-task'] },
  { act: 'assign', as: ['assign'] },
  { act: 'ask-extension', as: ['ask-extension'] },
  { act: 'ask-return', as: ['ask-return'] },
  { act: 'ask-suspension', as: ['ask-suspension'] },
  { act: 'approve-return', as: ['approve-return'] },
  { act: 'reject-return', as: ['reject-return'] },
  { act: 'approve-extension', as: ['approve-extension'] },
  { act: 'reject-extension', as: ['reject-extension'] },
  { act: 'approve-suspension', as: ['approve-suspension'] },
  { act: 'reject-suspension', as: ['reject-suspension'] },
  { act: 'resume', as: ['resume'] },
  { act: 'approve-reply', as: ['approve-reply'] },
  { act: 'send-to-rework', as: ['send-to-rework'] },
  { act: 'start-revisit', as: ['start-revisit'] },
  { act: 'revisit-result', as: ['close-revisited'] },
  { act: 'miss-revisit', as: ['miss-revisit'] },
  { act: 'settle', as: ['settle-closed'] },
  { act: 'urge', as: ['urge'] },
  { act: 'supplement', as: ['supplement'] },
  { act: 'supervise', as: ['supervise'] },
  { act: 'end-supervision', as: ['end-supervision'] },
  { act: 'withdraw', as: ['withdraw'] },
  { act: 'reopen', as: ['reopen'] },
  { act: 'void', as: ['void'] },
]
/** Every act a person can be offered, the usual first. */
export const personActs: readonly PersonActName[] = offered.map(({ act }) => act)

/** What this person may do with the ticket now, the usual first. */
export const actsFor = (ticket: TicketCase, by: By, world: Pick<LoopTime, 'limits'>): readonly PersonActName[] =>
  offered
    .filter(({ as }) => as.some((action) => mayDo(ticket, action, by, world.limits) === null))
    .map(({ act }) => act)
