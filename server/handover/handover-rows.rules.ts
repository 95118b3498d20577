import type { HandoverRow } from '#shared/contract/socket/handover.schema.ts'
import { type DraftStay, mayTake, type Taker } from '#shared/handover/handover.ts'
import type { StoredHandover } from './handover.repository.ts'

/** The seats as hand-overs know them. */
export type HandoverSeats = ReadonlyMap<string, Taker & { readonly name: string }>

/** What came of the drafts and callbacks of a hand-over, as it is kept. Ids. */
export interface StoredPassed {
  readonly tasks: readonly string[]
  readonly drafts: readonly string[]
  readonly stayed: readonly { readonly draftId: string; readonly why: DraftStay }[]
}

/** Callbacks and drafts that are to go along. Written by the server alone. */
export const goesAlong = ({ tasks, drafts }: Pick<StoredHandover, 'tasks' | 'drafts'>) => ({
  tasks: JSON.parse(tasks) as string[],
  drafts: JSON.parse(drafts) as string[],
})

/** How many of each went along; null: it is not accepted. */
export function passedOf({ passed }: Pick<StoredHandover, 'passed'>): HandoverRow['passed'] {
  if (passed === null) return null
  const { tasks, drafts, stayed } = JSON.parse(passed) as StoredPassed
  return { tasks: tasks.length, drafts: drafts.length, stayed: [...stayed] }
}

/** Who may take it. */
export const takersOf = (seats: HandoverSeats, { seat, to_kind, to_name }: StoredHandover): string[] =>
  [...seats.values()].filter((one) => mayTake({ kind: to_kind, name: to_name }, seat, one)).map((one) => one.seat)

/** Who sees it: who wrote it and who took it; until then, all who may. */
export const seenBy = (seats: HandoverSeats, handover: StoredHandover): string[] => [
  handover.seat,
  ...(handover.accepted_by === null ? takersOf(seats, handover) : [handover.accepted_by]),
]

/** The hand-over as desks have it. */
export function toRow(seats: HandoverSeats, handover: StoredHandover): HandoverRow {
  const { handover_id, seat, to_kind, to_name, text, at, accepted_by, accepted_at } = handover
  const nameOf = (one: string) => seats.get(one)?.name ?? one
  return {
    handoverId: handover_id,
    seat,
    name: nameOf(seat),
    to: { kind: to_kind, name: to_name },
    text,
    ...goesAlong(handover),
    at,
    accepted: accepted_by === null ? null : { seat: accepted_by, name: nameOf(accepted_by), at: accepted_at ?? at },
    passed: passedOf(handover),
  }
}
