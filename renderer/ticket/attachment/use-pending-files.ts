import { useSyncExternalStore } from 'react'
import type { AttachmentDesk } from './attachment-desk.ts'

const nothing = { get: () => [], subscribe: () => () => {} }

/** How many files of a draft are on their way or wait to be: handed in now, the ticket would be without them. */
export function usePendingFiles(desk: AttachmentDesk | undefined, draftId: string): number {
  const { subscribe, get } = desk?.queueOf({ kind: 'drafts', id: draftId }) ?? nothing
  const count = () => get().filter(({ state, why }) => state !== 'failed' || why === 'unreachable').length
  return useSyncExternalStore(subscribe, count)
}
