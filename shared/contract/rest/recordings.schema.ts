import * as z from 'zod'
import { soundChannels } from '../../recording/sound-frame.ts'

/** Part of a recording that has no sound, and why. Times are ms since the answer. */
export const recordingSpanSchema = z.strictObject({
  channel: z.enum(soundChannels),
  kind: z.enum(['gap', 'held', 'muted']),
  fromMs: z.number(),
  toMs: z.number(),
})
export type RecordingSpan = z.infer<typeof recordingSpanSchema>

/** GET /api/recordings. */
export const recordingsQuerySchema = z.object({ callId: z.string().min(1).max(64) })

/** One leg's recording, as those see it who may play it. */
export const recordingRowSchema = z.strictObject({
  recordingId: z.string(),
  callId: z.string(),
  /** Whose phone recorded it. */
  seat: z.string(),
  /** ms since the epoch. */
  startedAt: z.number(),
  /** Length so far. */
  ms: z.number(),
  ended: z.boolean(),
  spans: z.array(recordingSpanSchema),
})
export type RecordingRow = z.infer<typeof recordingRowSchema>
export const recordingsSchema = z.strictObject({ recordings: z.array(recordingRowSchema) })

export const soundTracks = ['mix', ...soundChannels] as const
export type SoundTrack = (typeof soundTracks)[number]

/** GET /api/recordings/:id/sound: a WAV. Why it is played is asked of everybody and kept. */
export const playQuerySchema = z.object({
  track: z.enum(soundTracks).default('mix'),
  reason: z.string().trim().min(2).max(200),
})
