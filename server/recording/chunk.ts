import { pcmMs } from '#shared/recording/sound-frame.ts'
import { type PieceVault, sealBytes } from '../vault/piece-vault.ts'
import type { RecordingStore, SoundPlace } from './recording-store.ts'

/** A sealed piece of a channel and where it stands. */
export interface Chunk {
  /** Counts from 0: one that is missing shows. */
  readonly index: number
  /** Of the first sample, ms since the answer. */
  readonly startMs: number
  readonly endMs: number
  /** Of its header in the place, octets. */
  readonly offset: number
  /** Octets of PCM. */
  readonly bytes: number
}

const headerBytes = 12
/** Octets of the longest chunk's PCM: two seconds. */
const mostBytes = 64_000

const sizeOf = ({ bytes }: Pick<Chunk, 'bytes'>): number => headerBytes + sealBytes + bytes

/** A piece opens under its own header in its own place alone. */
const boundTo = ({ recordingId, channel }: SoundPlace, header: Uint8Array): Uint8Array =>
  Buffer.concat([Buffer.from(`${recordingId} ${channel} `), header])

/** Index, start and octets of PCM, 32 bits each, big-endian; then the sealed PCM. */
export function writeChunk(
  place: SoundPlace,
  { index, startMs, pcm }: { index: number; startMs: number; pcm: Uint8Array },
  vault: PieceVault,
): Uint8Array {
  const header = Buffer.alloc(headerBytes)
  header.writeUInt32BE(index, 0)
  header.writeUInt32BE(startMs, 4)
  header.writeUInt32BE(pcm.byteLength, 8)
  return Buffer.concat([header, vault.seal(pcm, boundTo(place, header))])
}

function chunkAt(header: Uint8Array, offset: number): Chunk | null {
  if (header.byteLength < headerBytes) return null
  const view = new DataView(header.buffer, header.byteOffset, headerBytes)
  const [index, startMs, bytes] = [view.getUint32(0), view.getUint32(4), view.getUint32(8)]
  if (bytes === 0 || bytes > mostBytes || bytes % 2 !== 0) return null
  return { index, startMs, endMs: startMs + Math.round(pcmMs(bytes)), offset, bytes }
}

/**
 * The whole chunks of a place by their headers, unopened. `whole`: how many octets they take; what follows is torn, or was changed.
 */
export async function listChunks(
  store: RecordingStore,
  place: SoundPlace,
): Promise<{ chunks: Chunk[]; whole: number }> {
  const size = await store.size(place)
  const chunks: Chunk[] = []
  let whole = 0
  while (whole < size) {
    const chunk = chunkAt(await store.read(place, whole, headerBytes), whole)
    if (chunk === null || whole + sizeOf(chunk) > size) break
    chunks.push(chunk)
    whole += sizeOf(chunk)
  }
  return { chunks, whole }
}

/** The PCM of a chunk; null: it was changed. */
export async function readChunk(
  store: RecordingStore,
  { place, chunk, vault }: { place: SoundPlace; chunk: Chunk; vault: PieceVault },
): Promise<Uint8Array | null> {
  const bytes = await store.read(place, chunk.offset, sizeOf(chunk))
  const header = bytes.subarray(0, headerBytes)
  return vault.open(bytes.subarray(headerBytes), boundTo(place, header))
}
