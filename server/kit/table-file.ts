import type { TableFault } from '#shared/kit/table-file.ts'
import { textOfFile } from './table-bytes.ts'

/** Faults that are told; the rest is counted. */
const mostFaults = 100
/** Faults a refusal may carry. */
const mostRefused = 50

interface Table<Row, Reason extends string> {
  readonly rows: readonly Row[]
  readonly faults: readonly TableFault<Reason>[]
}

/** Unpacks a file and reads it; one that holds no text has that fault alone. */
export function readTableFile<Row, Reason extends string>(
  packed: string,
  read: (text: string) => Table<Row, Reason | 'not-text'>,
): Table<Row, Reason | 'not-text'> {
  const text = textOfFile(packed)
  return text === null ? { rows: [], faults: [{ line: 1, field: 'file', reason: 'not-text' }] } : read(text)
}

/** What is told of a file that was read. */
export const reportOf = <Reason extends string>({ rows, faults }: Table<unknown, Reason>) => ({
  rows: rows.length,
  wrong: faults.length,
  faults: faults.slice(0, mostFaults),
})

/** The faults of a refusal, each at its line and column. */
export const refusedFaults = (faults: readonly TableFault<string>[]) =>
  faults.slice(0, mostRefused).map(({ line, field, reason }) => ({ field: `line.${line}.${field}`, rule: reason }))
