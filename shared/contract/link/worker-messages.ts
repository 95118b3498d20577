import * as z from 'zod'
import { draftIdSchema } from '../socket/commands.ts'
import {
  closingReasons,
  commandRefusals,
  fieldFaultSchema,
  hereFrameSchema,
  idempotencyKeySchema,
} from '../socket/envelope.ts'
import { draftDocs } from './journal-records.ts'

/** The page's orders to its link worker. `id` numbers those that are answered. Times are ms since the epoch. */
export const linkOrderSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('open'),
    /** Origin of the backend, e.g. `http://127.0.0.1:5345`. */
    url: z.string().max(500),
    seat: z.string().regex(/^\d{3,6}$/),
    token: z.string().max(2000),
    expiresAt: z.number(),
    /** The server's clock when the session was given out, to know the token's end by our own. */
    serverNow: z.number(),
    journalKey: z.base64(),
    /** Where the journal is: this origin's private files, the page's host (its port comes with the order), or nowhere. */
    journal: z.enum(['opfs', 'host', 'none']),
    /** A further window of the seat: it looks on, and its desk stays the seat's desk. */
    view: z.boolean(),
  }),
  z.strictObject({ type: z.literal('command'), id: z.number().int(), name: z.string().max(64), payload: z.unknown() }),
  z.strictObject({
    type: z.literal('edit'),
    id: z.number().int(),
    draftId: draftIdSchema,
    doc: z.enum(draftDocs),
    callId: z.string().min(1).max(64).nullable(),
    update: z.base64(),
    send: z.boolean(),
    /** The draft is another seat's. */
    guest: z.boolean(),
  }),
  /** A draft of another seat is let go of: what was written there is sent, and nothing of it is kept here. */
  z.strictObject({ type: z.literal('leave'), draftId: draftIdSchema }),
  z.strictObject({ type: z.literal('here'), here: hereFrameSchema }),
  z.strictObject({ type: z.literal('restore'), id: z.number().int(), draftId: draftIdSchema }),
  z.strictObject({ type: z.literal('drafts'), id: z.number().int() }),
  z.strictObject({ type: z.literal('subscribe'), topic: z.string().max(120) }),
  z.strictObject({ type: z.literal('unsubscribe'), topic: z.string().max(120) }),
  z.strictObject({ type: z.literal('token'), token: z.string().max(2000), expiresAt: z.number() }),
  z.strictObject({ type: z.literal('dismiss'), key: idempotencyKeySchema }),
  z.strictObject({ type: z.literal('close') }),
])
export type LinkOrder = z.infer<typeof linkOrderSchema>

/**
 * Where durable commands are kept. `opening`: not known yet. `durable`: on this computer's disk. `memory`: nowhere to store, they live as long
 * as this page. `busy`: another window of this seat holds the journal; as `memory` until that one closes.
 */
export const journalStates = ['opening', 'durable', 'memory', 'busy'] as const
export type JournalState = (typeof journalStates)[number]

/** `connecting`: being tried, for ever. `ended`: the session is over, see `closing`. */
export const networkStates = ['connecting', 'online', 'ended'] as const

export const refusedCommandSchema = z.strictObject({
  key: idempotencyKeySchema,
  name: z.string(),
  draftId: z.string().nullable(),
  reason: z.enum(commandRefusals),
  faults: z.array(fieldFaultSchema),
})
export type RefusedCommand = z.infer<typeof refusedCommandSchema>

export const linkStatusSchema = z.strictObject({
  network: z.enum(networkStates),
  /** Durable commands, and draft documents with unsent edits, that the server has not acknowledged. */
  waiting: z.number().int().nonnegative(),
  journal: z.enum(journalStates),
  /** Refused for good and not dismissed yet. */
  refused: z.array(refusedCommandSchema),
})
export type LinkStatus = z.infer<typeof linkStatusSchema>

export const outcomeReasons = [...commandRefusals, 'expired'] as const
export const linkOutcomeSchema = z.discriminatedUnion('ok', [
  z.strictObject({ ok: z.literal(true), stored: z.boolean(), key: z.string(), result: z.unknown() }),
  z.strictObject({ ok: z.literal(false), reason: z.enum(outcomeReasons), faults: z.array(fieldFaultSchema) }),
])

/** The worker's reports to its page. */
export const linkReportSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('status'), status: linkStatusSchema }),
  z.strictObject({ type: z.literal('answer'), id: z.number().int(), outcome: linkOutcomeSchema }),
  /** A durable command's end. */
  z.strictObject({
    type: z.literal('settled'),
    key: z.string(),
    name: z.string(),
    draftId: z.string().nullable(),
    outcome: linkOutcomeSchema,
  }),
  z.strictObject({
    type: z.literal('rows'),
    topic: z.string(),
    /** All rows there are; else those that changed. */
    whole: z.boolean(),
    set: z.array(z.tuple([z.string(), z.unknown()])),
    gone: z.array(z.string()),
  }),
  z.strictObject({
    type: z.literal('topic-refused'),
    topic: z.string(),
    reason: z.enum(['bad-input', 'unknown-topic', 'forbidden', 'signed-out', 'too-many', 'unavailable']),
  }),
  z.strictObject({
    type: z.literal('restored'),
    id: z.number().int(),
    matter: z.base64().nullable(),
    person: z.base64().nullable(),
  }),
  z.strictObject({
    type: z.literal('drafts'),
    id: z.number().int(),
    drafts: z.array(
      z.strictObject({
        draftId: z.string(),
        callId: z.string().nullable(),
        /** Key of the command that hands it in, while the server has not answered it. */
        submitting: z.string().nullable(),
        /** Another seat's. */
        guest: z.boolean(),
      }),
    ),
  }),
  z.strictObject({ type: z.literal('token'), token: z.string(), expiresAt: z.number() }),
  z.strictObject({ type: z.literal('closing'), reason: z.enum([...closingReasons, 'bad-token']) }),
])
export type LinkReport = z.infer<typeof linkReportSchema>
