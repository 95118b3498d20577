import type * as nodeFs from 'node:fs'

/** What the journal wants of the file system; a test's may die or refuse at any step. */
export type JournalFs = Pick<
  typeof nodeFs,
  | 'mkdirSync'
  | 'openSync'
  | 'fstatSync'
  | 'readSync'
  | 'writeSync'
  | 'ftruncateSync'
  | 'fdatasyncSync'
  | 'fsyncSync'
  | 'closeSync'
>

/** The disk took nothing more and named no error. */
export class ShortWrite extends Error {
  override readonly name = 'ShortWrite'
}

/** A descriptor that is none, or a senseless argument, is a mistake of this program. */
const mistakes: readonly string[] = ['EBADF', 'EINVAL']

/** Whether the disk refused (full, over quota, broken, gone, read-only), and not this program was wrong. */
export function isDiskError(error: unknown): boolean {
  if (error instanceof ShortWrite) return true
  if (!(error instanceof Error) || !('syscall' in error) || !('code' in error)) return false
  return typeof error.code === 'string' && !mistakes.includes(error.code)
}
