import { type CsvLine, readCsv } from './csv.ts'

/** What can be wrong with any table that people send as a file. */
export const tableFaults = [
  'required',
  'unknown-value',
  'too-long',
  'twice',
  'missing-column',
  'empty',
  'too-many',
  'not-text',
] as const
export type TableFaultReason = (typeof tableFaults)[number]

/** One wrong cell. `line`: of the file, from 1; `field`: the column, or `file`. */
export interface TableFault<Reason extends string = TableFaultReason> {
  readonly line: number
  readonly field: string
  readonly reason: Reason
}

/** A line by its columns; a column the file does not have is empty. */
export interface TableRow<Column extends string> {
  readonly line: number
  readonly cells: Readonly<Record<Column, string>>
}

/** How a table is read. */
export interface TableForm<Column extends string> {
  /** The columns, by either name: key or word of the screen. */
  readonly columns: Readonly<Record<Column, string>>
  /** Columns without which nothing is read. */
  readonly wanted: readonly Column[]
  /** Columns of codes, days and numbers: full width is brought to the usual one; words stay as they are. */
  readonly coded: readonly Column[]
  /** Most rows of one file. */
  readonly most: number
}

/** Reads a table's lines by its columns. Faults here are of the file as a whole: with any, there are no rows. */
export function readTable<Column extends string>(
  text: string,
  { columns, wanted, coded, most }: TableForm<Column>,
): { readonly rows: readonly TableRow<Column>[]; readonly faults: readonly TableFault[] } {
  const names = Object.keys(columns) as Column[]
  const columnOf = (head: string): Column | undefined => {
    const name = head.normalize('NFKC').trim()
    return names.find((key) => key.toLowerCase() === name.toLowerCase() || columns[key] === name)
  }
  const none = Object.fromEntries(names.map((name) => [name, ''])) as Record<Column, string>
  const [head, ...lines] = readCsv(text)
  const refuse = (line: number, reason: TableFaultReason) => ({ rows: [], faults: [{ line, field: 'file', reason }] })
  if (head === undefined || lines.length === 0) return refuse(1, 'empty')
  const order = head.cells.map(columnOf)
  const missing = wanted.filter((column) => !order.includes(column))
  if (missing.length > 0)
    return { rows: [], faults: missing.map((field) => ({ line: head.line, field, reason: 'missing-column' })) }
  if (lines.length > most) return refuse(lines[most]?.line ?? 0, 'too-many')
  const read = ({ line, cells }: CsvLine): TableRow<Column> => {
    const found = { ...none }
    order.forEach((column, at) => {
      const cell = cells[at] ?? ''
      if (column !== undefined) found[column] = coded.includes(column) ? cell.normalize('NFKC').trim() : cell
    })
    return { line, cells: found }
  }
  return { rows: lines.map(read), faults: [] }
}
