import { isCreditCode, normaliseCreditCode } from '../kit/credit-code.ts'
import { developmentZones, firmNames, firmScales, industries } from '../kit/firm-values.ts'
import { isContactNumber, normaliseNumber } from '../kit/phone-number.ts'
import { readTable, type TableFault, type TableForm, type TableRow, tableFaults } from '../kit/table-file.ts'
import { type Firm, firmLimits } from './firm.ts'

/** Columns of the file, by either name. */
export const firmColumns = {
  code: '统一社会信用代码',
  name: '企业名称',
  industry: '行业',
  scale: '规模',
  zone: '所属园区',
  green: '绿色通道',
  officer: '首席服务官',
  officerPhone: '首席服务官电话',
  phones: '联系电话',
} as const
export type FirmColumn = keyof typeof firmColumns

/** What can be wrong with a file. */
export const firmFaults = [...tableFaults, 'credit-code', 'phone-form'] as const
export type FirmFaultReason = (typeof firmFaults)[number]
export type FirmFault = TableFault<FirmFaultReason>

/** Most rows of one file. */
const mostFirms = 5000

const form: TableForm<FirmColumn> = {
  columns: firmColumns,
  wanted: ['code', 'name', 'industry', 'scale'],
  coded: ['code', 'green', 'officerPhone', 'phones'],
  most: mostFirms,
}

/** A closed value by its code or its Chinese name; undefined: neither. */
function closedValue<Code extends string>(
  kind: 'industry' | 'scale' | 'zone',
  codes: readonly Code[],
  cell: string,
): Code | undefined {
  const names: Readonly<Record<string, string>> = firmNames['zh-CN']
  return codes.find((code) => code === cell || names[`${kind}.${code}`] === cell)
}

/** A telephone number in its one form; null: nobody can be called on it. */
function phoneOf(text: string): string | null {
  const number = normaliseNumber(text)
  return number !== null && isContactNumber(number) ? number : null
}

const yes: readonly string[] = ['是', 'yes', '1']
const noes: readonly string[] = ['', '否', 'no', '0']
const length = (text: string): number => Array.from(text).length

/** The numbers of one cell, each once; null: one of them is none. */
function phonesIn(cell: string): readonly string[] | null {
  const typed = cell.split(/[、,，;；|]/).flatMap((one) => one.trim() || [])
  const numbers = typed.map(phoneOf)
  return numbers.includes(null) ? null : [...new Set(numbers.flatMap((one) => one ?? []))]
}

function toFirm({ line, cells }: TableRow<FirmColumn>): { readonly firm: Firm | null; readonly faults: FirmFault[] } {
  const faults: FirmFault[] = []
  const wrong = (field: FirmColumn, reason: FirmFaultReason) => void faults.push({ line, field, reason })
  const text = (field: 'name' | 'officer') => {
    if (length(cells[field]) > firmLimits[field]) wrong(field, 'too-long')
    return cells[field]
  }
  const chosen = <Code extends string>(field: 'industry' | 'scale' | 'zone', codes: readonly Code[]) => {
    const value = closedValue(field, codes, cells[field])
    if (cells[field] === '' && field !== 'zone') wrong(field, 'required')
    else if (cells[field] !== '' && value === undefined) wrong(field, 'unknown-value')
    return value
  }
  const code = normaliseCreditCode(cells.code)
  if (code === '') wrong('code', 'required')
  else if (!isCreditCode(code)) wrong('code', 'credit-code')
  const name = text('name')
  if (name === '') wrong('name', 'required')
  const [industry, scale, zone] = [
    chosen('industry', industries),
    chosen('scale', firmScales),
    chosen('zone', developmentZones),
  ]
  const green = yes.includes(cells.green.toLowerCase())
  if (!green && !noes.includes(cells.green.toLowerCase())) wrong('green', 'unknown-value')
  const officer = text('officer')
  const officerPhone = cells.officerPhone === '' ? '' : phoneOf(cells.officerPhone)
  if (officerPhone === null) wrong('officerPhone', 'phone-form')
  else if (officer === '' && officerPhone !== '') wrong('officer', 'required')
  const phones = phonesIn(cells.phones)
  if (phones === null) wrong('phones', 'phone-form')
  else if (phones.length > firmLimits.phones) wrong('phones', 'too-many')
  if (faults.length > 0 || !industry || !scale || officerPhone === null || phones === null)
    return { firm: null, faults }
  return { firm: { code, name, industry, scale, zone: zone ?? '', green, officer, officerPhone, phones }, faults }
}

/** Reads a file of enterprises. All faults are named; the rows are worth something only without any. */
export function readFirmCsv(text: string): {
  readonly rows: readonly Firm[]
  readonly faults: readonly FirmFault[]
} {
  const table = readTable(text, form)
  const faults: FirmFault[] = [...table.faults]
  const seen = new Set<string>()
  const rows = table.rows.flatMap((row) => {
    const read = toFirm(row)
    faults.push(...read.faults)
    const code = normaliseCreditCode(row.cells.code)
    if (code !== '' && seen.has(code)) faults.push({ line: row.line, field: 'code', reason: 'twice' })
    seen.add(code)
    return read.firm ?? []
  })
  return { rows, faults }
}
