import type { DraftsRow, PassMark } from '#shared/contract/socket/topics.ts'

/** Whose drafts are by the server's list, where the tabs alone do not say it: drafts change seat, there and back. */
export interface DraftHolding {
  /** Notes a row. @param shown a tab still shows the draft as another's or as over @returns whether it was not let go of here */
  take(row: DraftsRow, shown: boolean): boolean
  /** The seat has it no more, and nobody else took it over. */
  gone(draftId: string): void
  /** The tab goes. @returns the row of a draft that became this seat's while its tab was another's */
  letGo(draftId: string): DraftsRow | null
  /** Who took the draft over from this seat; null: nobody. */
  passedTo(draftId: string): PassMark | null
}

/** Starts without rows. */
export function followHolding(): DraftHolding {
  const passed = new Map<string, PassMark>()
  /** When each draft came to this seat, ms since the epoch; 0: it began here. */
  const since = new Map<string, number>()
  // The server's list may still speak of a draft that was let go of here; a later hand-over brings it back.
  const over = new Map<string, number>()
  const back = new Map<string, DraftsRow>()
  return {
    take(row, shown) {
      const { draftId, from, passedTo } = row
      if (passedTo !== null) {
        passed.set(draftId, passedTo)
        back.delete(draftId)
        return false
      }
      const at = from?.at ?? 0
      passed.delete(draftId)
      since.set(draftId, at)
      if (shown && row.ticketNo === null) back.set(draftId, row)
      return at > (over.get(draftId) ?? -1)
    },
    gone: (draftId) => void back.delete(draftId),
    letGo(draftId) {
      const row = back.get(draftId) ?? null
      back.delete(draftId)
      if (row === null) over.set(draftId, since.get(draftId) ?? 0)
      return row
    },
    passedTo: (draftId) => passed.get(draftId) ?? null,
  }
}
