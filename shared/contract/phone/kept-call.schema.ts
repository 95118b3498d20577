import * as z from 'zod'

/**
 * What a phone keeps of its call across a reload of the page, so that it can send INVITE with Replaces (RFC 3891 3).
 * Kept by the phone's own memory, per tab; parsed when it is read back.
 */
export const keptCallSchema = z.strictObject({
  version: z.literal(1),
  /** Address of record that made the call: another seat in the same tab must not take it up. */
  aor: z.string().min(1).max(120),
  legId: z.string().min(1).max(64),
  dialog: z.strictObject({
    callId: z.string().min(1).max(256),
    localTag: z.string().min(1).max(128),
    remoteTag: z.string().min(1).max(128),
  }),
  /** The other side's address of record, never its contact: an edge lets nothing else through. */
  target: z
    .string()
    .regex(/^sips?:[^\s<>"]+$/)
    .max(200),
  direction: z.enum(['in', 'out']),
  remote: z.strictObject({ name: z.string().max(120), number: z.string().max(120) }),
  startedAt: z.number(),
  answeredAt: z.number(),
  held: z.boolean(),
  muted: z.boolean(),
  sentTones: z.string().max(400),
})
export type KeptCall = z.infer<typeof keptCallSchema>

/** All calls of one phone, in the order they were made. */
export const keptCallsSchema = z.array(keptCallSchema).max(8)
