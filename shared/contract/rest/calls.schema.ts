import * as z from 'zod'
import { hallDayNamed } from '../../kit/hall-day.ts'
import { normaliseNumber } from '../../kit/phone-number.ts'
import { endCauses } from '../../telephony/call-event.ts'
import { callOutcomes } from '../../telephony/call-outcome.rules.ts'

/** A day of the hall, yyyy-mm-dd. */
const daySchema = z.string().refine((day) => hallDayNamed(day) !== null)
const directionSchema = z.enum(['in', 'out'])
/** Where a page ended: `queuedAt`, a dot, `callId`. */
const pageKeySchema = z.string().regex(/^\d{1,15}\.[0-9A-Za-z_.@:+-]{1,64}$/)

/** GET /api/calls. `number` is found however it is written, and whole; `from` and `to` are days, both in it; `before`: the last page's key. */
export const callHistoryQuerySchema = z.object({
  direction: directionSchema.optional(),
  outcome: z.enum(callOutcomes).optional(),
  queue: z.string().min(1).max(40).optional(),
  seat: z
    .string()
    .regex(/^\d{3,6}$/)
    .optional(),
  number: z
    .string()
    .max(40)
    .refine((number) => normaliseNumber(number) !== null)
    .optional(),
  from: daySchema.optional(),
  to: daySchema.optional(),
  before: pageKeySchema.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
})
export type CallHistoryQuery = z.infer<typeof callHistoryQuerySchema>

/** One call. Times are ms since the epoch; `queuedAt` of an outgoing one is when it was dialled. */
export const callHistoryRowSchema = z.strictObject({
  callId: z.string(),
  direction: directionSchema,
  queue: z.string().nullable(),
  /** Masked but for the call's own seat; null: 无主叫号码. */
  number: z.string().nullable(),
  seat: z.string().nullable(),
  outcome: z.enum(callOutcomes),
  queuedAt: z.number(),
  answeredAt: z.number().nullable(),
  endedAt: z.number().nullable(),
  endedBy: z.enum(endCauses).nullable(),
  /** Whether there is sound of it. */
  recorded: z.boolean().optional(),
})
export type CallHistoryRow = z.infer<typeof callHistoryRowSchema>

/** Answer of GET /api/calls, newest first. `next`: the key of the next page; null: there is none. */
export const callHistorySchema = z.strictObject({
  calls: z.array(callHistoryRowSchema),
  next: pageKeySchema.nullable(),
})
export type CallHistoryPage = z.infer<typeof callHistorySchema>
