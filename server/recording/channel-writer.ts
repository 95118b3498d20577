import { pcmMs, type SoundFrame } from '#shared/recording/sound-frame.ts'
import type { PieceVault } from '../vault/piece-vault.ts'
import { listChunks, writeChunk } from './chunk.ts'
import type { RecordingStore, SoundPlace } from './recording-store.ts'

/** A chunk is written when it is so long, octets: one second. */
const chunkBytes = 32_000
/** Frames that are so near each other follow each other, ms. */
const nearMs = 20

/** Writes one channel; goes on where an earlier connection, or an earlier backend, ended. */
export interface ChannelWriter {
  readonly chunks: number
  /** Up to here it is stored, ms since the answer. */
  readonly storedMs: number
  /** What is stored, in order, as it came: frames that followed each other are one stretch. */
  take(frame: SoundFrame): Promise<void>
  /** Writes what waits. */
  flush(): Promise<void>
}

/** Opens a place; a torn end of a backend that was killed is cut off. */
export async function openChannelWriter(
  store: RecordingStore,
  place: SoundPlace,
  vault: PieceVault,
): Promise<ChannelWriter> {
  const { chunks: found, whole } = await listChunks(store, place)
  if ((await store.size(place)) > whole) await store.truncate(place, whole)
  let chunks = found.length
  let storedMs = found.at(-1)?.endMs ?? 0
  let waiting: Uint8Array[] = []
  let bytes = 0
  let startMs = 0
  const waitingEnd = () => startMs + pcmMs(bytes)
  const flush = async () => {
    if (bytes === 0) return
    const pcm = Buffer.concat(waiting)
    waiting = []
    bytes = 0
    await store.append(place, writeChunk(place, { index: chunks, startMs, pcm }, vault))
    chunks += 1
    storedMs = startMs + Math.round(pcmMs(pcm.byteLength))
  }
  return {
    get chunks() {
      return chunks
    },
    get storedMs() {
      return storedMs
    },
    async take({ startMs: at, pcm }) {
      const end = bytes > 0 ? waitingEnd() : storedMs
      // Sent again after a reconnect, and known.
      if (at < end - nearMs) return
      if (bytes > 0 && Math.abs(at - end) > nearMs) await flush()
      if (bytes === 0) startMs = at
      waiting.push(pcm)
      bytes += pcm.byteLength
      if (bytes >= chunkBytes) await flush()
    },
    flush,
  }
}
