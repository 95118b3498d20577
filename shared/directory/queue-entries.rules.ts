import type { DirectoryEntry } from './entry.ts'

/** A queue as the directory needs it. */
export interface ListedQueue {
  readonly number: string
  readonly name: string
}

/** Entries of queues: a caller can be sent there, nobody can be asked there. */
export const queueEntries = (queues: readonly ListedQueue[], unit: string): readonly DirectoryEntry[] =>
  queues.map(({ number, name }) => ({
    id: `queue-${number}`,
    kind: 'queue',
    name,
    number,
    unit,
    languages: [],
    matters: [],
    places: [],
    aliases: [],
  }))
