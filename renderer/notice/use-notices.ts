import { useStore } from 'zustand'
import type { NoticeStore, NoticeView } from './notice.store.ts'

/** The seat's notices, live. */
export const useNotices = (store: NoticeStore): NoticeView => useStore(store)
