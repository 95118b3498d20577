import { type ListedSeat, withSeats } from '#shared/directory/seat-entries.rules.ts'
import type { Disposer } from '#shared/kit/disposable.ts'
import type { Base } from './app-base.ts'
import type { Seats } from './app-seats.ts'
import { createDirectoryTopics, type DirectoryTopics } from './directory/directory-topics.ts'
import { favouriteHandlers } from './directory/favourite.handlers.ts'
import { seatPresence } from './directory/presence.rules.ts'
import type { CommandHandlers } from './ports/command.ts'
import type { Account } from './seat/accounts.repository.ts'

/** Who can be brought into a call. */
export interface Directory {
  readonly handlers: Pick<CommandHandlers, 'directory.favourite'>
  readonly topics: Pick<DirectoryTopics, 'directory' | 'directory-favourites'>
  readonly close: Disposer
}

/** Administrators take no calls. */
const listed = ({ seat, name, role, skills, disabled }: Account): ListedSeat[] =>
  disabled || role === 'admin' ? [] : [{ seat, name, role, skill: skills[0] ?? seat }]

/** Opens the site's directory with every seat in it; presence follows the seats' states and their phones. */
export function openDirectory(base: Base, { accounts, states, presence }: Seats): Directory {
  const { publisher, storage } = base
  const topics = createDirectoryTopics({
    entries: withSeats(base.options.directory, [...accounts.values()].flatMap(listed)),
    presenceOf: (number) => seatPresence(states.standing(number)?.state, presence.phoneHere(number)),
    publisher,
    db: storage.db,
  })
  const stops = [states.onChange(({ seat }) => topics.refresh(seat)), presence.onPhone(topics.refresh)]
  return {
    handlers: favouriteHandlers({ publisher, isEntry: topics.isEntry }),
    topics: { directory: topics.directory, 'directory-favourites': topics['directory-favourites'] },
    close() {
      for (const stop of stops) stop()
    },
  }
}
