import type { SoundTrack } from '#shared/contract/rest/recordings.schema.ts'
import { failure, type Result, success } from '#shared/kit/result.ts'
import { type SoundChannel, soundChannels, soundRate } from '#shared/recording/sound-frame.ts'
import type { PieceVault } from '../vault/piece-vault.ts'
import { type Chunk, listChunks, readChunk } from './chunk.ts'
import type { RecordingStore, SoundPlace } from './recording-store.ts'
import type { StoredRecording } from './recordings.repository.ts'
import { wavHeader } from './wav.rules.ts'

/** A WAV as it is sent. */
export interface PlayedSound {
  readonly bytes: number
  readonly body: AsyncIterable<Uint8Array>
}

interface Source {
  readonly place: SoundPlace
  readonly chunks: readonly Chunk[]
}

/** Samples worked out at a time: one second. */
const windowSamples = soundRate
const sampleAt = (ms: number): number => Math.round((ms * soundRate) / 1000)

/**
 * Opens a recording for playing. Every piece is opened once before the first is sent: sound that was changed, reordered or cut is refused as
 * `damaged`, and never half played.
 */
export async function openPlayback(
  store: RecordingStore,
  recording: StoredRecording,
  { track, vault }: { track: SoundTrack; vault: PieceVault },
): Promise<Result<PlayedSound, 'damaged'>> {
  const wanted = soundChannels.filter((channel) => track === 'mix' || track === channel)
  const sources: Source[] = []
  for (const channel of wanted) {
    const source = await soundSource(store, recording, { channel, vault })
    if (source === null) return failure('damaged')
    sources.push(source)
  }
  const endMs = Math.max(recording.ms, ...sources.map(({ chunks }) => chunks.at(-1)?.endMs ?? 0))
  const samples = sampleAt(endMs)
  return success({ bytes: 44 + samples * 2, body: render(store, { sources, vault, samples }) })
}

async function soundSource(
  store: RecordingStore,
  recording: StoredRecording,
  { channel, vault }: { channel: SoundChannel; vault: PieceVault },
): Promise<Source | null> {
  const { recordingId, startedAt } = recording
  const place = { recordingId, startedAt, channel }
  const { chunks, whole } = await listChunks(store, place)
  // Of one that was cut off, the last write may be torn; of one that has ended, nothing may be missing.
  if (recording.chunks && (chunks.length !== recording.chunks[channel] || whole !== (await store.size(place))))
    return null
  for (const [n, chunk] of chunks.entries()) {
    if (chunk.index !== n || (await readChunk(store, { place, chunk, vault })) === null) return null
  }
  return { place, chunks }
}

async function* render(
  store: RecordingStore,
  { sources, vault, samples }: { sources: readonly Source[]; vault: PieceVault; samples: number },
): AsyncGenerator<Uint8Array> {
  yield wavHeader(samples)
  const readers = sources.map((source) => sampleReader(store, source, vault))
  for (let at = 0; at < samples; at += windowSamples) {
    const sum = new Int32Array(Math.min(windowSamples, samples - at))
    for (const add of readers) await add(sum, at)
    const bytes = Buffer.alloc(sum.length * 2)
    for (const [n, value] of sum.entries()) bytes.writeInt16LE(Math.max(-32_768, Math.min(32_767, value)), n * 2)
    yield bytes
  }
}

/** Adds the source's samples from `at` on; asked from the beginning to the end. */
function sampleReader(store: RecordingStore, { place, chunks }: Source, vault: PieceVault) {
  let next = 0
  let open: { startMs: number; pcm: Buffer } | null = null
  return async (sum: Int32Array, at: number): Promise<void> => {
    for (;;) {
      const chunk = chunks[next]
      if (!chunk || sampleAt(chunk.startMs) >= at + sum.length) return
      open ??= { startMs: chunk.startMs, pcm: await opened(store, { place, chunk, vault }) }
      const from = sampleAt(open.startMs)
      const count = open.pcm.length / 2
      for (let n = Math.max(0, at - from); n < count && from + n < at + sum.length; n++)
        sum[from + n - at] = (sum[from + n - at] ?? 0) + open.pcm.readInt16LE(n * 2)
      if (from + count > at + sum.length) return
      open = null
      next += 1
    }
  }
}

async function opened(store: RecordingStore, what: Parameters<typeof readChunk>[1]): Promise<Buffer> {
  const pcm = await readChunk(store, what)
  if (pcm === null) throw new Error('Sound was changed while it was played.')
  return Buffer.from(pcm)
}
