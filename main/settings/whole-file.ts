import * as nodeFs from 'node:fs'
import { dirname } from 'node:path'

/** What a whole file wants of the file system; a test's may refuse at any step. */
export type WholeFileFs = Pick<
  typeof nodeFs,
  | 'mkdirSync'
  | 'openSync'
  | 'readFileSync'
  | 'statSync'
  | 'writeFileSync'
  | 'fsyncSync'
  | 'closeSync'
  | 'renameSync'
  | 'rmSync'
>

/** A small file that is there whole or not at all, whenever the program or the machine dies. */
export interface WholeFile {
  readonly path: string
  /** null: there is none. Throws when it can't be read, or is longer than any such file. */
  read(): Uint8Array | null
  /** Throws when the disk refuses; the old content stays then. On disk when it returns. */
  write(bytes: Uint8Array): void
  remove(): void
  /** Gives the file another name, so that somebody may look at it. @returns the new path; null: it can't be moved, or there is none */
  setAside(suffix: string): string | null
}

/** No file of ours comes near. */
const longest = 256 * 1024

/** A file for this user alone, its folder made when it is first written. */
export function wholeFile(path: string, fs: WholeFileFs = nodeFs): WholeFile {
  return {
    path,
    read() {
      try {
        if (fs.statSync(path).size > longest) throw new Error('longer than any file of ours')
        return fs.readFileSync(path)
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
        throw error
      }
    },
    write: (bytes) => writeWhole(fs, path, bytes),
    remove: () => fs.rmSync(path, { force: true }),
    setAside(suffix) {
      try {
        fs.renameSync(path, path + suffix)
        return path + suffix
      } catch {
        return null
      }
    },
  }
}

function writeWhole(fs: WholeFileFs, path: string, bytes: Uint8Array): void {
  const fresh = `${path}.new`
  fs.mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  fs.rmSync(fresh, { force: true })
  try {
    const fd = fs.openSync(fresh, 'wx', 0o600)
    try {
      fs.writeFileSync(fd, bytes)
      fs.fsyncSync(fd)
    } finally {
      fs.closeSync(fd)
    }
    fs.renameSync(fresh, path)
  } catch (error) {
    removeQuietly(fs, fresh)
    throw error
  }
  syncFolder(fs, dirname(path))
}

/** What went wrong first is what counts. */
function removeQuietly(fs: WholeFileFs, path: string): void {
  try {
    fs.rmSync(path, { force: true })
  } catch {
    // The next write removes it.
  }
}

/** Best effort: the new file counts already, and a power cut that takes its name leaves the old one. */
function syncFolder(fs: WholeFileFs, folder: string): void {
  if (process.platform === 'win32') return
  try {
    const fd = fs.openSync(folder, 'r')
    try {
      fs.fsyncSync(fd)
    } finally {
      fs.closeSync(fd)
    }
  } catch {
    // Some file systems sync no folders.
  }
}
