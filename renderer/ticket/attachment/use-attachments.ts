import { useEffect, useState, useSyncExternalStore } from 'react'
import type { AttachmentList } from '#shared/contract/rest/attachments.schema.ts'
import type { AttachmentDesk, FilesOf } from './attachment-desk.ts'
import type { AttachmentQueue, QueuedFile } from './attachment-queue.ts'

/** The files of a place as this page knows them. */
export interface Attachments {
  /** null: not read yet. */
  readonly list: AttachmentList | null
  readonly isFailed: boolean
  readonly queue: readonly QueuedFile[]
  /** What arrived from this page, by attachment id: shown without asking the server. */
  readonly local: ReadonlyMap<string, File>
  readonly actions: AttachmentQueue
  reread(): void
}

/**
 * Reads the files of a place, and again whenever one arrived.
 * @param online whether the server is reached; files that waited for it go on @param moved another number: they may be others now
 */
export function useAttachments(
  desk: AttachmentDesk,
  of: FilesOf,
  { online, moved }: { readonly online: boolean; readonly moved: number },
): Attachments {
  const { kind, id } = of
  const actions = desk.queueOf(of)
  const queue = useSyncExternalStore(actions.subscribe, actions.get)
  const [turn, setTurn] = useState(0)
  const [list, setList] = useState<AttachmentList | null>(null)
  const [isFailed, setFailed] = useState(false)
  const [local, setLocal] = useState<ReadonlyMap<string, File>>(new Map())
  // biome-ignore lint/correctness/useExhaustiveDependencies: a turn is another reading
  useEffect(() => {
    const control = new AbortController()
    void desk.list({ kind, id }, control.signal).then((answer) => {
      if (control.signal.aborted) return
      if (answer.ok) setList(answer.value)
      setFailed(!answer.ok)
    })
    return () => control.abort()
  }, [desk, kind, id, turn, online, moved])
  useEffect(
    () =>
      actions.onArrived((row, file) => {
        setLocal((known) => new Map(known).set(row.attachmentId, file))
        setTurn((now) => now + 1)
      }),
    [actions],
  )
  useEffect(() => {
    if (online) actions.resume()
  }, [actions, online])
  return { list, isFailed, queue, local, actions, reread: () => setTurn((now) => now + 1) }
}
