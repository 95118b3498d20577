import * as z from 'zod'
import { exportStates } from '../../ticket/export.rules.ts'
import { ticketStatuses } from '../../ticket/ticket-status.machine.ts'
import { isBackwards, narrowingSchema, noNarrowing } from './narrowing.schema.ts'

/** Which tickets a file is asked for: a list as it is seen. */
export const exportFilterSchema = z.strictObject({
  q: z.string().max(100),
  status: z.array(z.enum(ticketStatuses)).readonly(),
  due: z.enum(['near', 'overdue']).nullable(),
  supervised: z.boolean(),
  within: narrowingSchema.refine((within) => !isBackwards(within), { path: ['to'] }).default(noNarrowing),
})
export type ExportFilter = z.infer<typeof exportFilterSchema>

/** An export somebody asked for. Times are ms since the epoch. */
export const exportRowSchema = z.strictObject({
  id: z.uuid(),
  seat: z.string(),
  name: z.string(),
  at: z.number(),
  purpose: z.string(),
  filter: exportFilterSchema,
  state: z.enum(exportStates),
  decidedBy: z.string().nullable(),
  fetched: z.number().int(),
  /** This reader may fetch the file now. */
  mayFetch: z.boolean(),
  /** This reader may decide on it now. */
  mayDecide: z.boolean(),
})
export type ExportRow = z.infer<typeof exportRowSchema>

/** GET /api/exports: this seat's own and those it may decide on, of the last week, the newest first. `on`: the site lets lists be exported. */
export const exportListSchema = z.strictObject({ on: z.boolean(), exports: z.array(exportRowSchema).readonly() })
export type ExportList = z.infer<typeof exportListSchema>
