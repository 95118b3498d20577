import * as z from 'zod'
import { draftStays, handoverKinds } from '../../handover/handover.ts'

const toSchema = z.strictObject({ kind: z.enum(handoverKinds), name: z.string().max(40) })

/** A hand-over as it is written. `tasks`: callbacks the seat has promised; `drafts`: its unfinished drafts. Both go along. */
export const handoverDraftSchema = z.strictObject({
  to: toSchema,
  text: z
    .string()
    .max(2000)
    .refine((text) => text.trim() !== ''),
  tasks: z.array(z.string().min(1).max(64)).max(50),
  drafts: z.array(z.string().min(1).max(64)).max(50),
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
  /** Ids of the callbacks and of the drafts that are to go along: what they say, only who has them reads. */
  tasks: z.array(z.string()),
  drafts: z.array(z.string()),
  at: z.number(),
  accepted: z.strictObject({ seat: z.string(), name: z.string(), at: z.number() }).nullable(),
  /** How many of each went along, and the drafts that did not; null: not accepted yet. */
  passed: z
    .strictObject({
      tasks: z.number().int(),
      drafts: z.number().int(),
      stayed: z.array(z.strictObject({ draftId: z.string(), why: z.enum(draftStays) })),
    })
    .nullable(),
})
export type HandoverRow = z.infer<typeof handoverRowSchema>
