import { hallDayNamed } from '../../kit/hall-day.ts'
import { readTable, type TableFault, type TableForm, tableFaults } from '../../kit/table-file.ts'
import { isLocalRole } from '../default-unit.rules.ts'
import type { District } from '../place.ts'
import type { DispatchRow } from './dispatch-row.ts'

/** Columns of the file, by either name. */
export const dispatchColumns = {
  matter: '事项编码',
  place: '地点编码',
  lead: '主办单位',
  assisting: '协办单位',
  basis: '派单依据',
  from: '生效日期',
  to: '失效日期',
  hours: '时段',
} as const
export type DispatchColumn = keyof typeof dispatchColumns

/** What can be wrong with a file. */
export const csvFaults = [
  ...tableFaults,
  'unknown-code',
  'unknown-place',
  'unknown-unit',
  'not-a-day',
  'ends-before-begin',
] as const
export type CsvFaultReason = (typeof csvFaults)[number]
export type CsvFault = TableFault<CsvFaultReason>

/** What a row is checked against. */
export interface CsvWorld {
  readonly matters: readonly { readonly id: string }[]
  isPlace(code: string): boolean
  isUnit(id: string): boolean
  unitNamed(name: string): string | null
  readonly divisions: { readonly districts: readonly District[] }
}

/** Most rows of one file. */
export const mostDispatchRows = 20_000

/** A role some district has a department for, or an office of streets. */
function isKnownRole(name: string, world: CsvWorld): boolean {
  if (!isLocalRole(name)) return false
  if (!name.startsWith('区')) return true
  return world.divisions.districts.some((district) => world.unitNamed(district.name + name.slice(1)) !== null)
}

function unitIn(name: string, world: CsvWorld): string | null {
  if (world.isUnit(name)) return name
  if (isKnownRole(name, world)) return name
  return world.unitNamed(name)
}

type Cells = Readonly<Record<DispatchColumn, string>>

function toRow(line: number, cells: Cells, { world, heads }: { world: CsvWorld; heads: ReadonlySet<string> }) {
  const faults: CsvFault[] = []
  const wrong = (field: DispatchColumn, reason: CsvFaultReason) => void faults.push({ line, field, reason })
  const { matter, basis, from, to, hours } = cells
  if (matter !== '' && !heads.has(matter)) wrong('matter', 'unknown-code')
  const place = cells.place === '120000' ? '' : cells.place
  if (place !== '' && !world.isPlace(place) && !(place.startsWith('Z-') && world.isUnit(place)))
    wrong('place', 'unknown-place')
  const lead = unitIn(cells.lead, world)
  if (cells.lead === '') wrong('lead', 'required')
  else if (lead === null) wrong('lead', 'unknown-unit')
  const names = cells.assisting.split(/[、;；|]/).flatMap((name) => name.trim() || [])
  const assisting = names.flatMap((name) => unitIn(name, world) ?? [])
  if (assisting.length < names.length) wrong('assisting', 'unknown-unit')
  if (basis === '') wrong('basis', 'required')
  if (Array.from(basis).length > 200) wrong('basis', 'too-long')
  if (from !== '' && hallDayNamed(from) === null) wrong('from', 'not-a-day')
  if (to !== '' && hallDayNamed(to) === null) wrong('to', 'not-a-day')
  else if (from !== '' && to !== '' && to < from) wrong('to', 'ends-before-begin')
  const night = hours === '夜间' || hours === 'night'
  if (!night && !['', '全天', 'any'].includes(hours)) wrong('hours', 'unknown-value')
  const row: DispatchRow = {
    ...{ line, matter, place, hours: night ? 'night' : 'any', lead: lead ?? '', assisting, basis, from, to },
  }
  return { row, faults }
}

const form: TableForm<DispatchColumn> = {
  columns: dispatchColumns,
  wanted: ['matter', 'place', 'lead', 'basis'],
  coded: ['matter', 'place', 'from', 'to', 'hours'],
  most: mostDispatchRows,
}

/** Reads a file of rules. All faults are named; rows are worth something only without any. */
export function readDispatchCsv(
  text: string,
  world: CsvWorld,
): { readonly rows: readonly DispatchRow[]; readonly faults: readonly CsvFault[] } {
  const table = readTable(text, form)
  if (table.faults.length > 0) return { rows: [], faults: table.faults }
  const heads = new Set(world.matters.flatMap(({ id }) => [id.slice(0, 2), id.slice(0, 4), id]))
  const faults: CsvFault[] = []
  const seen = new Set<string>()
  const rows = table.rows.map(({ line, cells }) => {
    const read = toRow(line, cells, { world, heads })
    const { matter, place, hours, from } = read.row
    const key = [matter, place, hours, from].join('|')
    faults.push(...read.faults)
    if (seen.has(key)) faults.push({ line, field: 'matter', reason: 'twice' })
    seen.add(key)
    return read.row
  })
  return { rows, faults }
}
