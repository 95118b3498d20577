import type { Clock } from '#shared/kit/clock.ts'
import type { Disposer } from '#shared/kit/disposable.ts'
import { takesCalls } from '#shared/seat/seat-state.ts'
import type { TopicPublisher, TopicSource } from '../ports/topics.ts'
import type { Account } from './accounts.repository.ts'
import { seatRow, wallSeatRow } from './seat-rows.rules.ts'
import type { SeatStates } from './seat-states.ts'

export interface SeatTopicsParts {
  readonly states: SeatStates
  readonly accounts: ReadonlyMap<string, Account>
  readonly publisher: TopicPublisher
  readonly clock: Clock
  /** Calls of the queue the seat answered today. */
  readonly answeredToday: (seat: string) => number
}

export interface SeatTopics {
  readonly seat: TopicSource<'seat'>
  readonly wallSeats: TopicSource<'wall-seats'>
  /** Says a seat's wall row again: its count of answered calls changed. */
  refresh(seat: string): void
  close: Disposer
}

/** Publishes each change of a seat to its desk and to the wall. Who takes no calls does not sit on the wall. */
export function createSeatTopics(parts: SeatTopicsParts): SeatTopics {
  const { states, accounts, publisher, clock } = parts
  const wallRow = (seat: string) => {
    const account = accounts.get(seat)
    const standing = states.standing(seat)
    if (!account || !standing || !takesCalls(account.role)) return []
    return [[seat, wallSeatRow(account, standing, parts.answeredToday(seat))] as const]
  }
  const ownRow = (seat: string) => {
    const standing = states.standing(seat)
    return standing ? [['seat', seatRow(seat, standing, clock.now())] as const] : []
  }
  const refresh = (seat: string) => publisher.publish({ name: 'wall-seats', id: '' }, wallRow(seat))
  const stop = states.onChange(({ seat }) => {
    publisher.publish({ name: 'seat', id: seat }, ownRow(seat))
    refresh(seat)
  })
  return {
    seat: { load: async (seat) => ownRow(seat), allow: async (reader, seat) => reader.seat === seat },
    wallSeats: {
      load: async () => [...accounts.keys()].flatMap((seat) => wallRow(seat)),
      allow: async () => true,
    },
    refresh,
    close: stop,
  }
}
