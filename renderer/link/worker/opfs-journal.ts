import { type JournalFile, openJournal } from '#shared/link/journal.ts'
import type { JournalOpening } from './link-ports.ts'
import { createSealer } from './sealer.ts'

const folder = 'link-journal'

function journalFile(handle: FileSystemSyncAccessHandle): JournalFile {
  return {
    read() {
      const bytes = new Uint8Array(handle.getSize())
      handle.read(bytes, { at: 0 })
      return bytes
    },
    write(bytes, at) {
      const written = handle.write(bytes, { at })
      if (written !== bytes.length) throw new Error('the disk took only a part')
    },
    truncate: (size) => handle.truncate(size),
    flush: () => handle.flush(),
    close: () => handle.close(),
  }
}

/**
 * Opens the seat's journal in the origin's private file system. The handles are exclusive: while another window of this browser has them,
 * the answer is `busy`.
 */
export async function openOpfsJournal(seat: string, rawKey: Uint8Array<ArrayBuffer>): Promise<JournalOpening> {
  const open: FileSystemSyncAccessHandle[] = []
  const closeAll = () => {
    for (const handle of open) handle.close()
  }
  try {
    const root = await navigator.storage.getDirectory()
    const home = await root.getDirectoryHandle(folder, { create: true })
    const handle = async (side: string) => {
      const file = await home.getFileHandle(`${seat}.${side}`, { create: true })
      const taken = await file.createSyncAccessHandle()
      open.push(taken)
      return journalFile(taken)
    }
    const opening = await openJournal([await handle('a'), await handle('b')], await createSealer(rawKey))
    if (!opening.ok) closeAll()
    return opening
  } catch (error) {
    closeAll()
    const busy = error instanceof DOMException && error.name === 'NoModificationAllowedError'
    return { ok: false, reason: busy ? 'busy' : 'no-store' }
  }
}
