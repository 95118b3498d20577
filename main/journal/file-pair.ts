import { constants } from 'node:fs'
import { join } from 'node:path'
import type { JournalFile } from '#shared/link/journal.ts'
import { type JournalFs, ShortWrite } from './journal-fs.ts'

/** The two files of a seat's journal. */
export interface FilePair {
  readonly files: readonly [JournalFile, JournalFile]
  close(): void
}

/** Opens both sides of the seat's journal, made where they are not there; throws what the file system throws. The folder is there already. */
export function openFilePair(fs: JournalFs, folder: string, seat: string): FilePair {
  const opened: JournalFile[] = []
  const close = (): void => {
    for (const file of opened) file.close()
  }
  const side = (name: 'a' | 'b'): JournalFile => {
    const fd = fs.openSync(join(folder, `${seat}.${name}`), constants.O_RDWR | constants.O_CREAT, 0o600)
    const file = journalFile(fs, fd)
    opened.push(file)
    return file
  }
  try {
    const files = [side('a'), side('b')] as const
    syncFolder(fs, folder)
    return { files, close }
  } catch (error) {
    close()
    throw error
  }
}

function journalFile(fs: JournalFs, fd: number): JournalFile {
  let open = true
  return {
    read: () => readAll(fs, fd),
    write: (bytes, at) => writeAll({ fs, fd }, bytes, at),
    truncate: (size) => fs.ftruncateSync(fd, size),
    flush: () => fs.fdatasyncSync(fd),
    close() {
      if (!open) return
      open = false
      try {
        fs.closeSync(fd)
      } catch {
        // What was acknowledged is on disk, and the descriptor is gone either way.
      }
    },
  }
}

function readAll(fs: JournalFs, fd: number): Uint8Array {
  const bytes = new Uint8Array(fs.fstatSync(fd).size)
  let at = 0
  while (at < bytes.length) {
    const count = fs.readSync(fd, bytes, at, bytes.length - at, at)
    if (count === 0) break
    at += count
  }
  return bytes.subarray(0, at)
}

/** A disk that is nearly full takes a part, and refuses with the next write. */
function writeAll({ fs, fd }: { fs: JournalFs; fd: number }, bytes: Uint8Array, at: number): void {
  let done = 0
  while (done < bytes.length) {
    const count = fs.writeSync(fd, bytes, done, bytes.length - done, at + done)
    if (count === 0) throw new ShortWrite(`${done} of ${bytes.length} bytes`)
    done += count
  }
}

/** A new file's name outlives a power cut only when its folder is synced. Windows syncs no folder, and needs none. */
function syncFolder(fs: JournalFs, folder: string): void {
  if (process.platform === 'win32') return
  const fd = fs.openSync(folder, constants.O_RDONLY)
  try {
    fs.fsyncSync(fd)
  } finally {
    fs.closeSync(fd)
  }
}
