import { type DraftStay, handoverShownMs } from '#shared/handover/handover.ts'
import type { CommandContext, CommandHandler, CommandHandlers, CommandOutcome } from '../ports/command.ts'
import type { TopicPublisher, TopicSource } from '../ports/topics.ts'
import type { Db, Tx } from '../storage/query.ts'
import type { HandoverActsTable } from '../storage/tables/handover.ts'
import {
  addHandover,
  addHandoverAct,
  handoversSince,
  lockHandover,
  markAccepted,
  type StoredHandover,
} from './handover.repository.ts'
import {
  goesAlong,
  type HandoverSeats,
  passedOf,
  type StoredPassed,
  seenBy,
  takersOf,
  toRow,
} from './handover-rows.rules.ts'

/** The callbacks a seat has promised. */
export interface PromisedCallbacks {
  /** Whether the task is open and promised by the seat. */
  isPromisedBy(tx: Tx, taskId: string, seat: string): Promise<boolean>
  /** The promise of one seat becomes another's. @returns whether it was still that seat's */
  pass(context: CommandContext, taskId: string, from: string): Promise<boolean>
}

/** The unfinished drafts of a seat. */
export interface PassableDrafts {
  /** Why the seat cannot hand the draft over; null: it can. */
  fault(tx: Tx, draftId: string, seat: string): Promise<DraftStay | null>
  /** The draft of one seat becomes another's. @returns why not; null: it did */
  pass(
    context: CommandContext,
    draftId: string,
    of: { readonly from: string; readonly handoverId: string },
  ): Promise<DraftStay | null>
}

export interface HandoverParts {
  readonly seats: HandoverSeats
  readonly publisher: TopicPublisher
  readonly newId: () => string
  readonly callbacks: PromisedCallbacks
  readonly drafts: PassableDrafts
}

type HandoverCommand = 'handover.write' | 'handover.accept'
type Refusal = Extract<CommandOutcome<HandoverCommand>, { ok: false }>

/** Ids without doubles, in one order: two that take at once do not wait for each other for ever. */
const sorted = (ids: readonly string[]): string[] => [...new Set(ids)].sort()

/** A refusal that is written down too. */
function refused(
  { seat, at }: CommandContext,
  { act, said }: { act: HandoverActsTable['act']; said: unknown },
  why: Pick<Refusal, 'reason' | 'faults'>,
): Refusal {
  const row = { handover_id: null, at, seat, act, said: JSON.stringify(said), refused: why.reason }
  return { ok: false, ...why, note: (tx) => addHandoverAct(tx, row) }
}

const write =
  ({ seats, publisher, newId, callbacks, drafts: passing }: HandoverParts): CommandHandler<'handover.write'> =>
  async (context, said) => {
    const { seat, at, tx, afterCommit } = context
    const wrong = (field: string, rule: string) =>
      refused(context, { act: 'write', said }, { reason: 'bad-input', faults: [{ field, rule }] })
    const [tasks, drafts] = [sorted(said.tasks), sorted(said.drafts)]
    const handover = {
      handover_id: newId(),
      seat,
      to_kind: said.to.kind,
      to_name: said.to.name,
      text: said.text.trim(),
      tasks: JSON.stringify(tasks),
      drafts: JSON.stringify(drafts),
      at,
      accepted_by: null,
      accepted_at: null,
      passed: null,
    }
    if (takersOf(seats, handover).length === 0) return wrong('to', 'nobody')
    for (const taskId of tasks) if (!(await callbacks.isPromisedBy(tx, taskId, seat))) return wrong('tasks', 'unknown')
    for (const draftId of drafts) {
      const fault = await passing.fault(tx, draftId, seat)
      // Of another seat's draft nothing is said, not even that there is one.
      if (fault !== null) return wrong('drafts', fault === 'elsewhere' ? 'unknown' : fault)
    }
    await addHandover(tx, handover)
    const { handover_id } = handover
    await addHandoverAct(tx, { handover_id, at, seat, act: 'write', said: JSON.stringify(said), refused: null })
    afterCommit(() => {
      const row = toRow(seats, handover)
      for (const id of seenBy(seats, handover)) publisher.publish({ name: 'handovers', id }, [[handover_id, row]])
    })
    return { ok: true, result: { handoverId: handover_id } }
  }

/** Gives what goes along to who accepts; what is not the giver's any more stays where it is. */
async function passAll(
  { callbacks, drafts: passing }: HandoverParts,
  context: CommandContext,
  handover: StoredHandover,
): Promise<StoredPassed> {
  const { seat: from, handover_id: handoverId } = handover
  const along = goesAlong(handover)
  const [tasks, drafts, stayed]: [string[], string[], { draftId: string; why: DraftStay }[]] = [[], [], []]
  for (const taskId of along.tasks) if (await callbacks.pass(context, taskId, from)) tasks.push(taskId)
  for (const draftId of along.drafts) {
    const why = await passing.pass(context, draftId, { from, handoverId })
    if (why === null) drafts.push(draftId)
    else stayed.push({ draftId, why })
  }
  return { tasks, drafts, stayed }
}

/** How many of each came along, as who accepted it is told. */
const answerOf = (handover: StoredHandover) => {
  const passed = passedOf(handover)
  return { ok: true as const, result: { passed: passed?.tasks ?? 0, drafts: passed?.drafts ?? 0 } }
}

const accept =
  (parts: HandoverParts): CommandHandler<'handover.accept'> =>
  async (context, { handoverId }) => {
    const { seats, publisher } = parts
    const { seat, at, tx, afterCommit } = context
    const act = { act: 'accept', said: { handoverId } } as const
    const before = await lockHandover(tx, handoverId)
    // Whether a hand-over exists that is for others is not said.
    if (!before || !takersOf(seats, before).includes(seat))
      return refused(context, act, { reason: 'not-found', faults: [] })
    // A desk that lost the answer asks again: it is told the same.
    if (before.accepted_by === seat) return answerOf(before)
    if (before.accepted_by !== null) return refused(context, act, { reason: 'conflict', faults: [] })
    const passed = JSON.stringify(await passAll(parts, context, before))
    const after: StoredHandover = { ...before, accepted_by: seat, accepted_at: at, passed }
    await markAccepted(tx, after)
    await addHandoverAct(tx, { handover_id: handoverId, at, seat, act: 'accept', said: passed, refused: null })
    const still = seenBy(seats, after)
    afterCommit(() => {
      for (const id of takersOf(seats, before))
        if (!still.includes(id)) publisher.publish({ name: 'handovers', id }, [], [handoverId])
      for (const id of still) publisher.publish({ name: 'handovers', id }, [[handoverId, toRow(seats, after)]])
    })
    return answerOf(after)
  }

/** Writing a hand-over, and accepting one that is for the seat: once, by one. */
export const createHandoverHandlers = (parts: HandoverParts): Pick<CommandHandlers, HandoverCommand> => ({
  'handover.write': write(parts),
  'handover.accept': accept(parts),
})

/** The hand-overs of a shift and the next that a seat sees. */
export const handoversTopic = (db: Db, seats: HandoverSeats, now: () => number): TopicSource<'handovers'> => ({
  async load(seat) {
    const all = await handoversSince(db, now() - handoverShownMs)
    return all
      .filter((handover) => seenBy(seats, handover).includes(seat))
      .map((handover) => [handover.handover_id, toRow(seats, handover)] as const)
  },
  allow: async (reader, seat) => reader.seat === seat,
})
