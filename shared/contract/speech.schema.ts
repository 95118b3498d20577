import * as z from 'zod'

/**
 * What a speech engine (or the sandbox's script) gives for one leg of one call: interim lines, then a final one with the same `utterance`.
 * Times are milliseconds since the epoch, of the sound itself, not of the message.
 */
export const speechSegmentSchema = z.strictObject({
  sipCallId: z.string().min(1).max(256),
  leg: z.enum(['caller', 'agent', 'expert']),
  /** Grows by one with each utterance of the leg. */
  utterance: z.number().int().nonnegative(),
  startedAt: z.number(),
  endedAt: z.number(),
  text: z.string().min(1).max(2000),
  final: z.boolean(),
  source: z.enum(['engine', 'script']),
})
export type SpeechSegment = z.infer<typeof speechSegmentSchema>
