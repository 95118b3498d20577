import type { DraftDocName } from '#shared/contract/link/journal-records.ts'
import type { LinkReport, LinkStatus } from '#shared/contract/link/worker-messages.ts'
import type { CommandName, CommandPayload, CommandResult } from '#shared/contract/socket/commands.ts'
import type { CommandRefusal, FieldFault, HereFrame } from '#shared/contract/socket/envelope.ts'
import type { TopicName, TopicRow } from '#shared/contract/socket/topics.ts'
import type { Disposer } from '#shared/kit/disposable.ts'

/**
 * What became of a command. A live one is done when `ok`, and `result` is there. A durable one is in line when `ok`, with `result` null: `stored`
 * says whether it outlives this page; its end comes by `onSettled` under the same `key`. `expired`: no answer to a live one in 10 s.
 */
export type LinkOutcome<N extends CommandName> =
  | { readonly ok: true; readonly stored: boolean; readonly key: string; readonly result: CommandResult<N> | null }
  | { readonly ok: false; readonly reason: CommandRefusal | 'expired'; readonly faults: readonly FieldFault[] }

/** A durable command's end: acknowledged, or refused for good. */
export type SettledCommand = Omit<Extract<LinkReport, { type: 'settled' }>, 'type'>

/** Why the session is over; a new sign-in is needed (`renew` with its token goes on where this one ended). */
export type SessionEnd = Extract<LinkReport, { type: 'closing' }>['reason']

/** A topic after a change. `rows` is a new map each time; of a snapshot `set` is all rows. Rows are parsed already. */
export interface TopicChange<N extends TopicName> {
  readonly kind: 'snapshot' | 'delta'
  readonly rows: ReadonlyMap<string, TopicRow<N>>
  readonly set: readonly (readonly [key: string, row: TopicRow<N>])[]
  readonly gone: readonly string[]
}

/** Why the server does not give a topic. */
export type TopicRefusal = Extract<LinkReport, { type: 'topic-refused' }>['reason']

export interface SubscribeOptions {
  /** Of a keyed topic: the call or draft. */
  readonly id?: string
  readonly refused?: (reason: TopicRefusal) => void
}

/** A change of a draft document. `send` false: kept in the journal only (it came from the server). */
export interface DraftEdit {
  readonly draftId: string
  readonly doc: DraftDocName
  readonly callId: string | null
  /** Yjs update v1, base64. */
  readonly update: string
  readonly send: boolean
  /** The draft is another seat's. */
  readonly guest: boolean
}

/** A draft in the journal. */
export interface KeptDraft {
  readonly draftId: string
  readonly callId: string | null
  /** Key of the command that hands it in, while the server has not answered it; its end comes by `onSettled`. */
  readonly submitting: string | null
  /** Another seat's. */
  readonly guest: boolean
}

/** The desk's one link to the backend. */
export interface Link {
  command<N extends CommandName>(name: N, payload: CommandPayload<N>): Promise<LinkOutcome<N>>
  onSettled(listener: (settled: SettledCommand) => void): Disposer
  /** Hears a topic from its first snapshot on; at most once a frame. A second listener of a topic gets what is known at the next frame. */
  subscribe<N extends TopicName>(
    topic: N,
    listener: (change: TopicChange<N>) => void,
    options?: SubscribeOptions,
  ): Disposer
  /** Fit for useSyncExternalStore: the same object until it changes. */
  readonly status: { get(): LinkStatus; subscribe(listener: () => void): Disposer }
  /** The worker renewed the token: keep it for a reload of the tab. */
  onToken(listener: (token: { token: string; expiresAt: number }) => void): Disposer
  onEnd(listener: (reason: SessionEnd) => void): Disposer
  /** A token from a new sign-in of the same seat. */
  renew(token: string, expiresAt: number): void
  /** Puts a refused command out of the status. */
  dismiss(key: string): void
  /** @returns whether the edit is on this computer's disk */
  edit(edit: DraftEdit): Promise<boolean>
  /** Lets go of another seat's draft: what was written there is sent, and nothing of it stays on this computer. */
  leave(draftId: string): void
  /** Says where this desk's person is in a draft; may be lost. */
  here(here: HereFrame): void
  /** The draft as the journal knows it, Yjs updates in base64; null: nothing there. */
  restore(draftId: string): Promise<{ readonly matter: string | null; readonly person: string | null }>
  /** Drafts found in this seat's journal, but for those thrown away. */
  drafts(): Promise<readonly KeptDraft[]>
  close(): void
}
