import { useEffect, useState, useSyncExternalStore } from 'react'
import { useStore } from 'zustand'
import type { DraftBinding } from '#shared/ticket-draft/draft-binding.ts'
import type { DraftInput } from '#shared/ticket-draft/draft-fields.ts'
import { loadTicketData, type TicketData } from './ticket-data.ts'
import { selectedTab, type TicketDeskState, type TicketDeskStore, type TicketTab } from './ticket-desk.store.ts'

/** The draft as a ticket; renders again at every change, whoever makes it. */
export const useDraftInput = (draft: DraftBinding): DraftInput => useSyncExternalStore(draft.onChange, draft.input)

/** A part of the ticket column's state. */
export const useTicketDesk = <T>(store: TicketDeskStore, select: (state: TicketDeskState) => T): T =>
  useStore(store, select)

/** The tab that is shown. */
export const useSelectedTab = (store: TicketDeskStore): TicketTab | null => useStore(store, selectedTab)

/** The data tickets are chosen from; null while it loads. A failed load is tried again after a while. */
export function useTicketData(load: () => Promise<TicketData> = loadTicketData): TicketData | null {
  const [data, setData] = useState<TicketData | null>(null)
  const [attempt, setAttempt] = useState(0)
  useEffect(() => {
    let gone = false
    let timer: ReturnType<typeof setTimeout> | undefined
    load().then(
      (loaded) => {
        if (!gone) setData(loaded)
      },
      () => {
        if (!gone) timer = setTimeout(() => setAttempt(attempt + 1), 2000)
      },
    )
    return () => {
      gone = true
      clearTimeout(timer)
    }
  }, [load, attempt])
  return data
}
