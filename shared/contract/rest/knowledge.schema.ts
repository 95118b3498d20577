import * as z from 'zod'
import { knowledgeEntrySchema } from '../knowledge.schema.ts'

/** GET /api/knowledge: what is searched for, or with an empty `q` all of one top-level dimension. */
export const knowledgeQuerySchema = z.strictObject({
  q: z.string().max(200).default(''),
  /** A top-level dimension, e.g. 公用事业; only with an empty `q`. */
  top: z.string().max(40).optional(),
  /** A district or zone; absent: any. */
  area: z.string().max(40).optional(),
})

/** Entries, the best first, 20 at most for a search. */
export const knowledgeListSchema = z.strictObject({ entries: z.array(knowledgeEntrySchema).max(1000) })
export type KnowledgeList = z.infer<typeof knowledgeListSchema>
