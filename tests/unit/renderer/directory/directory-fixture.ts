import { openDirectoryDesk } from '#renderer/directory/directory-desk.ts'
import type { DirectoryWords } from '#renderer/directory/directory-ports.ts'
import type { DirectoryRow, TopicRow } from '#shared/contract/socket/topics.ts'
import type { DirectoryEntry, Presence } from '#shared/directory/entry.ts'
import type { TicketAtHand } from '#shared/directory/suggest-entries.rules.ts'
import { people } from '#tests/support/directory-people.ts'
import { ticketData } from '#tests/support/ticket-desk-fake.ts'

/** Enough of everybody to be quick: reading a hundred names takes jsdom a second. */
const numbers = new Set(['61008', '62013', '63001', '63005', '64001', '64012', '65001', '8001', '8002', '8005'])
const some = people.filter(({ kind, number }) => kind === 'expert' || numbers.has(number))

/** Presence by number; the rest: seats offline, other numbers unknown. */
type Presences = Readonly<Record<string, Presence>>

const rowOf = (entry: DirectoryEntry, presences: Presences): [string, DirectoryRow] => [
  entry.id,
  {
    ...entry,
    languages: [...entry.languages],
    matters: [...entry.matters],
    places: [...entry.places],
    aliases: [...entry.aliases],
    presence: presences[entry.number] ?? (entry.number.length === 4 ? 'offline' : 'unknown'),
  },
]

/** A directory whose server and ticket are the test. */
export function directoryBench({ words = async () => ticketData }: { words?: () => Promise<DirectoryWords> } = {}) {
  let ticket: TicketAtHand = { matter: '', place: '' }
  const listeners = new Map<string, (rows: ReadonlyMap<string, never>) => void>()
  const refusals = new Map<string, () => void>()
  const asked: { entryId: string; on: boolean; answer: (done: boolean) => void }[] = []
  const desk = openDirectoryDesk({
    subscribe(topic, listener, refused) {
      listeners.set(topic, listener as (rows: ReadonlyMap<string, never>) => void)
      refusals.set(topic, refused)
      return () => void listeners.delete(topic)
    },
    star: (entryId, on) => new Promise((answer) => asked.push({ entryId, on, answer })),
    words,
    ticket: () => ticket,
    own: '8001',
    aheadMs: () => 0,
  })
  return {
    desk,
    asked,
    listening: () => [...listeners.keys()].sort(),
    refuse: () => refusals.get('directory')?.(),
    /** The directory comes, or somebody's presence changes. */
    rows(presences: Presences = {}, entries: readonly DirectoryEntry[] = some) {
      const rows: ReadonlyMap<string, TopicRow<'directory'>> = new Map(entries.map((entry) => rowOf(entry, presences)))
      listeners.get('directory')?.(rows as ReadonlyMap<string, never>)
    },
    stars(...ids: string[]) {
      const rows = new Map(ids.map((entryId) => [entryId, { entryId }]))
      listeners.get('directory-favourites')?.(rows as unknown as ReadonlyMap<string, never>)
    },
    write(next: Partial<TicketAtHand>) {
      ticket = { ...ticket, ...next }
    },
  }
}
