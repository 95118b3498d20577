import * as z from 'zod'
import { soundChannels } from '../../recording/sound-frame.ts'

/** The texts beside the binary frames of `shared/recording/sound-frame.ts`, on the sound socket of one leg. */

/** A day: no call is longer. */
const ms = z.number().int().min(0).max(86_400_000)

/** Why nothing of a channel comes. */
export const quietKinds = ['held', 'muted'] as const

export const quietSpanSchema = z.strictObject({
  channel: z.enum(soundChannels),
  kind: z.enum(quietKinds),
  fromMs: ms,
  /** null: still so. */
  toMs: ms.nullable(),
})
export type QuietSpan = z.infer<typeof quietSpanSchema>

/** Phone to backend. `hello` comes first; `quiet` is always the whole list, so that one that was lost does not matter. */
export const toSoundServerSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('hello'),
    ticket: z.string().min(1).max(600),
    legId: z.string().min(1).max(64),
    /** ms since the epoch, by the phone's clock. */
    answeredAt: z.number().int().nonnegative(),
  }),
  z.strictObject({ kind: z.literal('quiet'), spans: z.array(quietSpanSchema).max(400) }),
  /** The leg is over; all that is kept was sent. */
  z.strictObject({ kind: z.literal('end'), atMs: ms }),
])
export type ToSoundServer = z.infer<typeof toSoundServerSchema>

export const soundRefusals = ['bad-hello', 'bad-ticket', 'bad-frame', 'too-fast', 'over', 'failed'] as const
export type SoundRefusal = (typeof soundRefusals)[number]

/** Backend to phone. `stored`: up to here each channel is written, ms since the answer; the first one answers `hello`. */
export const fromSoundServerSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('stored'), agent: ms, party: ms }),
  z.strictObject({ kind: z.literal('done') }),
  z.strictObject({ kind: z.literal('refused'), reason: z.enum(soundRefusals) }),
])
export type FromSoundServer = z.infer<typeof fromSoundServerSchema>
