import { queueEntries } from '#shared/directory/queue-entries.rules.ts'
import { type ListedSeat, withSeats } from '#shared/directory/seat-entries.rules.ts'
import type { Disposer } from '#shared/kit/disposable.ts'
import { lineOf } from '#shared/queue/hall-queue.ts'
import { takesCalls } from '#shared/seat/seat-state.ts'
import { waitingCalls } from '#shared/telephony/waiting-calls.rules.ts'
import type { Base } from './app-base.ts'
import { listQueues } from './app-queues.ts'
import { type Seats, statesServing } from './app-seats.ts'
import { createDirectoryTopics, type DirectoryTopics } from './directory/directory-topics.ts'
import { favouriteHandlers } from './directory/favourite.handlers.ts'
import { queuePresence, seatPresence } from './directory/presence.rules.ts'
import type { CommandHandlers } from './ports/command.ts'
import type { Account } from './seat/accounts.repository.ts'
import type { CallLog } from './telephony/call-log.ts'

/** Who can be brought into a call. */
export interface Directory {
  readonly handlers: Pick<CommandHandlers, 'directory.favourite'>
  readonly topics: Pick<DirectoryTopics, 'directory' | 'directory-favourites'>
  readonly close: Disposer
}

/** Who takes calls. */
const listed = ({ seat, name, role, skills, disabled }: Account): ListedSeat[] =>
  disabled || !takesCalls(role) ? [] : [{ seat, name, role, skill: skills[0] ?? seat }]

/** What the directory says a queue is of. */
const queueUnit = '技能组'
/** Opens the site's directory with every seat in it; presence follows the seats' states and their phones. */
export function openDirectory(base: Base, seats: Seats, log: Pick<CallLog, 'calls' | 'onChange'>): Directory {
  const { publisher, storage } = base
  const { accounts, states, presence } = seats
  const queues = new Map(listQueues(base.options).map((queue) => [queue.number, queue]))
  const topics = createDirectoryTopics({
    entries: [
      ...queueEntries([...queues.values()], queueUnit),
      ...withSeats(base.options.directory, [...accounts.values()].flatMap(listed)),
    ],
    presenceOf(number) {
      const queue = queues.get(number)
      return queue
        ? queuePresence(statesServing(seats, queue.skill))
        : seatPresence(states.standing(number)?.state, presence.phoneHere(number))
    },
    lineOf(number) {
      const queue = queues.get(number)
      return queue && lineOf(queue.called, waitingCalls(log.calls().values()))
    },
    publisher,
    db: storage.db,
  })
  const refreshQueues = () => {
    for (const number of queues.keys()) topics.refresh(number)
  }
  const stops = [
    states.onChange(({ seat }) => {
      topics.refresh(seat)
      refreshQueues()
    }),
    presence.onPhone(topics.refresh),
    log.onChange(refreshQueues),
  ]
  return {
    handlers: favouriteHandlers({ publisher, isEntry: topics.isEntry }),
    topics: { directory: topics.directory, 'directory-favourites': topics['directory-favourites'] },
    close() {
      for (const stop of stops) stop()
    },
  }
}
