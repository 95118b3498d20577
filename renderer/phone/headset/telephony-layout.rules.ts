import type { HidCollection, HidReport, HidReportItem } from './hid-types.ts'

/** HID Usage Tables 1.5: page 0x0B telephony, page 0x08 LED; a usage is page and id in one number. */
const telephonyPage = 0x0b
const inputs = { hook: 0x0b_0020, mute: 0x0b_002f } as const
const lamps = { offHook: 0x08_0017, mute: 0x08_0009, ring: 0x08_0018 } as const

/** Where a one-bit field stands in its report. */
export interface BitPlace {
  readonly reportId: number
  /** Counted from the report's first data bit. */
  readonly bit: number
}

/** What a headset has of telephony; a field it lacks is absent. `sizes`: bytes of each output report. */
export interface TelephonyLayout {
  readonly input: { readonly [K in keyof typeof inputs]?: BitPlace }
  readonly output: { readonly [K in keyof typeof lamps]?: BitPlace }
  readonly sizes: ReadonlyMap<number, number>
}

const usageAt = (item: HidReportItem, index: number): number | undefined =>
  item.isRange === true ? (item.usageMinimum ?? 0) + index : item.usages?.[index]

const bitsOf = ({ reportSize = 0, reportCount = 0 }: HidReportItem): number => reportSize * reportCount

function placesOf<K extends string>(reports: readonly HidReport[], wanted: { readonly [N in K]: number }) {
  const found: { [N in K]?: BitPlace } = {}
  for (const { reportId = 0, items = [] } of reports) {
    let bit = 0
    for (const item of items) {
      for (let index = 0; index < (item.reportCount ?? 0); index += 1) {
        const usage = usageAt(item, index)
        for (const name of Object.keys(wanted) as K[])
          if (usage === wanted[name] && item.reportSize === 1) found[name] ??= { reportId, bit: bit + index }
      }
      bit += bitsOf(item)
    }
  }
  return found
}

const flat = (collection: HidCollection): HidCollection[] => [collection, ...(collection.children ?? []).flatMap(flat)]

/** Reads what a device says of itself; null: it is no telephone. */
export function telephonyLayout(collections: readonly HidCollection[]): TelephonyLayout | null {
  const telephones = collections.filter(({ usagePage }) => usagePage === telephonyPage).flatMap(flat)
  const input = placesOf(
    telephones.flatMap(({ inputReports = [] }) => inputReports),
    inputs,
  )
  if (!input.hook && !input.mute) return null
  const reports = telephones.flatMap(({ outputReports = [] }) => outputReports)
  const sizes = new Map<number, number>()
  for (const { reportId = 0, items = [] } of reports)
    sizes.set(reportId, Math.ceil(items.reduce((sum, item) => sum + bitsOf(item), 0) / 8))
  return { input, output: placesOf(reports, lamps), sizes }
}

/** The bit of a report's data; false beyond its end. */
export const readBit = (data: DataView, bit: number): boolean => {
  const at = bit >> 3
  return at < data.byteLength && (data.getUint8(at) & (1 << (bit & 7))) !== 0
}
