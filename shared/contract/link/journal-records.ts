import * as z from 'zod'
import { draftIdSchema } from '../socket/commands.ts'
import { commandRefusals, fieldFaultSchema, idempotencyKeySchema } from '../socket/envelope.ts'

export const draftDocs = ['matter', 'person'] as const
export type DraftDocName = (typeof draftDocs)[number]

/**
 * What the seat's journal holds, one JSON text a record, in the order things happened.
 * `edit`: a change of a draft, with its running number `n`; `send` false: it came from the server and is kept for work without the network only.
 * `guest`: the draft is another seat's, and is let go of by `left`. `command`: a durable command in line; one with `covers` carries that draft document's edits of those numbers.
 * `settled`: the server's last word on a command. `dismissed`: the person has seen a refusal.
 */
export const journalRecordSchema = z.discriminatedUnion('t', [
  z.strictObject({
    t: z.literal('edit'),
    n: z.number().int().nonnegative(),
    draftId: draftIdSchema,
    doc: z.enum(draftDocs),
    callId: z.string().min(1).max(64).nullable(),
    update: z.base64(),
    send: z.boolean(),
    guest: z.boolean().optional(),
  }),
  z.strictObject({ t: z.literal('left'), draftId: draftIdSchema }),
  z.strictObject({
    t: z.literal('command'),
    key: idempotencyKeySchema,
    name: z.string().max(64),
    payload: z.unknown(),
    covers: z.strictObject({ from: z.number().int().nonnegative(), upTo: z.number().int().nonnegative() }).nullable(),
  }),
  z.strictObject({
    t: z.literal('settled'),
    key: idempotencyKeySchema,
    ok: z.boolean(),
    reason: z.enum(commandRefusals).nullable(),
    faults: z.array(fieldFaultSchema),
  }),
  z.strictObject({
    t: z.literal('refused'),
    key: idempotencyKeySchema,
    name: z.string().max(64),
    draftId: z.string().nullable(),
    reason: z.enum(commandRefusals),
    faults: z.array(fieldFaultSchema),
  }),
  z.strictObject({ t: z.literal('dismissed'), key: idempotencyKeySchema }),
])
export type JournalRecord = z.infer<typeof journalRecordSchema>
