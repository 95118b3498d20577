import * as z from 'zod'
import { ticketStatuses } from '../../ticket/ticket-status.machine.ts'

/** GET /api/near: what is already known of the demand of a draft of the seat's own. */
export const nearQuerySchema = z.object({ draft: z.string().regex(/^[0-9A-Za-z_-]{16,64}$/) })

/** A ticket near a draft, without a person; of a confidential one of another seat no title. */
const nearRowSchema = z.strictObject({
  ticketNo: z.string(),
  title: z.string(),
  matter: z.string(),
  place: z.string(),
  status: z.enum(ticketStatuses),
  /** ms since the epoch */ submittedAt: z.number(),
  /** End of the limit that runs, ms since the epoch. */
  dueAt: z.number().nullable(),
  own: z.boolean(),
  open: z.boolean(),
  /** 0 to 100; null: found by the number. */
  alike: z.number().int().nullable(),
  linked: z.boolean(),
})
export type NearRow = z.infer<typeof nearRowSchema>

/** Answer of GET /api/near. */
export const nearSchema = z.strictObject({
  repeats: z.array(nearRowSchema),
  similar: z.array(nearRowSchema),
  /** Distinct callers of the day, where they are a group. */
  group: z.number().int().nullable(),
  falselyClosed: z.string().nullable(),
})
export type Near = z.infer<typeof nearSchema>
