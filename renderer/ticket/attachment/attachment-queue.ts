import type { AttachmentRow } from '#shared/contract/rest/attachments.schema.ts'
import type { Disposer } from '#shared/kit/disposable.ts'
import type { Result } from '#shared/kit/result.ts'
import { attachmentHeadBytes, attachmentMostBytes, kindOfHead } from '#shared/ticket/attachment.rules.ts'
import type { FileFailure, FileSending } from './file-sending.ts'

/** A file that is not up yet. `sent`: how much has gone, 0 to 1. */
export interface QueuedFile {
  readonly uploadId: string
  readonly file: File
  readonly state: 'waiting' | 'sending' | 'failed'
  readonly sent: number
  /** Why it failed. */
  readonly why: FileFailure | null
}

/** Files on their way up to one place, one after the other. Fit for useSyncExternalStore. */
export interface AttachmentQueue {
  get(): readonly QueuedFile[]
  subscribe(listener: () => void): Disposer
  /** Told of each that arrived, with the file as it lies on this computer. */
  onArrived(listener: (row: AttachmentRow, file: File) => void): Disposer
  add(files: readonly File[]): void
  /** Again, under the same key: what arrived after all is not there twice. */
  retry(uploadId: string): void
  /** Again what the network kept from going. */
  resume(): void
  /** Stops one that goes, and forgets one that does not. */
  drop(uploadId: string): void
}

interface QueueParts {
  readonly send: (sending: FileSending) => Promise<Result<AttachmentRow, FileFailure>>
  readonly newId: () => string
}

/** What this computer can see by itself of why a file would be refused. */
async function refusedHere(file: File): Promise<FileFailure | null> {
  if (file.size > attachmentMostBytes) return 'too-large'
  const head = await file
    .slice(0, attachmentHeadBytes)
    .arrayBuffer()
    .catch(() => null)
  // A file that cannot be read here is left to the sending to fail on.
  return head !== null && kindOfHead(new Uint8Array(head)) === null ? 'wrong-kind' : null
}

/** Starts empty. */
export function createAttachmentQueue({ send, newId }: QueueParts): AttachmentQueue {
  let files: readonly QueuedFile[] = []
  const listeners = new Set<() => void>()
  const arrivals = new Set<(row: AttachmentRow, file: File) => void>()
  let going: { readonly uploadId: string; readonly control: AbortController } | null = null

  const set = (next: readonly QueuedFile[]) => {
    files = next
    for (const listener of listeners) listener()
  }
  const change = (uploadId: string, more: Partial<QueuedFile>) =>
    set(files.map((one) => (one.uploadId === uploadId ? { ...one, ...more } : one)))
  const forget = (uploadId: string) => set(files.filter((one) => one.uploadId !== uploadId))

  const sendOne = async ({ uploadId, file }: QueuedFile) => {
    const control = new AbortController()
    going = { uploadId, control }
    change(uploadId, { state: 'sending', sent: 0, why: null })
    const here = await refusedHere(file)
    const onProgress = (sent: number) => change(uploadId, { sent })
    const answer =
      here === null
        ? await send({ file, uploadId, signal: control.signal, onProgress })
        : { ok: false as const, reason: here }
    going = null
    if (answer.ok) {
      forget(uploadId)
      for (const listener of arrivals) listener(answer.value, file)
    } else change(uploadId, { state: 'failed', why: answer.reason })
    next()
  }
  const next = () => {
    const first = files.find(({ state }) => state === 'waiting')
    if (going === null && first !== undefined) void sendOne(first)
  }
  const again = (which: (one: QueuedFile) => boolean) => {
    set(
      files.map((one) =>
        one.state === 'failed' && which(one) ? { ...one, state: 'waiting', sent: 0, why: null } : one,
      ),
    )
    next()
  }

  return {
    get: () => files,
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    onArrived(listener) {
      arrivals.add(listener)
      return () => void arrivals.delete(listener)
    },
    add(more) {
      const fresh = more.map((file) => ({ uploadId: newId(), file, state: 'waiting' as const, sent: 0, why: null }))
      set([...files, ...fresh])
      next()
    },
    retry: (uploadId) => again((one) => one.uploadId === uploadId),
    resume: () => again(({ why }) => why === 'unreachable'),
    drop(uploadId) {
      if (going?.uploadId === uploadId) going.control.abort()
      forget(uploadId)
    },
  }
}
