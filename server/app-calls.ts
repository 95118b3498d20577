import type { Disposer } from '#shared/kit/disposable.ts'
import type { Base } from './app-base.ts'
import { listQueues } from './app-queues.ts'
import { countSeats, type Seats, statesServing } from './app-seats.ts'
import type { DialogKeeper } from './ports/sip.ts'
import { createSeatTopics, type SeatTopics } from './seat/seat-topics.ts'
import { type CallLog, openCallLog } from './telephony/call-log.ts'
import { type CallTopics, createCallTopics, type RowSources } from './telephony/call-topics.ts'
import { openWall, type Wall } from './telephony/wall.ts'

/** The log of calls and what is shown of it. */
export interface Calls {
  readonly log: CallLog
  readonly rows: CallTopics
  readonly wall: Wall
  readonly seatTopics: SeatTopics
  readonly close: () => Promise<void>
}

/** Opens the log: an event moves seats in the transaction that stores it. */
export function openCalls(
  base: Base,
  { states }: Pick<Seats, 'states'>,
  { dialogs }: Pick<DialogKeeper, 'dialogs'>,
): Promise<CallLog> {
  return openCallLog({
    storage: base.storage,
    clock: base.clock,
    moveSeat: (work, seat, move) => states.apply(work, seat, move),
    onError: base.onError('call-log'),
    alive: new Set(dialogs.map(({ callId }) => callId)),
  })
}

/** Shows the log: to each seat its calls, to the wall the figures. */
export async function showCalls(base: Base, seats: Seats, sources: RowSources & { log: CallLog }): Promise<Calls> {
  const { log } = sources
  const { clock, publisher } = base
  const rows = createCallTopics({ ...sources, publisher, onError: base.onError('call-rows') })
  const wall = await openWall({
    db: base.storage.db,
    log,
    clock,
    publisher,
    settings: base.options.metrics,
    queues: listQueues(base.options).map(({ called, skill }) => ({
      name: called,
      ready: () => statesServing(seats, skill).filter((state) => state === 'ready').length,
    })),
    seats: () => countSeats(seats),
  })
  const { answeredToday } = wall
  const seatTopics = createSeatTopics({ ...seats, publisher, clock, answeredToday })
  wall.onAnswered((seat) => {
    for (const each of seat === null ? seats.accounts.keys() : [seat]) seatTopics.refresh(each)
  })
  const stops: Disposer[] = [
    seats.states.onChange(() => wall.seatsChanged()),
    log.onChange(({ event }) => {
      base.metrics.callEvent(event.type)
      seats.roster.settle(event.callId)
    }),
    rows.close,
    wall.close,
    seatTopics.close,
  ]
  base.metrics.gauge('lianxian_calls_waiting', 'Calls nobody has answered yet.', () => wall.numbersNow().waiting)
  base.metrics.gauge('lianxian_seats_ready', 'Seats a call can be offered to.', () => seats.roster.ready().length)
  return {
    log,
    rows,
    wall,
    seatTopics,
    async close() {
      for (const stop of stops) stop()
      await log.close()
    },
  }
}
