import type { WallSeatRow } from '#shared/contract/socket/topics.ts'
import { type SeatState, seatStates } from '#shared/seat/seat-state.ts'

/** What the list of seats can be ordered by. */
export const seatSorts = ['seat', 'name', 'state', 'since', 'today'] as const
export type SeatSort = (typeof seatSorts)[number]

/** Which seats are shown, and in what order. */
export interface SeatView {
  readonly state: SeatState | 'all'
  /** A part of the number or the name. */
  readonly text: string
  readonly sort: SeatSort
  readonly descending: boolean
}

/** Everything, by number: nothing moves under the hand. */
export const plainView: SeatView = { state: 'all', text: '', sort: 'seat', descending: false }

/** Chosen again, an order turns round. */
export const sortedBy = (view: SeatView, sort: SeatSort): SeatView => ({
  ...view,
  sort,
  descending: view.sort === sort && !view.descending,
})

const rank = new Map<SeatState, number>(
  (['ringing', 'talking', 'hold', 'wrap-up', 'ready', 'not-ready', 'offline'] as const).map((state, at) => [state, at]),
)
const chinese = new Intl.Collator('zh-CN')
const byNumber = (one: WallSeatRow, other: WallSeatRow) =>
  one.seat.length - other.seat.length || (one.seat < other.seat ? -1 : Number(one.seat > other.seat))

const compare: Record<SeatSort, (one: WallSeatRow, other: WallSeatRow) => number> = {
  seat: byNumber,
  name: (one, other) => chinese.compare(one.name, other.name),
  state: (one, other) => (rank.get(one.state) ?? 0) - (rank.get(other.state) ?? 0),
  since: (one, other) => one.since - other.since,
  today: (one, other) => one.answeredToday - other.answeredToday,
}

/** Numbers of the seats to show, in order; equal ones by number. */
export function orderSeats(rows: Iterable<WallSeatRow>, view: SeatView): string[] {
  const text = view.text.trim().toLowerCase()
  const shown = [...rows].filter(
    (row) =>
      (view.state === 'all' || row.state === view.state) &&
      (text === '' || row.seat.includes(text) || row.name.toLowerCase().includes(text)),
  )
  const turn = view.descending ? -1 : 1
  const chosen = compare[view.sort]
  return shown.sort((one, other) => turn * chosen(one, other) || byNumber(one, other)).map((row) => row.seat)
}

/** How many seats are in each state. */
export function countStates(rows: Iterable<WallSeatRow>): Record<SeatState, number> {
  const counts = Object.fromEntries(seatStates.map((state) => [state, 0])) as Record<SeatState, number>
  for (const row of rows) counts[row.state] += 1
  return counts
}
