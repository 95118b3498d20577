import { strToU8, zipSync } from 'fflate'

/** A sheet of texts; the first row is the head. */
export interface TextSheet {
  readonly name: string
  /** Widths of the columns, characters. */
  readonly widths: readonly number[]
  readonly rows: readonly (readonly string[])[]
}

/** Longest text of a cell, characters (ECMA-376 18.3.1.4 as spreadsheet programs hold it). */
const longest = 32_767

/** Text in XML: what XML 1.0 does not hold is left out. */
export const xmlText = (text: string): string =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what is taken out
    .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Cs}/gu, '')
    .replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const relations = 'http://schemas.openxmlformats.org/package/2006/relationships'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const contentType = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** A, B … Z, AA … */
function columnName(at: number): string {
  const letter = String.fromCharCode(65 + (at % 26))
  return at < 26 ? letter : columnName(Math.floor(at / 26) - 1) + letter
}

/** A cell of type inlineStr is a text whatever it begins with: nothing in it is ever computed. */
const cell = (text: string, place: string, style: 0 | 1): string =>
  `<c r="${place}" t="inlineStr" s="${style}"><is><t xml:space="preserve">${xmlText(Array.from(text).slice(0, longest).join(''))}</t></is></c>`

/** & begins a code in headers and footers (ECMA-376 18.3.1.39). */
const footText = (text: string): string => xmlText(text.slice(0, 120).replaceAll('&', '&&'))

function sheetXml({ widths, rows }: TextSheet, mark: string): string {
  const columns = widths.map((width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`)
  const lines = rows.map((cells, line) => {
    const row = cells.map((text, at) => cell(text, `${columnName(at)}${line + 1}`, line === 0 ? 1 : 0))
    return `<row r="${line + 1}">${row.join('')}</row>`
  })
  const pane = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
  return `${head}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0">${pane}</sheetView></sheetViews><cols>${columns.join('')}</cols><sheetData>${lines.join('')}</sheetData><headerFooter><oddHeader>&amp;C${footText(mark)}</oddHeader><oddFooter>&amp;C${footText(mark)}&amp;R&amp;P / &amp;N</oddFooter></headerFooter></worksheet>`
}

const styles = `${head}<styleSheet xmlns="${main}"><fonts count="2"><font><sz val="11"/></font><font><b/><sz val="11"/></font></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf numFmtId="49"/><xf numFmtId="49" fontId="1" applyFont="1"/></cellXfs></styleSheet>`

/**
 * A workbook of texts (ECMA-376, Office Open XML). `mark` stands in header and footer of every printed page. Written by hand and zipped by
 * fflate: the kept writers are ten times the size for what is five small files.
 */
export function writeXlsx(sheets: readonly TextSheet[], mark: string): Uint8Array {
  const parts = sheets.map((_, at) => `worksheets/sheet${at + 1}.xml`)
  const overrides = parts.map((part) => `<Override PartName="/xl/${part}" ContentType="${contentType}.worksheet+xml"/>`)
  const tabs = sheets.map(({ name }, at) => `<sheet name="${xmlText(name)}" sheetId="${at + 1}" r:id="r${at + 1}"/>`)
  const links = parts.map((part, at) => `<Relationship Id="r${at + 1}" Type="${office}/worksheet" Target="${part}"/>`)
  const files: Readonly<Record<string, string>> = {
    '[Content_Types].xml': `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${contentType}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${contentType}.styles+xml"/>${overrides.join('')}</Types>`,
    '_rels/.rels': `${head}<Relationships xmlns="${relations}"><Relationship Id="r1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `${head}<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${tabs.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${head}<Relationships xmlns="${relations}">${links.join('')}<Relationship Id="styles" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': styles,
    ...Object.fromEntries(sheets.map((sheet, at) => [`xl/${parts[at]}`, sheetXml(sheet, mark)])),
  }
  return zipSync(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, strToU8(text)])))
}
