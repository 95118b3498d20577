import * as z from 'zod'
import { ticketStatuses } from '../../ticket/ticket-status.machine.ts'
import { callerKinds, handlings, ticketTypes, urgencies } from '../../ticket/ticket-values.ts'

const ticketNoSchema = z.string().regex(/^TJ\d{14}$/)

/** GET /api/tickets. `q`: number, phone, or words of title and content. `before`: the last row's ticketNo, for the next page. */
export const ticketListQuerySchema = z.object({
  q: z.string().max(100).default(''),
  before: ticketNoSchema.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
})
export type TicketListQuery = z.infer<typeof ticketListQuerySchema>

/** One line of the list. Phones are masked here whoever reads. Times are ms since the epoch. */
export const ticketListRowSchema = z.strictObject({
  ticketNo: ticketNoSchema,
  title: z.string(),
  status: z.enum(ticketStatuses),
  type: z.enum(ticketTypes),
  /** Code of the matter's leaf. */
  matter: z.string(),
  place: z.string(),
  urgency: z.enum(urgencies),
  /** Masked. */
  phone: z.string(),
  seat: z.string(),
  submittedAt: z.number(),
})
export type TicketListRow = z.infer<typeof ticketListRowSchema>

/** Answer of GET /api/tickets, newest first. `more`: there is a next page. */
export const ticketListSchema = z.strictObject({ tickets: z.array(ticketListRowSchema), more: z.boolean() })
export type TicketList = z.infer<typeof ticketListSchema>

/** Answer of GET /api/tickets/:no. Name and phone are masked for others than the ticket's own seat. */
export const ticketDetailSchema = ticketListRowSchema.extend({
  address: z.string(),
  callerKind: z.enum(callerKinds),
  name: z.string(),
  content: z.string(),
  confidential: z.boolean(),
  handling: z.enum(handlings),
  declineReason: z.string(),
  leadUnit: z.string(),
  answerGiven: z.string(),
  kbRefs: z.array(z.string()),
  callId: z.string().nullable(),
})
export type TicketDetail = z.infer<typeof ticketDetailSchema>
