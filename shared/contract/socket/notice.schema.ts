import * as z from 'zod'
import { audienceKinds, noticeLevels } from '../../notice/notice.ts'

const line = (longest: number) =>
  z
    .string()
    .max(longest)
    .refine((text) => text.trim() !== '')

/** A notice as it is published. `until`: ms since the epoch, within 90 days. */
export const noticeDraftSchema = z.strictObject({
  title: line(80),
  text: line(2000),
  level: z.enum(noticeLevels),
  audience: z.strictObject({ kind: z.enum(audienceKinds), among: z.array(z.string().min(1).max(40)).max(20) }),
  until: z.number().int(),
})

export const noticeIdSchema = z.strictObject({ noticeId: z.string().min(1).max(64) })

/** A notice that stands, as one seat has it: key noticeId. Times are ms since the epoch. */
export const noticeRowSchema = z.strictObject({
  noticeId: z.string(),
  title: z.string(),
  text: z.string(),
  level: z.enum(noticeLevels),
  /** Who published it. */
  seat: z.string(),
  name: z.string(),
  at: z.number(),
  until: z.number(),
  /** When this seat confirmed it; null: it has not. */
  readAt: z.number().nullable(),
  /** To who published it alone: how many it is for, and the first of those who have not confirmed it. */
  reached: z
    .strictObject({
      total: z.number().int(),
      unread: z.number().int(),
      waiting: z.array(z.strictObject({ seat: z.string(), name: z.string() })),
    })
    .nullable(),
})
export type NoticeRow = z.infer<typeof noticeRowSchema>
