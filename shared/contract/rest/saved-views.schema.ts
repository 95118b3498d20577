import * as z from 'zod'
import { narrowingSchema, noNarrowing } from './narrowing.schema.ts'

/** Most lists a seat keeps. */
export const mostSavedViews = 20

/** A list somebody keeps under a name of his own: one of his role's lists, what is searched in it, and what it is narrowed to. */
export const savedViewSchema = z.strictObject({
  id: z.uuid(),
  name: z.string().trim().min(1).max(30),
  list: z.string().regex(/^[a-zA-Z]{1,40}$/),
  q: z.string().max(100),
  within: narrowingSchema.default(noNarrowing),
})
export type SavedView = z.infer<typeof savedViewSchema>

/** GET /api/ticket-views: the reader's own, in the order they were kept. */
export const savedViewsSchema = z.strictObject({ views: z.array(savedViewSchema).readonly() })
