import type { TopicName, TopicRow } from '#shared/contract/socket/topics.ts'
import type { Disposer } from '#shared/kit/disposable.ts'

/** A change of a topic: a snapshot replaces all rows by `set`; a delta puts `set` in and takes `gone` out. Rows are parsed already. */
export interface TopicChange<N extends TopicName> {
  readonly kind: 'snapshot' | 'delta'
  readonly set: readonly (readonly [key: string, row: TopicRow<N>])[]
  readonly gone: readonly string[]
}

/** The part of the link the wall needs: hears a topic from its first snapshot on, until disposed. */
export interface WallLink {
  subscribe<N extends TopicName>(topic: N, listener: (change: TopicChange<N>) => void): Disposer
}
