import type { AttachmentRefusal } from '#shared/ticket/attachment.rules.ts'

/** Why a file did not go up, or did not come. `unreachable`: network or server; it may be tried again as it is. */
export type FileFailure = AttachmentRefusal | 'unreachable' | 'refused'

/** A file on its way up. */
export interface FileSending {
  readonly file: File
  readonly uploadId: string
  readonly signal: AbortSignal
  /** Told how much has gone, 0 to 1. */
  readonly onProgress: (part: number) => void
}
