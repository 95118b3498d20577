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

/** Keeps files in a folder, below the first two signs of each address; readable by the backend's user alone. */
export function createFolderFiles(folder: string, newId: NewId): FileStore {
  const incoming = join(folder, 'incoming')
  const shelfOf = (address: string) => join(folder, address.slice(0, 2))
  const pathOf = (address: string) => join(shelfOf(address), address)
  return {
    async begin() {
      await mkdir(incoming, { recursive: true, mode: 0o700 })
      return beginFile(join(incoming, newId()), { shelfOf, pathOf })
    },
    open: async (address) => ((await exists(pathOf(address))) ? createReadStream(pathOf(address)) : null),
    remove: (address) => rm(pathOf(address), { force: true }),
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

async function beginFile(
  path: string,
  { shelfOf, pathOf }: Record<'shelfOf' | 'pathOf', (address: string) => string>,
): Promise<IncomingFile> {
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
      await mkdir(shelfOf(address), { recursive: true, mode: 0o700 })
      await rename(path, pathOf(address))
    },
    async drop() {
      await close()
      await rm(path, { force: true })
    },
  }
}
