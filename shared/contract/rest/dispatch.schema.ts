import * as z from 'zod'
import { csvFaults } from '../../ticket/dispatch/dispatch-csv.rules.ts'
import { dispatchHours } from '../../ticket/dispatch/dispatch-row.ts'
import { beatenBy, dispatchSteps } from '../../ticket/dispatch/explain-dispatch.rules.ts'
import { fileReport } from './import-file.schema.ts'

/** What became of a file. `version`: the catalogue's now. */
export const dispatchImportResultSchema = z.strictObject({
  outcome: z.enum(['checked', 'imported', 'unchanged']),
  version: z.number().int(),
  ...fileReport(csvFaults),
})
export type DispatchImportResult = z.infer<typeof dispatchImportResultSchema>

/** When of the day rules are asked for: as the clock says, or as if it were noon or evening. */
export const askedHours = ['now', 'day', 'night'] as const
export type AskedHours = (typeof askedHours)[number]

/** GET /api/dispatch: which unit gets a matter in a place, and why. `day`: yyyy-mm-dd, at noon unless `hours` says otherwise; none: today. */
export const dispatchQuerySchema = z.object({
  matter: z.string().regex(/^\d{6}$/),
  place: z
    .string()
    .max(20)
    .regex(/^(not-mentioned|\d{6}|\d{9}|\d{12})?$/)
    .default(''),
  day: z.string().max(10).default(''),
  hours: z.enum(askedHours).default('now'),
})

const dispatchRowSchema = z.strictObject({
  line: z.number().int(),
  matter: z.string(),
  place: z.string(),
  hours: z.enum(dispatchHours),
  lead: z.string(),
  assisting: z.array(z.string()).readonly(),
  basis: z.string(),
  from: z.string(),
  to: z.string(),
})

/** Answer of GET /api/dispatch. `confusable`: leaves that are taken for this one, and which of the two wins. */
export const dispatchAnswerSchema = z.strictObject({
  unit: z.string().nullable(),
  assisting: z.array(z.string()).readonly(),
  step: z.enum(dispatchSteps),
  row: dispatchRowSchema.nullable(),
  beaten: z.array(z.strictObject({ row: dispatchRowSchema, by: z.enum(beatenBy) })).readonly(),
  basis: z.string(),
  version: z.number().int(),
  confusable: z.array(z.strictObject({ wins: z.string(), over: z.string(), rule: z.string() })).readonly(),
})
export type DispatchExplained = z.infer<typeof dispatchAnswerSchema>

/** GET /api/dispatch/plan: what the rules say of tickets that wait, comma-separated numbers. */
export const dispatchPlanQuerySchema = z.object({
  tickets: z
    .string()
    .max(2000)
    .transform((text) => text.split(',').filter(Boolean))
    .pipe(z.array(z.string().regex(/^TJ\d{14}$/)).max(100)),
})

/** Answer of GET /api/dispatch/plan, in the order asked; a ticket that does not wait for its dispatch any more is left out. */
export const dispatchPlanSchema = z.strictObject({
  plan: z.array(
    z.strictObject({
      ticketNo: z.string(),
      rev: z.number().int(),
      title: z.string(),
      unit: z.string().nullable(),
      /** Units that assist: those of the rule, and those the ticket names. */
      coUnits: z.array(z.string()).readonly(),
      step: z.enum(dispatchSteps),
      basis: z.string(),
    }),
  ),
})
export type DispatchPlan = z.infer<typeof dispatchPlanSchema>
