import type { QuietSpan } from '#shared/contract/recording/sound-messages.ts'
import type { RecordingSpan } from '#shared/contract/rest/recordings.schema.ts'
import { gapsIn, joined, type Stretch } from '#shared/recording/coverage.rules.ts'
import { type SoundChannel, type SoundFrame, soundChannels } from '#shared/recording/sound-frame.ts'
import type { Storage } from '../storage/query.ts'
import { type ChannelWriter, openChannelWriter } from './channel-writer.ts'
import { listChunks } from './chunk.ts'
import type { RecordingStore } from './recording-store.ts'
import type { RecordingVault } from './recording-vault.ts'
import { openRecording, type StoredRecording, saveRecording } from './recordings.repository.ts'

export interface LegWriterParts {
  readonly storage: Storage
  readonly store: RecordingStore
  readonly vault: RecordingVault
}

/** Writes the recording of one leg. Its calls are made one after the other. */
export interface LegWriter {
  readonly recordingId: string
  stored(): Readonly<Record<SoundChannel, number>>
  take(frame: SoundFrame): Promise<void>
  /** The whole list as it is now. */
  quiet(spans: readonly QuietSpan[]): Promise<void>
  /** Writes what waits, and what is known. `endedAt` null: the connection is gone, the leg perhaps goes on. */
  close(end: { atMs: number; endedAt: number } | null): Promise<void>
}

/** Opens the leg's recording, the same one after a reconnect. */
export async function openLegWriter(
  parts: LegWriterParts,
  leg: Pick<StoredRecording, 'recordingId' | 'callId' | 'seat' | 'legId' | 'startedAt'>,
): Promise<LegWriter> {
  const { storage, store, vault } = parts
  const recording = await storage.transaction(({ tx }) => openRecording(tx, leg))
  const { recordingId, startedAt } = recording
  const sealing = vault(recording.callId)
  const placeOf = (channel: SoundChannel) => ({ recordingId, startedAt, channel })
  const writers: Record<SoundChannel, ChannelWriter> = {
    agent: await openChannelWriter(store, placeOf('agent'), sealing),
    party: await openChannelWriter(store, placeOf('party'), sealing),
  }
  let spans: readonly QuietSpan[] = recording.spans.flatMap(({ kind, ...span }) =>
    kind === 'gap' ? [] : [{ ...span, kind }],
  )
  const storedMs = () => Math.max(writers.agent.storedMs, writers.party.storedMs)
  const save = async (ms: number, end: { endedAt: number } | null) => {
    const found = await Promise.all(
      soundChannels.map(async (channel) => {
        const { chunks } = await listChunks(store, placeOf(channel))
        const sound = joined(chunks.map(({ startMs, endMs }) => ({ fromMs: startMs, toMs: endMs })))
        return spansOf(channel, { sound, quiet: spans, ms })
      }),
    )
    const chunks = end && { agent: writers.agent.chunks, party: writers.party.chunks }
    const now = { ms, spans: found.flat(), chunks, endedAt: end?.endedAt ?? null }
    await storage.transaction(({ tx }) => saveRecording(tx, recordingId, now))
  }
  await save(Math.max(storedMs(), recording.ms), null)
  return {
    recordingId,
    stored: () => ({ agent: writers.agent.storedMs, party: writers.party.storedMs }),
    take: (frame) => writers[frame.channel].take(frame),
    async quiet(now) {
      spans = now
      await save(Math.max(storedMs(), recording.ms), null)
    },
    async close(end) {
      for (const channel of soundChannels) await writers[channel].flush()
      await save(Math.max(storedMs(), end?.atMs ?? 0), end)
    },
  }
}

/** Every stretch of a channel without sound, named. */
function spansOf(
  channel: SoundChannel,
  { sound, quiet, ms }: { sound: readonly Stretch[]; quiet: readonly QuietSpan[]; ms: number },
): RecordingSpan[] {
  const own = quiet
    .filter((span) => span.channel === channel && span.fromMs < ms)
    .map((span) => ({ ...span, toMs: Math.min(span.toMs ?? ms, ms) }))
  const gaps = gapsIn([...sound, ...own], ms).map((gap) => ({ channel, kind: 'gap' as const, ...gap }))
  return [...own, ...gaps].toSorted((a, b) => a.fromMs - b.fromMs)
}
