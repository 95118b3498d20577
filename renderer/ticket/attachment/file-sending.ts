import type { AttachmentRefusal } from '#shared/ticket/attachment.rules.ts'

/** Why a file did not go up, or did not come. `unreachable`: network or server; it may be tried again as it is. */
export type FileFailure = AttachmentRefusal | 'unreachable' | 'refused'

const final: readonly FileFailure[] = ['too-large', 'wrong-kind', 'not-clean', 'gone', 'not-yours', 'damaged']

/** Whether trying again mends nothing. */
export const isFinal = (why: FileFailure): boolean => final.includes(why)

/** A file on its way up. */
export interface FileSending {
  readonly file: File
  readonly uploadId: string
  readonly signal: AbortSignal
  /** Told how much has gone, 0 to 1. */
  readonly onProgress: (part: number) => void
}
