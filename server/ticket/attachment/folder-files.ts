import { createReadStream } from 'node:fs'
import { access, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { NewId } from '#shared/kit/clock.ts'
import type { FileStore, IncomingFile } from './file-store.ts'

const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT'

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    (error: unknown) => {
      if (isMissing(error)) return false
      throw error
    },
  )

/** Puts a file that arrived whole in its place; it outlives this process then. */
type Keep = (path: string, address: string) => Promise<void>

/** Files on their way in, in a folder nobody looks for them in. */
export function createIncoming(
  incoming: string,
  { newId, keep }: { readonly newId: NewId; readonly keep: Keep },
): Pick<FileStore, 'begin' | 'sweep'> {
  return {
    async begin() {
      await mkdir(incoming, { recursive: true, mode: 0o700 })
      return beginFile(join(incoming, newId()), keep)
    },
    async sweep(before) {
      const names = await readdir(incoming).catch((error: unknown) => {
        if (isMissing(error)) return []
        throw error
      })
      for (const name of names) {
        const path = join(incoming, name)
        const touched = await stat(path).catch(() => null)
        if (touched !== null && touched.mtimeMs < before) await rm(path, { force: true })
      }
    },
  }
}

/** Keeps files in a folder, below the first two signs of each address; readable by the backend's user alone. */
export function createFolderFiles(folder: string, newId: NewId): FileStore {
  const shelfOf = (address: string) => join(folder, address.slice(0, 2))
  const pathOf = (address: string) => join(shelfOf(address), address)
  const keep: Keep = async (path, address) => {
    await mkdir(shelfOf(address), { recursive: true, mode: 0o700 })
    await rename(path, pathOf(address))
  }
  return {
    ...createIncoming(join(folder, 'incoming'), { newId, keep }),
    open: async (address) => ((await exists(pathOf(address))) ? createReadStream(pathOf(address)) : null),
    remove: (address) => rm(pathOf(address), { force: true }),
  }
}

async function beginFile(path: string, keep: Keep): Promise<IncomingFile> {
  const file = await open(path, 'wx', 0o600)
  let isOpen = true
  const close = async () => {
    if (!isOpen) return
    isOpen = false
    await file.close()
  }
  return {
    write: (bytes) => file.writeFile(bytes),
    read: () => createReadStream(path),
    async keep(address) {
      await file.sync()
      await close()
      await keep(path, address)
    },
    async drop() {
      await close()
      await rm(path, { force: true })
    },
  }
}
