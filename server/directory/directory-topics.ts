import type { DirectoryRow } from '#shared/contract/socket/topics.ts'
import type { DirectoryEntry, Presence } from '#shared/directory/entry.ts'
import type { QueueLine } from '#shared/queue/hall-queue.ts'
import type { TopicPublisher, TopicSource } from '../ports/topics.ts'
import type { Db } from '../storage/query.ts'
import { favouritesOf } from './favourites.repository.ts'

export interface DirectoryTopicsParts {
  readonly entries: readonly DirectoryEntry[]
  readonly presenceOf: (number: string) => Presence
  /** Who waits in the queue of this number; undefined: it is no queue. Default: there are none. */
  readonly lineOf?: (number: string) => QueueLine | undefined
  readonly publisher: TopicPublisher
  readonly db: Db
}

export interface DirectoryTopics {
  readonly directory: TopicSource<'directory'>
  readonly 'directory-favourites': TopicSource<'directory-favourites'>
  isEntry(entryId: string): boolean
  /** Something about whoever is behind the number changed; it is said where that changes the presence, or a queue's line. */
  refresh(number: string): void
}

const toRow = (
  { languages, matters, places, aliases, ...entry }: DirectoryEntry,
  now: Pick<DirectoryRow, 'presence' | 'line'>,
): DirectoryRow => ({
  ...entry,
  languages: [...languages],
  matters: [...matters],
  places: [...places],
  aliases: [...aliases],
  ...now,
})

/** The directory with live presence, and each seat's favourites. */
export function createDirectoryTopics(parts: DirectoryTopicsParts): DirectoryTopics {
  const { entries, publisher, db } = parts
  const nowOf = (number: string): Pick<DirectoryRow, 'presence' | 'line'> => {
    const line = parts.lineOf?.(number)
    return { presence: parts.presenceOf(number), ...(line ? { line } : {}) }
  }
  const byId = new Map(entries.map((entry) => [entry.id, entry]))
  const byNumber = new Map(entries.map((entry) => [entry.number, entry]))
  const told = new Map(entries.map(({ number }) => [number, JSON.stringify(nowOf(number))]))
  return {
    directory: {
      load: async () => entries.map((entry) => [entry.id, toRow(entry, nowOf(entry.number))] as const),
      allow: async () => true,
    },
    'directory-favourites': {
      async load(seat) {
        const starred = await favouritesOf(db, seat)
        return starred.filter((id) => byId.has(id)).map((entryId) => [entryId, { entryId }] as const)
      },
      allow: async (reader, seat) => reader.seat === seat,
    },
    isEntry: (entryId) => byId.has(entryId),
    refresh(number) {
      const entry = byNumber.get(number)
      const now = nowOf(number)
      const text = JSON.stringify(now)
      if (!entry || told.get(number) === text) return
      told.set(number, text)
      publisher.publish({ name: 'directory', id: '' }, [[entry.id, toRow(entry, now)]])
    },
  }
}
