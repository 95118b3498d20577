import * as z from 'zod'
import { handoverKinds } from '../../handover/handover.ts'

const toSchema = z.strictObject({ kind: z.enum(handoverKinds), name: z.string().max(40) })

/** A hand-over as it is written. `tasks`: callbacks the seat has promised, that go along. */
export const handoverDraftSchema = z.strictObject({
  to: toSchema,
  text: z
    .string()
    .max(2000)
    .refine((text) => text.trim() !== ''),
  tasks: z.array(z.string().min(1).max(64)).max(50),
})
export const handoverIdSchema = z.strictObject({ handoverId: z.string().min(1).max(64) })

/** A hand-over as one seat has it: key handoverId. Times are ms since the epoch. */
export const handoverRowSchema = z.strictObject({
  handoverId: z.string(),
  /** Who handed over. */
  seat: z.string(),
  name: z.string(),
  to: toSchema,
  text: z.string(),
  /** How many callbacks go along. */
  tasks: z.number().int(),
  at: z.number(),
  accepted: z.strictObject({ seat: z.string(), name: z.string(), at: z.number() }).nullable(),
})
export type HandoverRow = z.infer<typeof handoverRowSchema>
