import * as z from 'zod'
import { csvFaults } from '../../ticket/dispatch/dispatch-csv.rules.ts'
import { dispatchHours } from '../../ticket/dispatch/dispatch-row.ts'
import { beatenBy, dispatchSteps } from '../../ticket/dispatch/explain-dispatch.rules.ts'

/** A file as a desk sends it: gzip keeps some thousand rows within one message. `check`: read and reported, nothing changed. */
export const importFileSchema = z.strictObject({
  name: z.string().min(1).max(200),
  /** gzip, base64 */ file: z.base64().min(1).max(60_000),
  check: z.boolean(),
})
export type ImportFile = z.infer<typeof importFileSchema>

export const csvFaultSchema = z.strictObject({ line: z.number().int(), field: z.string(), reason: z.enum(csvFaults) })

/** What became of a file. `version`: the catalogue's now. `faults`: the first hundred of `wrong`. */
export const dispatchImportResultSchema = z.strictObject({
  outcome: z.enum(['checked', 'imported', 'unchanged']),
  version: z.number().int(),
  rows: z.number().int(),
  wrong: z.number().int(),
  faults: z.array(csvFaultSchema).max(100),
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
