import type { TopicName, TopicRow } from '#shared/contract/socket/topics.ts'
import type { Role } from '#shared/seat/seat-state.ts'

/** Which topic: `id` is the call or draft of a keyed one, the seat's number for `seat`, `calls`, `drafts`, `shared-drafts`, `notices` and `directory-favourites`, and empty for the wall's. */
export interface TopicRef<N extends TopicName> {
  readonly name: N
  readonly id: string
}

/** What a domain says to the desks. Cheap and synchronous: the hub coalesces in ticks, latest value per key. */
export interface TopicPublisher {
  publish<N extends TopicName>(
    ref: TopicRef<N>,
    set: readonly (readonly [string, TopicRow<N>])[],
    gone?: readonly string[],
  ): void
}

/** Ends what a seat reads of a topic that it may not read any more. */
export type DismissReader = (ref: TopicRef<TopicName>, seat: string) => void

/** Where the hub gets a topic that nobody has asked for since the start, and who may have it. */
export interface TopicSource<N extends TopicName> {
  load(id: string): Promise<readonly (readonly [string, TopicRow<N>])[]>
  /** Called for keyed topics at each subscribe, after the role was checked against the registry. */
  allow(reader: { seat: string; role: Role }, id: string): Promise<boolean>
}

export type TopicSources = { readonly [N in TopicName]: TopicSource<N> }
