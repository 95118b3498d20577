import type { TopicName, TopicRow } from '#shared/contract/socket/topics.ts'
import type { TicketAtHand } from '#shared/directory/suggest-entries.rules.ts'
import type { Disposer } from '#shared/kit/disposable.ts'
import type { PathIndex, PathItem } from '#shared/kit/path-search.ts'
import type { ToSyllables } from '#shared/kit/pinyin.ts'

/** How people's words become matters, places and syllables. */
export interface DirectoryWords {
  readonly toSyllables: ToSyllables
  readonly matters: PathIndex<PathItem>
  readonly places: PathIndex<PathItem>
}

/** What the directory needs of the desk; the composition root gives it. */
export interface DirectoryPorts {
  /** Hears a topic's rows from the first snapshot on; a new map each time. */
  subscribe<N extends Extract<TopicName, 'directory' | 'directory-favourites'>>(
    topic: N,
    listener: (rows: ReadonlyMap<string, TopicRow<N>>) => void,
    refused: () => void,
  ): Disposer
  /** @returns whether the server has done it; never rejects */
  star(entryId: string, on: boolean): Promise<boolean>
  /** Some 60 ms at the first time. Rejects where it cannot be loaded. */
  words(): Promise<DirectoryWords>
  /** The ticket that is being written now. */
  ticket(): TicketAtHand
  /** The seat's own number: nobody calls himself. */
  readonly own: string
  /** How far the server's clock is ahead of ours, ms. */
  aheadMs(): number
}
