import type { DayFigures } from '#shared/contract/rest/day.schema.ts'
import type { CallbackRow, DraftsRow } from '#shared/contract/socket/topics.ts'
import type { Disposer } from '#shared/kit/disposable.ts'
import type { Result } from '#shared/kit/result.ts'
import type { ReadFailure } from '../link/read-json.ts'

/** A part of the desk that tells of its changes. */
export interface Watched<T> {
  get(): T
  subscribe(listener: () => void): Disposer
}

/** What the page of a seat's own day asks, hears and does. */
export interface DayDesk {
  readonly seat: string
  read(signal: AbortSignal): Promise<Result<DayFigures, ReadFailure>>
  /** Tells whenever a call or a ticket of the seat moved: the figures are others now. */
  onMoved(listener: () => void): Disposer
  /** null until the first snapshot; the whole: null for a role that writes no tickets. */
  readonly drafts: Watched<readonly DraftsRow[] | null> | null
  /** The hall's callback tasks; null for a role that makes none. */
  readonly callbacks: Watched<ReadonlyMap<string, CallbackRow> | null> | null
  /** Shows a draft on the desk; undefined: this window has none. */
  readonly openDraft: ((draftId: string) => void) | undefined
  /** How far the server's clock is ahead of this computer's, ms. */
  aheadMs(): number
}
