import { handoverShownMs } from '#shared/handover/handover.ts'
import type { CommandContext, CommandHandler, CommandHandlers, CommandOutcome } from '../ports/command.ts'
import type { TopicPublisher, TopicSource } from '../ports/topics.ts'
import type { Db, Tx } from '../storage/query.ts'
import type { HandoverActsTable } from '../storage/tables/handover.ts'
import { addHandover, addHandoverAct, handoversSince, lockHandover, markAccepted } from './handover.repository.ts'
import { type HandoverSeats, seenBy, takersOf, toRow } from './handover-rows.rules.ts'

/** The callbacks a seat has promised. */
export interface PromisedCallbacks {
  /** Whether the task is open and promised by the seat. */
  isPromisedBy(tx: Tx, taskId: string, seat: string): Promise<boolean>
  /** The promise of one seat becomes another's. @returns whether it was still that seat's */
  pass(context: CommandContext, taskId: string, from: string): Promise<boolean>
}

export interface HandoverParts {
  readonly seats: HandoverSeats
  readonly publisher: TopicPublisher
  readonly newId: () => string
  readonly callbacks: PromisedCallbacks
}

type HandoverCommand = 'handover.write' | 'handover.accept'
type Refusal = Extract<CommandOutcome<HandoverCommand>, { ok: false }>

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
  ({ seats, publisher, newId, callbacks }: HandoverParts): CommandHandler<'handover.write'> =>
  async (context, said) => {
    const { seat, at, tx, afterCommit } = context
    const wrong = (field: string, rule: string) =>
      refused(context, { act: 'write', said }, { reason: 'bad-input', faults: [{ field, rule }] })
    const tasks = [...new Set(said.tasks)]
    const handover = {
      handover_id: newId(),
      seat,
      to_kind: said.to.kind,
      to_name: said.to.name,
      text: said.text.trim(),
      tasks: JSON.stringify(tasks),
      at,
      accepted_by: null,
      accepted_at: null,
    }
    if (takersOf(seats, handover).length === 0) return wrong('to', 'nobody')
    for (const taskId of tasks) if (!(await callbacks.isPromisedBy(tx, taskId, seat))) return wrong('tasks', 'unknown')
    await addHandover(tx, handover)
    const { handover_id } = handover
    await addHandoverAct(tx, { handover_id, at, seat, act: 'write', said: JSON.stringify(said), refused: null })
    afterCommit(() => {
      const row = toRow(seats, handover)
      for (const id of seenBy(seats, handover)) publisher.publish({ name: 'handovers', id }, [[handover_id, row]])
    })
    return { ok: true, result: { handoverId: handover_id } }
  }

const accept =
  ({ seats, publisher, callbacks }: HandoverParts): CommandHandler<'handover.accept'> =>
  async (context, { handoverId }) => {
    const { seat, at, tx, afterCommit } = context
    const act = { act: 'accept', said: { handoverId } } as const
    const before = await lockHandover(tx, handoverId)
    // Whether a hand-over exists that is for others is not said.
    if (!before || !takersOf(seats, before).includes(seat))
      return refused(context, act, { reason: 'not-found', faults: [] })
    if (before.accepted_by !== null) return refused(context, act, { reason: 'conflict', faults: [] })
    const passed: string[] = []
    for (const taskId of JSON.parse(before.tasks) as string[])
      if (await callbacks.pass(context, taskId, before.seat)) passed.push(taskId)
    await markAccepted(tx, handoverId, { seat, at })
    const said = JSON.stringify({ passed })
    await addHandoverAct(tx, { handover_id: handoverId, at, seat, act: 'accept', said, refused: null })
    const after = { ...before, accepted_by: seat, accepted_at: at }
    const still = seenBy(seats, after)
    afterCommit(() => {
      for (const id of takersOf(seats, before))
        if (!still.includes(id)) publisher.publish({ name: 'handovers', id }, [], [handoverId])
      for (const id of still) publisher.publish({ name: 'handovers', id }, [[handoverId, toRow(seats, after)]])
    })
    return { ok: true, result: { passed: passed.length } }
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
