import { useSyncExternalStore } from 'react'
import type { AttachmentDesk } from './attachment-desk.ts'
import type { QueuedFile } from './attachment-queue.ts'
import { isFinal } from './file-sending.ts'

const none: readonly QueuedFile[] = []
const nothing = { get: () => none, subscribe: () => () => {} }
const queueOf = (desk: AttachmentDesk | undefined, draftId: string) =>
  desk?.queueOf({ kind: 'drafts', id: draftId }) ?? nothing

/** How many files of a draft are on their way, or may be sent again: handed in now, the ticket would be without them. */
export function usePendingFiles(desk: AttachmentDesk | undefined, draftId: string): number {
  const { subscribe, get } = queueOf(desk, draftId)
  const count = () => get().filter(({ why }) => why === null || !isFinal(why)).length
  return useSyncExternalStore(subscribe, count)
}

/** The files of a draft that are not up, whatever the reason. The same array until one is. */
export function useUnsentFiles(desk: AttachmentDesk | undefined, draftId: string): readonly QueuedFile[] {
  const { subscribe, get } = queueOf(desk, draftId)
  return useSyncExternalStore(subscribe, get)
}
