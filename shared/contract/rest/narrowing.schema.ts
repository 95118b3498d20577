import * as z from 'zod'
import { hallDayNamed } from '../../kit/hall-day.ts'

const daySchema = z.union([z.literal(''), z.string().refine((day) => hallDayNamed(day) !== null)])

/**
 * What a list of tickets is narrowed to besides its words; '': not. `place`: code of a district, street or community, with all that is in it;
 * `unit`: directory id of the unit a ticket lies with; `from` and `to`: days of the hall (yyyy-mm-dd) on which it was handed in, both in it.
 */
export const narrowingSchema = z.strictObject({
  place: z.string().regex(/^(\d{6}|\d{9}|\d{12}|)$/),
  unit: z.string().max(40),
  from: daySchema,
  to: daySchema,
})
export type Narrowing = z.infer<typeof narrowingSchema>

/** The whole of a list. */
export const noNarrowing: Narrowing = { place: '', unit: '', from: '', to: '' }

/** Two lists are narrowed alike. */
export const isSame = (one: Narrowing, other: Narrowing): boolean =>
  one.place === other.place && one.unit === other.unit && one.from === other.from && one.to === other.to

/** The days are the wrong way round: such a list is asked of nobody. */
export const isBackwards = ({ from, to }: Pick<Narrowing, 'from' | 'to'>): boolean =>
  from !== '' && to !== '' && to < from
