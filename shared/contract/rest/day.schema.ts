import * as z from 'zod'
import { ticketStatuses } from '../../ticket/ticket-status.machine.ts'

const count = z.number().int().nonnegative()
const length = z.number().nonnegative()

/** One ticket of the seat's own that waits for somebody. Times are ms since the epoch. */
const dayTicketSchema = z.strictObject({
  ticketNo: z.string(),
  title: z.string(),
  status: z.enum(ticketStatuses),
  /** When it last moved. */
  changedAt: z.number(),
  dueAt: z.number().nullable(),
})
export type DayTicket = z.infer<typeof dayTicketSchema>

/** Some of many: `total` counts all. */
const dayTicketsSchema = z.strictObject({ total: count, first: z.array(dayTicketSchema) })

/** A seat's calls of a day. Lengths in ms, up to now for a call that goes on. */
export const dayCallsSchema = z.strictObject({
  /** Calls of others the seat came into. */
  answered: count,
  /** Outgoing calls of the seat that were answered. */
  reached: count,
  dialled: count,
  /** Offers of calls the seat did not take. */
  missed: count,
  talkMs: length,
  holdMs: length,
  /** Talk and hold, a call; null: there was none. */
  averageMs: length.nullable(),
  /** By the hour of the hall's clock, 24 of them. */
  hours: z.array(z.strictObject({ calls: count, missed: count })).length(24),
})
export type DayCalls = z.infer<typeof dayCallsSchema>

/** Answer of GET /api/day: the seat's own day by the hall's clock. */
export const dayFiguresSchema = z.strictObject({
  /** yyyy-mm-dd */
  day: z.string(),
  serverNow: z.number(),
  calls: dayCallsSchema,
  /** null: a role that writes no tickets. */
  tickets: z
    .strictObject({
      handedIn: count,
      answered: count,
      dispatched: count,
      /** Sent back by the dispatchers, waiting for this seat. */
      sentBack: dayTicketsSchema,
      /** Open ones of the seat whose limit is near or over. */
      pressing: dayTicketsSchema,
    })
    .nullable(),
})
export type DayFigures = z.infer<typeof dayFiguresSchema>
