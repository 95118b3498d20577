/** When of a day a row holds. `night`: while only units on night duty answer. */
export const dispatchHours = ['any', 'night'] as const
export type DispatchHours = (typeof dispatchHours)[number]

/** The night of the hall's clock, whole hours: from 18:00 to 8:00. */
export const nightHours = { from: 18, until: 8 } as const

/** A row of the dispatch catalogue (派单目录). */
export interface DispatchRow {
  /** Line of the file it came from. */
  readonly line: number
  /** Code of a matter, or how it begins: two, four or six digits; empty: any. */
  readonly matter: string
  /** Empty: the whole city; six, nine or twelve digits; `Z-` and the code of a development zone. */
  readonly place: string
  readonly hours: DispatchHours
  /** A unit's id, or a role that the place makes a unit of, such as 区城市管理委. */
  readonly lead: string
  readonly assisting: readonly string[]
  /** What it rests on, e.g. a document and its article. */
  readonly basis: string
  /** First and last day it holds, yyyy-mm-dd of the hall; empty: no end on that side. */
  readonly from: string
  readonly to: string
}

/** How far down a row's place goes: 0 city, 1 district, 2 development zone, 3 street or town, 4 community or village. */
export function placeDepth(place: string): 0 | 1 | 2 | 3 | 4 {
  if (place === '') return 0
  if (place.startsWith('Z-')) return 2
  return place.length === 6 ? 1 : place.length === 9 ? 3 : 4
}
