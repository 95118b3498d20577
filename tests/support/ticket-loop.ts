import fc from 'fast-check'
import calendarData from '#shared/ticket/data/calendar.json' with { type: 'json' }
import { discontents, solutions, type TicketAct } from '#shared/ticket/ticket-act.ts'
import { type Actor, newCase, systemActor, type TicketCase } from '#shared/ticket/ticket-case.ts'
import { actionOf, actOn } from '#shared/ticket/ticket-loop.machine.ts'
import { mayRole, type TicketStatus } from '#shared/ticket/ticket-status.machine.ts'
import { usualTimeLimits } from '#shared/ticket/time-limits.ts'
import { toCalendar } from '#shared/ticket/working-time.rules.ts'

export const unitA = 'D120102-cgw'
export const unitB = 'S120102001'
export const calendar = toCalendar(calendarData.years)
export const loopWorld = {
  limits: usualTimeLimits,
  calendar,
  isUnit: (id: string) => id === unitA || id === unitB,
}

const person = (seat: string, role: Actor['role'], unit: string | null = null): Actor => ({ seat, role, unit })
/** The people of a loop. */
export const loopPeople = {
  agent: person('8001', 'agent'),
  lead: person('7001', 'lead'),
  dispatcher: person('6001', 'dispatcher'),
  reviewer: person('6101', 'reviewer'),
  revisitor: person('6201', 'revisit'),
  supervisor: person('6301', 'supervisor'),
  contact: person('5001', 'unit', unitA),
  otherContact: person('5002', 'unit', unitB),
}

/** A ticket that waits for its dispatch. */
export const freshCase = (at: number): TicketCase =>
  newCase(
    {
      ticketNo: 'TJ20261126000001',
      status: 'TO_DISPATCH',
      author: loopPeople.agent.seat,
      type: 'help',
      urgency: 'normal',
      matter: '010201',
      leadUnit: unitA,
    },
    at,
  )

/** Plays acts one after the other, a minute apart; each has to be taken. */
export function playLoop(
  from: TicketCase,
  at: number,
  steps: readonly (readonly [Actor, TicketAct])[],
): { ticket: TicketCase; path: TicketStatus[] } {
  let ticket = from
  const path: TicketStatus[] = []
  steps.forEach(([actor, act], index) => {
    const outcome = actOn(ticket, act, { actor, at: at + (index + 1) * 60_000 }, loopWorld)
    if (!outcome.ok) throw new Error(`${act.act} by ${actor.role}: ${outcome.reason} ${outcome.field}`)
    ticket = outcome.ticket
    path.push(ticket.status)
  })
  return { ticket, path }
}

const reason = fc.constantFrom('理由', '另一个理由')
const unit = fc.constantFrom(unitA, unitB, 'nowhere')
const yes = fc.boolean()
const plain = (act: TicketAct) => fc.constant(act)

/** Any act, with words that are often right. */
export const someAct: fc.Arbitrary<TicketAct> = fc.oneof(
  fc
    .constantFrom('dispatch', 'answered', 'declined')
    .map((handling) => ({ act: 'resubmit', mended: { handling } }) as const),
  fc.record({ act: fc.constant('dispatch' as const), unit, complex: yes, basis: reason }),
  plain({ act: 'auto-dispatch', basis: '目录' }),
  fc.record({ act: fc.constant('designate' as const), unit, reason }),
  fc.record({ act: fc.constant('send-back' as const), reason }),
  plain({ act: 'sign' }),
  plain({ act: 'sign' }),
  fc.record({
    act: fc.constant('ask-return' as const),
    cause: fc.constant('not-ours' as const),
    basis: reason,
    suggestedUnit: fc.constantFrom('', unitB),
    reason,
  }),
  plain({ act: 'approve-return' }),
  fc.record({ act: fc.constant('reject-return' as const), reason }),
  fc.record({
    act: fc.constant('assign' as const),
    units: fc.array(unit, { minLength: 1, maxLength: 2 }),
    note: reason,
  }),
  fc.record({ act: fc.constant('finish-task' as const), answer: reason }),
  fc.record({ act: fc.constant('ask-extension' as const), reason, plan: reason, callerTold: yes }),
  plain({ act: 'approve-extension' }),
  fc.record({ act: fc.constant('reject-extension' as const), reason }),
  fc.record({
    act: fc.constant('ask-suspension' as const),
    cause: fc.constant('policy' as const),
    reason,
    reviewOn: fc.integer({ min: Date.UTC(2026, 10, 20), max: Date.UTC(2027, 2, 1) }),
  }),
  plain({ act: 'approve-suspension' }),
  fc.record({ act: fc.constant('reject-suspension' as const), reason }),
  fc.record({ act: fc.constant('resume' as const), reason }),
  fc.record({
    act: fc.constant('reply' as const),
    contacted: yes,
    notContactedWhy: reason,
    factual: fc.constant('true' as const),
    detail: reason,
    resolved: yes,
    unresolvedWhy: reason,
    publicReply: reason,
  }),
  plain({ act: 'approve-reply' }),
  fc.record({ act: fc.constant('send-to-rework' as const), reason }),
  plain({ act: 'start-revisit' }),
  fc.record({
    act: fc.constant('revisit-result' as const),
    contacted: yes,
    solution: fc.constantFrom(...solutions),
    satisfaction: fc.constantFrom('satisfied' as const, 'unsatisfied' as const),
    cause: fc.constantFrom(...discontents),
    why: fc.constantFrom('', '没修好'),
  }),
  plain({ act: 'miss-revisit', outcome: 'no-answer' }),
  fc.record({ act: fc.constant('settle' as const), rework: yes, reason }),
  plain({ act: 'close-unreachable' }),
  fc.record({ act: fc.constant('supervise' as const), level: fc.constant('key' as const), reason }),
  fc.record({ act: fc.constant('end-supervision' as const), reason }),
  plain({ act: 'urge', note: '又来电' }),
  plain({ act: 'mark-due' }),
  plain({ act: 'archive' }),
  fc.record({ act: fc.constant('reopen' as const), unit: fc.constantFrom('', unitA), reason }),
)

/** What somebody does after `wait` ms; `guide` null: at random, else one of what would be taken. */
export interface LoopStep {
  readonly actor: Actor
  readonly act: TicketAct
  readonly wait: number
  readonly guide: number | null
}

const people = [...Object.values(loopPeople), systemActor]
/** Two acts for each row of the table. */
function fewOfEach(acts: readonly TicketAct[]): readonly TicketAct[] {
  const ticket = freshCase(0)
  const counts = new Map<string, number>()
  return acts.filter((act) => {
    const action = actionOf(ticket, act)
    const count = (counts.get(action) ?? 0) + 1
    counts.set(action, count)
    return count <= 2
  })
}

/** Those acts, by everybody whose role has them. */
const pool = fewOfEach(fc.sample(someAct, { numRuns: 1000, seed: 5 })).flatMap((act) =>
  people.filter(({ role }) => mayRole(role, actionOf(freshCase(0), act))).map((actor) => ({ actor, act })),
)

/** A step with a hand that often finds a way on: acts at random alone hardly leave the first states. */
export const someStep = (wait: fc.Arbitrary<number>): fc.Arbitrary<LoopStep> =>
  fc.record({
    actor: fc.constantFrom(...people),
    act: someAct,
    wait,
    guide: fc.option(fc.nat({ max: 100_000 }), { freq: 4 }),
  })

/** Who does what in a step. */
export function whatNow(
  ticket: TicketCase,
  at: number,
  { actor, act, guide }: LoopStep,
): { actor: Actor; act: TicketAct } {
  if (guide === null) return { actor, act }
  const ways = pool.filter((one) => {
    const aside = ['withdraw', 'void', 'urge', 'supervise', 'mark-due'].includes(one.act.act)
    return !aside && actOn(ticket, one.act, { actor: one.actor, at }, loopWorld).ok
  })
  return ways[guide % Math.max(1, ways.length)] ?? { actor, act }
}
