import { appendFile, mkdir, open, rm, stat, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import type { RecordingStore, SoundPlace } from './recording-store.ts'

const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT'

/** Keeps sound in a folder: a folder a day (UTC), a file a channel, readable by the backend's user alone. */
export function createFolderStore(folder: string): RecordingStore {
  const dayOf = ({ startedAt }: SoundPlace) => join(folder, new Date(startedAt).toISOString().slice(0, 10))
  const fileOf = (place: SoundPlace) => join(dayOf(place), `${place.recordingId}.${place.channel}`)
  return {
    async size(place) {
      try {
        return (await stat(fileOf(place))).size
      } catch (error) {
        if (isMissing(error)) return 0
        throw error
      }
    },
    async append(place, bytes) {
      await mkdir(dayOf(place), { recursive: true, mode: 0o700 })
      await appendFile(fileOf(place), bytes, { mode: 0o600 })
    },
    async read(place, offset, length) {
      const file = await open(fileOf(place), 'r')
      try {
        const { bytesRead, buffer } = await file.read(Buffer.alloc(length), 0, length, offset)
        return buffer.subarray(0, bytesRead)
      } finally {
        await file.close()
      }
    },
    truncate: (place, size) => truncate(fileOf(place), size),
    remove: (place) => rm(fileOf(place), { force: true }),
  }
}
