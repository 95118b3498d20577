import * as z from 'zod'
import { hallDayNamed } from '#shared/kit/hall-day.ts'

const day = z.string().refine((text) => hallDayNamed(text) !== null, 'wants a day such as 2027-01-01')

const year = z
  .strictObject({
    year: z.number().int().min(2000).max(2100),
    /** The notice the days come from. */
    source: z.string().min(1).max(200),
    off: z.array(day).max(200),
    work: z.array(day).max(60),
  })
  .superRefine((one, context) => {
    for (const [field, days] of [
      ['off', one.off],
      ['work', one.work],
    ] as const)
      days.forEach((text, index) => {
        if (!text.startsWith(`${one.year}-`))
          context.addIssue({ code: 'custom', path: [field, index], message: 'is a day of another year', input: text })
      })
    const both = one.off.find((text) => one.work.includes(text))
    if (both !== undefined)
      context.addIssue({ code: 'custom', path: ['work'], message: 'has a day that is off too', input: both })
  })

/** A site's file of the working calendar. */
export const calendarFileSchema = z.strictObject({ years: z.array(year).max(100) })
