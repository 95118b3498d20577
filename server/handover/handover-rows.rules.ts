import type { HandoverRow } from '#shared/contract/socket/handover.schema.ts'
import { mayTake, type Taker } from '#shared/handover/handover.ts'
import type { StoredHandover } from './handover.repository.ts'

/** The seats as hand-overs know them. */
export type HandoverSeats = ReadonlyMap<string, Taker & { readonly name: string }>

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
  const { handover_id, seat, to_kind, to_name, text, tasks, at, accepted_by, accepted_at } = handover
  const nameOf = (one: string) => seats.get(one)?.name ?? one
  return {
    handoverId: handover_id,
    seat,
    name: nameOf(seat),
    to: { kind: to_kind, name: to_name },
    text,
    tasks: (JSON.parse(tasks) as string[]).length,
    at,
    accepted: accepted_by === null ? null : { seat: accepted_by, name: nameOf(accepted_by), at: accepted_at ?? at },
  }
}
