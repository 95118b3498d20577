import fc from 'fast-check'
import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { exportMark, exportSheets } from '#server/ticket/export/export-sheets.rules.ts'
import { writeXlsx, xmlText } from '#server/ticket/export/xlsx.rules.ts'
import { noNarrowing } from '#shared/contract/rest/narrowing.schema.ts'
import type { TicketListRow } from '#shared/contract/rest/tickets.schema.ts'

const row: TicketListRow = {
  ticketNo: 'TJ20261123000001',
  title: '=HYPERLINK("http://evil.example","点我")',
  status: 'TO_DISPATCH',
  type: 'help',
  matter: '010201',
  place: '120102001',
  urgency: 'urgent',
  phone: '138****1234',
  seat: '8001',
  submittedAt: Date.UTC(2026, 10, 23, 2),
  rev: 1,
  leadUnit: 'D120102-cgw',
  due: { kind: 'handle', at: Date.UTC(2026, 10, 30, 2), dueness: 'calm', stopped: false },
  supervised: false,
  urges: 2,
}
const names = {
  matter: (code: string) => code,
  place: (code: string) => code,
  unit: (id: string) => id,
  word: (code: string) => code,
}
const facts = {
  id: '8b1f2c6e-4d7a-4f0b-9a51-3f3f3a1d2c4b',
  seat: '6301',
  name: '章怀瑾',
  purpose: '十一月分析 & 汇报',
  filter: {
    q: '',
    status: ['TO_DISPATCH'],
    due: null,
    supervised: false,
    within: { ...noNarrowing, place: '120102', from: '2026-11-01' },
  },
  approvedBy: '郑云舒（7001）',
  at: Date.UTC(2026, 10, 24, 2),
  cut: true,
} as const

describe('a file of a list', () => {
  const files = unzipSync(writeXlsx(exportSheets([row], names, facts), exportMark(facts)))
  const read = (path: string) => strFromU8(files[path] ?? new Uint8Array())

  it('is a workbook of the parts ECMA-376 wants, each well-formed', () => {
    expect(Object.keys(files).sort()).toEqual([
      '[Content_Types].xml',
      '_rels/.rels',
      'xl/_rels/workbook.xml.rels',
      'xl/styles.xml',
      'xl/workbook.xml',
      'xl/worksheets/sheet1.xml',
      'xl/worksheets/sheet2.xml',
    ])
    const open: string[] = []
    for (const [, close, name, self] of read('xl/worksheets/sheet1.xml').matchAll(/<(\/?)([A-Za-z]+)[^<>]*?(\/?)>/g)) {
      if (close) expect(open.pop()).toBe(name)
      else if (!self && name) open.push(name)
    }
    expect(open).toEqual([])
  })

  it('holds texts alone: what looks like a formula is none', () => {
    const sheet = read('xl/worksheets/sheet1.xml')
    expect(sheet).not.toContain('<f>')
    expect(sheet.match(/<c /g)?.length).toBe(26)
    expect(sheet.match(/t="inlineStr"/g)?.length).toBe(26)
    expect(sheet).toContain('=HYPERLINK(&#34;http://evil.example&#34;,&#34;点我&#34;)')
  })

  it('names who has it, since when, for what and with whose consent, on each page and on a sheet of its own, and that it was cut', () => {
    expect(read('xl/worksheets/sheet1.xml')).toContain(`<oddHeader>&amp;C章怀瑾 6301 2026-11-24 10:00 ${facts.id}`)
    const about = read('xl/worksheets/sheet2.xml')
    for (const words of [
      '章怀瑾（6301）',
      '郑云舒（7001）',
      '十一月分析 &#38; 汇报',
      '共超过1000行',
      '120102',
      '2026-11-01 至 今日',
    ])
      expect(about).toContain(words)
  })

  it('writes every text as XML takes it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const written = xmlText(text)
        expect(written).not.toMatch(/[<>"']/)
        expect(written.replace(/&#\d+;/g, '')).not.toContain('&')
        // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what must not be there
        expect(written).not.toMatch(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/)
      }),
    )
  })
})
