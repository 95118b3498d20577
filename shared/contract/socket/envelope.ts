import * as z from 'zod'
import { notedFields } from '../../ticket-draft/draft-notes.ts'

/**
 * Two kinds of traffic on the backend's socket (ADR 0006): commands (desk to server, acknowledged, applied once) and topics
 * (server to desk, versioned rows). Nothing else carries state. `here` may be lost: who is in a draft, said again every few seconds.
 */

/** Largest message either way, bytes of JSON. */
export const messageLimit = 65_536

/** A made-on-the-desk key: stored with the effect in one transaction, so that a command sent twice is done once. */
export const idempotencyKeySchema = z.string().regex(/^[0-9A-Za-z_-]{16,64}$/)

export const commandFrameSchema = z.strictObject({
  key: idempotencyKeySchema,
  name: z.string().max(64),
  payload: z.unknown(),
})

/** Why a command was refused, for good: sending it again gives the same answer. `unavailable` and `too-fast` alone may be tried again. */
export const commandRefusals = [
  'bad-input',
  'unknown-command',
  'forbidden',
  'signed-out',
  'not-now',
  'not-found',
  'conflict',
  'too-fast',
  'unavailable',
] as const
export type CommandRefusal = (typeof commandRefusals)[number]

export const fieldFaultSchema = z.strictObject({
  /** dotted path, e.g. `phone` */ field: z.string(),
  /** closed rule name, e.g. `required` */ rule: z.string(),
})
export type FieldFault = z.infer<typeof fieldFaultSchema>

export const commandAckSchema = z.discriminatedUnion('ok', [
  z.strictObject({ ok: z.literal(true), result: z.unknown() }),
  z.strictObject({ ok: z.literal(false), reason: z.enum(commandRefusals), faults: z.array(fieldFaultSchema).max(50) }),
])
export type CommandAck = z.infer<typeof commandAckSchema>

/** Where a desk stands in a topic. `epoch` changes when the server's history of it starts anew. */
export const topicPositionSchema = z.strictObject({
  epoch: z.string().max(64),
  version: z.number().int().nonnegative(),
})
export type TopicPosition = z.infer<typeof topicPositionSchema>

export const subscribeFrameSchema = z.strictObject({
  topic: z.string().min(1).max(120),
  since: topicPositionSchema.nullable(),
})

export const subscribeAckSchema = z.discriminatedUnion('ok', [
  z.strictObject({ ok: z.literal(true) }),
  z.strictObject({
    ok: z.literal(false),
    /** `unavailable` and `too-many` alone may be asked again, after a while. */
    reason: z.enum(['bad-input', 'unknown-topic', 'forbidden', 'signed-out', 'too-many', 'unavailable']),
  }),
])
export type SubscribeAck = z.infer<typeof subscribeAckSchema>

/**
 * A topic is a map of rows. A snapshot replaces all rows; a delta moves version `from` to `version` (always `from + 1` steps of the server's
 * ticks, coalesced: latest value per key). A desk whose version is not `from` asks again from its last one.
 */
export const topicFrameSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('snapshot'),
    topic: z.string(),
    epoch: z.string(),
    version: z.number().int(),
    rows: z.array(z.tuple([z.string(), z.unknown()])),
  }),
  z.strictObject({
    kind: z.literal('delta'),
    topic: z.string(),
    epoch: z.string(),
    from: z.number().int(),
    version: z.number().int(),
    set: z.array(z.tuple([z.string(), z.unknown()])),
    gone: z.array(z.string()),
  }),
])
export type TopicFrame = z.infer<typeof topicFrameSchema>

/** Names of the socket.io events; no others exist. `closing` says why the server ends the session, before it does. */
export const socketEvents = {
  command: 'command',
  subscribe: 'subscribe',
  unsubscribe: 'unsubscribe',
  here: 'here',
  topic: 'topic',
  closing: 'closing',
} as const

/** The desk has this draft open, and its person is in this field; not answered. Said again within `hereEveryMs`, or he is taken to be gone. */
export const hereFrameSchema = z.strictObject({
  draftId: z.string().regex(/^[0-9A-Za-z_-]{16,64}$/),
  field: z.enum(notedFields).nullable(),
  /** false: not any more. */
  open: z.boolean(),
})
export type HereFrame = z.infer<typeof hereFrameSchema>
/** ms between two `here` of a desk, and how long the server believes one: who is gone is known within 5 s. */
export const hereEveryMs = 1800
export const hereLifeMs = 4200

/** Why the server ends a desk's session. */
export const closingReasons = ['taken-over', 'signed-out', 'locked', 'expired', 'shutting-down', 'abuse'] as const
export const closingSchema = z.strictObject({ reason: z.enum(closingReasons) })
export type ClosingReason = (typeof closingReasons)[number]
