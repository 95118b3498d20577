/** A line of a table, with the line of the file it begins at, counted from 1. */
export interface CsvLine {
  readonly line: number
  readonly cells: readonly string[]
}

/** Reads RFC 4180 text: commas, quotes doubled inside quotes, any line end. Cells are trimmed; lines without a word are left out. */
export function readCsv(text: string): readonly CsvLine[] {
  const lines: CsvLine[] = []
  let cells: string[] = []
  let cell = ''
  let quoted = false
  let line = 1
  let begun = 1
  const endLine = () => {
    cells.push(cell.trim())
    if (cells.some((one) => one !== '')) lines.push({ line: begun, cells })
    cells = []
    cell = ''
  }
  const body = text.replace(/^\u{feff}/u, '').replace(/\r\n?/g, '\n')
  for (let at = 0; at < body.length; at += 1) {
    const char = body[at]
    if (char === '\n') line += 1
    if (quoted) {
      if (char !== '"') cell += char
      else if (body[at + 1] === '"') {
        cell += '"'
        at += 1
      } else quoted = false
    } else if (char === '"' && cell.trim() === '') {
      cell = ''
      quoted = true
    } else if (char === ',') {
      cells.push(cell.trim())
      cell = ''
    } else if (char === '\n') {
      endLine()
      begun = line
    } else cell += char
  }
  endLine()
  return lines
}

/** One line of RFC 4180 text. */
export const writeCsvLine = (cells: readonly string[]): string =>
  cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')
