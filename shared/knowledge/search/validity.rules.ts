/** Which entries may be shown: valid on `day` (yyyy-mm-dd, the hall's calendar) and, with an area, said for it. */
export interface ShownFilter {
  readonly day: string
  /** A district's or zone's name; null: any. */
  readonly area: string | null
}

const everywhere = ['全市', '京津冀']

/** Whether an entry's answer holds on the day and in the area. The last day counts. */
export function isShown(
  entry: { readonly areas: readonly string[]; readonly validFrom: string; readonly validTo: string | null },
  filter: ShownFilter,
): boolean {
  if (entry.validFrom > filter.day) return false
  if (entry.validTo !== null && entry.validTo < filter.day) return false
  const { area } = filter
  return area === null || entry.areas.some((one) => one === area || everywhere.includes(one))
}
