import {
  type AttachmentList,
  type AttachmentRow,
  attachmentListSchema,
  fileNameHeader,
  uploadedSchema,
} from '#shared/contract/rest/attachments.schema.ts'
import { failure, type Result, success } from '#shared/kit/result.ts'
import { attachmentRefusals } from '#shared/ticket/attachment.rules.ts'
import { askBackend, type ReadFailure, type ReadParts, readJson } from '../../link/read-json.ts'
import { type AttachmentQueue, createAttachmentQueue } from './attachment-queue.ts'
import type { FileFailure, FileSending } from './file-sending.ts'

/** Whose files: a draft's, or a ticket's. */
export type FilesOf =
  | { readonly kind: 'drafts'; readonly id: string }
  | { readonly kind: 'tickets'; readonly id: string }

/** Reading and sending the files of tickets. */
export interface AttachmentDesk {
  /** Whose name stands over what is looked at. `now`: ms since the epoch. */
  readonly reader: { readonly seat: string; readonly name: string; readonly now: () => number }
  list(of: FilesOf, signal: AbortSignal): Promise<Result<AttachmentList, ReadFailure>>
  send(of: FilesOf, sending: FileSending): Promise<Result<AttachmentRow, FileFailure>>
  /** Each call is a look, and kept as one. @param save to be kept, not looked at */
  open(file: AttachmentRow, save: boolean): Promise<Result<Blob, FileFailure>>
  remove(attachmentId: string): Promise<boolean>
  /** What is on its way up to one place; goes on while something else is shown. */
  queueOf(of: FilesOf): AttachmentQueue
}

interface AttachmentParts extends ReadParts {
  readonly reader: AttachmentDesk['reader']
  readonly remove: AttachmentDesk['remove']
  readonly newId: () => string
  /** A request that tells how much has gone: fetch does not. */
  readonly newRequest: () => XMLHttpRequest
}

const pathOf = ({ kind, id }: FilesOf): string => `/api/${kind}/${encodeURIComponent(id)}/attachments`

function failureOf(body: unknown, status: number): FileFailure {
  const said = typeof body === 'object' && body !== null && 'reason' in body ? body.reason : undefined
  const known = attachmentRefusals.find((one) => one === said)
  return known ?? (status === 0 || status >= 500 ? 'unreachable' : 'refused')
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function sendFile(
  parts: AttachmentParts,
  of: FilesOf,
  sending: FileSending,
): Promise<Result<AttachmentRow, FileFailure>> {
  const { file, uploadId, signal, onProgress } = sending
  return new Promise((resolve) => {
    const request = parts.newRequest()
    const end = (answer: Result<AttachmentRow, FileFailure>) => {
      signal.removeEventListener('abort', stop)
      resolve(answer)
    }
    const stop = () => request.abort()
    request.open('PUT', `${parts.origin ?? ''}${pathOf(of)}/${uploadId}`)
    request.setRequestHeader('authorization', `Bearer ${parts.token()}`)
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.setRequestHeader(fileNameHeader, encodeURIComponent(file.name.slice(-200).replace(/\p{Cs}/gu, '')))
    request.upload.onprogress = ({ loaded }) => onProgress(file.size === 0 ? 0 : Math.min(1, loaded / file.size))
    request.onerror = () => end(failure('unreachable'))
    request.onabort = () => end(failure('stopped'))
    request.onload = () => {
      const body = parsed(request.responseText)
      const row = uploadedSchema.safeParse(body)
      end(row.success ? success(row.data.attachment) : failure(failureOf(body, request.status)))
    }
    signal.addEventListener('abort', stop)
    if (signal.aborted) end(failure('stopped'))
    else request.send(file)
  })
}

async function openFile(parts: AttachmentParts, { attachmentId, kind }: AttachmentRow, save: boolean) {
  const answer = await askBackend(
    parts,
    `/api/attachments/${encodeURIComponent(attachmentId)}?save=${save ? 'yes' : 'no'}`,
  )
  if (answer === null) return failure<FileFailure>('unreachable')
  if (!answer.ok) return failure(failureOf(await answer.json().catch(() => undefined), answer.status))
  const bytes = await answer.arrayBuffer().catch(() => null)
  // The desktop program passes every file on as plain octets: what it is says the list.
  return bytes === null ? failure<FileFailure>('unreachable') : success(new Blob([bytes], { type: kind }))
}

/** Over fetch and XMLHttpRequest, and the link for what takes a file away. */
export function createAttachmentDesk(parts: AttachmentParts): AttachmentDesk {
  const queues = new Map<string, AttachmentQueue>()
  const send: AttachmentDesk['send'] = (of, sending) => sendFile(parts, of, sending)
  return {
    reader: parts.reader,
    list: (of, signal) => readJson(parts, { path: pathOf(of), shape: attachmentListSchema }, signal),
    send,
    open: (file, save) => openFile(parts, file, save),
    remove: parts.remove,
    queueOf(of) {
      const key = pathOf(of)
      const queue =
        queues.get(key) ?? createAttachmentQueue({ send: (sending) => send(of, sending), newId: parts.newId })
      queues.set(key, queue)
      return queue
    },
  }
}
