import { createStore, type StoreApi } from 'zustand/vanilla'
import type {
  TopicRow,
  WallNumbersRow,
  WallQueueRow,
  WallSeatRow,
  WallWaitingRow,
} from '#shared/contract/socket/topics.ts'
import { createDisposerList, type Disposer } from '#shared/kit/disposable.ts'
import type { SeatState } from '#shared/seat/seat-state.ts'
import { createKeyedRows, type KeyedRows } from './keyed-rows.ts'
import { countStates, orderSeats, plainView, type SeatView } from './seat-view.rules.ts'
import type { WallLink } from './wall-link.ts'

/** What the wall shows but for the seats' rows, which have listeners of their own. */
export interface WallState {
  /** null until the server has said it. */
  readonly numbers: WallNumbersRow | null
  /** Busiest first. */
  readonly queues: readonly WallQueueRow[]
  /** The one who is next first. */
  readonly waiting: readonly WallWaitingRow[]
  /** Whether the seats have come. */
  readonly seated: boolean
  /** Seats to show, in order. */
  readonly order: readonly string[]
  readonly counts: Readonly<Record<SeatState, number>>
  readonly view: SeatView
  /** How far the server's clock is ahead of ours, ms. */
  readonly aheadMs: number
}

export interface Wall {
  readonly state: StoreApi<WallState>
  readonly seats: KeyedRows<WallSeatRow>
  setView(view: SeatView): void
  close: Disposer
}

type WallTopic = 'wall-seats' | 'wall-waiting' | 'wall-queues' | 'wall-numbers'

export interface WallOptions {
  readonly link: WallLink
  readonly now: () => number
  /** How far the server's clock is ahead as the session said, ms. */
  readonly aheadMs: number
  /** Runs once, when all that came together has been heard; the returned function cancels it. */
  readonly soon: (run: () => void) => Disposer
}

const same = (one: readonly string[], other: readonly string[]) =>
  one.length === other.length && one.every((key, at) => key === other[at])

/** Subscribes the wall's topics; whatever came together (the link tells once a frame) is shown by one change of the state. */
export function openWall({ link, now, soon, aheadMs }: WallOptions): Wall {
  const seats = createKeyedRows<WallSeatRow>()
  const queues = createKeyedRows<WallQueueRow>()
  const waiting = createKeyedRows<WallWaitingRow>()
  const numbers = createKeyedRows<WallNumbersRow>()
  const state = createStore<WallState>(() => ({
    numbers: null,
    queues: [],
    waiting: [],
    seated: false,
    order: [],
    counts: countStates([]),
    view: plainView,
    aheadMs,
  }))
  const open = createDisposerList()
  let seated = false
  let cancelFlush: Disposer | undefined
  open.add(() => cancelFlush?.())

  const ordered = (view: SeatView) => {
    const order = orderSeats(seats.all(), view)
    const before = state.getState().order
    return same(order, before) ? before : order
  }
  const flush = () => {
    cancelFlush = undefined
    const change: { -readonly [K in keyof WallState]?: WallState[K] } = { seated }
    if (queues.flush()) change.queues = [...queues.all()].sort(busier)
    if (waiting.flush()) change.waiting = [...waiting.all()].sort((one, other) => one.position - other.position)
    if (numbers.flush()) {
      change.numbers = [...numbers.all()][0] ?? null
      if (change.numbers) change.aheadMs = later(state.getState().aheadMs, change.numbers.serverNow - now())
    }
    if (seats.flush()) {
      change.order = ordered(state.getState().view)
      change.counts = countStates(seats.all())
    }
    state.setState(change)
  }
  const follow = <N extends WallTopic>(topic: N, rows: Pick<KeyedRows<TopicRow<N>>, 'take'>) =>
    open.add(
      link.subscribe(topic, (change) => {
        rows.take(change)
        if (topic === 'wall-seats') seated = true
        cancelFlush ??= soon(flush)
      }),
    )
  follow('wall-seats', seats)
  follow('wall-waiting', waiting)
  follow('wall-queues', queues)
  follow('wall-numbers', numbers)
  return {
    state,
    seats,
    setView: (view) => state.setState({ view, order: ordered(view) }),
    close: open.dispose,
  }
}

const busier = (one: WallQueueRow, other: WallQueueRow) =>
  other.waiting - one.waiting || (one.queue < other.queue ? -1 : 1)

/** A row says the time when it was written, which may be long ago: only a time later than believed tells something, and a little is the way it took. */
const later = (before: number, heard: number) => (heard - before > 1000 ? heard : before)
