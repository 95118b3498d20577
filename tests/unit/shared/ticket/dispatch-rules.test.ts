import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readCsv, writeCsvLine } from '#shared/kit/csv.ts'
import { readDispatchCsv } from '#shared/ticket/dispatch/dispatch-csv.rules.ts'
import type { DispatchRow } from '#shared/ticket/dispatch/dispatch-row.ts'
import { basisOf, explainDispatch, indexDispatch, isNight } from '#shared/ticket/dispatch/explain-dispatch.rules.ts'
import { ticketData } from '#tests/support/ticket-desk-fake.ts'

const { catalogue } = ticketData
/** Noon of 26 November 2026 in the hall. */
const noon = Date.UTC(2026, 10, 26, 4)
const night = Date.UTC(2026, 10, 26, 15)
let line = 1
const row = (change: Partial<DispatchRow>): DispatchRow => {
  line += 1
  const usual = {
    matter: '',
    place: '',
    hours: 'any',
    lead: 'M-szhb',
    assisting: [],
    basis: '依据',
    from: '',
    to: '',
  } as const
  return { line, ...usual, ...change }
}
const ask = (rows: readonly DispatchRow[], matter: string, place: string, at = noon) =>
  explainDispatch(indexDispatch(rows), { matter, place, at }, catalogue)
const lead = (code: string) => `D${code}-cgw`
const hedong = '120102'
const street = '120102001'
const zoneStreet = '120110402'

describe('which unit gets a ticket', () => {
  it('is the usual unit of the matter where no row speaks of it, and says by which step', () => {
    expect(ask([], '010201', street)).toMatchObject({ unit: lead(hedong), step: 'department', row: null })
    expect(ask([], '010201', 'not-mentioned')).toMatchObject({ unit: null, step: 'place-unclear' })
    expect(ask([], '010201', zoneStreet)).toMatchObject({ step: 'zone', unit: 'Z-ftz' })
    expect(ask([], '999999', street)).toMatchObject({ unit: null, step: 'no-usual-unit' })
  })

  it('is that of the nearest place first, of the nearest matter then, and names what was beaten by what', () => {
    const city = row({ matter: '010201', lead: lead('120101') })
    const group = row({ matter: '0102', place: hedong, lead: lead('120103') })
    const leaf = row({ matter: '010201', place: hedong, lead: lead('120104') })
    const near = row({ place: street, lead: `S${street}` })
    expect(ask([city, group], '010201', street)).toMatchObject({ unit: lead('120103'), row: group })
    expect(ask([city, group, leaf], '010201', street).unit).toBe(lead('120104'))
    const all = ask([city, group, leaf, near], '010201', `${street}001`)
    expect(all.unit).toBe(`S${street}`)
    expect(all.beaten.map(({ by }) => by)).toEqual(['wider-place', 'wider-place', 'wider-place'])
    expect(ask([group, leaf], '010201', street).beaten).toEqual([{ row: group, by: 'wider-matter' }])
  })

  it('keeps to the days and the hours of a row', () => {
    const over = row({ matter: '010201', to: '2026-11-25', lead: lead('120101') })
    const later = row({ matter: '010201', from: '2026-11-27', lead: lead('120103') })
    const last = row({ matter: '010201', from: '2026-11-26', to: '2026-11-26', lead: lead('120104') })
    expect(ask([over, later], '010201', street)).toMatchObject({ step: 'department' })
    expect(ask([over, later], '010201', street).beaten.map(({ by }) => by)).toEqual(['over', 'not-yet'])
    expect(ask([over, later, last], '010201', street).row).toBe(last)
    const duty = row({ matter: '010201', hours: 'night', lead: lead('120105') })
    expect(ask([duty], '010201', street).beaten).toEqual([{ row: duty, by: 'not-at-night' }])
    expect(ask([duty, row({ matter: '010201' })], '010201', street, night).row).toBe(duty)
    expect([isNight(Date.UTC(2026, 10, 26, 0)), isNight(Date.UTC(2026, 10, 25, 23))]).toEqual([false, true])
    expect([isNight(Date.UTC(2026, 10, 26, 10)), isNight(Date.UTC(2026, 10, 26, 9, 59))]).toEqual([true, false])
  })

  it('does not let a district decide for an area that a development zone runs', () => {
    const dongli = row({ matter: '010201', place: '120110', lead: lead('120110') })
    const zone = row({ matter: '01', place: 'Z-ftz', lead: 'Z-ftz' })
    expect(ask([dongli], '010201', zoneStreet)).toMatchObject({ unit: 'Z-ftz', step: 'zone' })
    expect(ask([dongli, zone], '010201', zoneStreet)).toMatchObject({ row: zone, beaten: [{ by: 'zone-runs-it' }] })
    expect(ask([dongli, zone], '010201', '120110').row).toBe(dongli)
  })

  it('makes a unit of a role by the place, and passes over a row whose unit is not to be found', () => {
    const role = row({ matter: '0102', lead: '区城市管理委', assisting: ['街道办事处', 'nowhere'] })
    expect(ask([role], '010201', street)).toMatchObject({ unit: lead(hedong), assisting: [`S${street}`] })
    expect(ask([role], '010201', '')).toMatchObject({ unit: null, beaten: [{ by: 'unit-unclear' }] })
  })

  it('does not hang on the order of the rows', () => {
    const rows = [
      row({ matter: '01', lead: lead('120101') }),
      row({ matter: '0102', place: hedong, lead: lead('120103') }),
      row({ matter: '0102', place: hedong, from: '2026-01-01', lead: lead('120104') }),
      row({ place: street, hours: 'night', lead: lead('120105') }),
      row({ place: street, lead: lead('120106') }),
    ]
    fc.assert(
      fc.property(fc.shuffledSubarray(rows, { minLength: 1 }), fc.boolean(), (some, dark) => {
        const sorted = [...some].sort((a, b) => a.line - b.line)
        const at = dark ? night : noon
        const found = ask(some, '010201', street, at)
        expect(found.row).toBe(ask(sorted, '010201', street, at).row)
        const others = some.filter((one) => one !== found.row)
        expect(new Set(found.beaten.map((one) => one.row))).toEqual(new Set(others))
      }),
    )
  })

  it('is kept on the ticket in a sentence of at most 500 characters', () => {
    expect(basisOf({ row: row({ basis: '三定方案' }) }, 3)).toMatch(/^派单规则第3版第\d+行：三定方案$/)
    expect(Array.from(basisOf({ row: row({ basis: '长'.repeat(600) }) }, 3))).toHaveLength(500)
    expect(basisOf({ row: null }, 3)).toBe('派单目录：诉求分类的默认承办单位')
  })
})

describe('a file of rules', () => {
  const head = '事项编码,地点编码,主办单位,协办单位,派单依据,生效日期,失效日期,时段'
  const faults = (...lines: string[]) =>
    readDispatchCsv([head, ...lines].join('\r\n'), catalogue).faults.map(
      ({ line: at, field, reason }) => `${at} ${field} ${reason}`,
    )

  it('is read by its columns, with units by id, name or role, and codes in any width', () => {
    const read = readDispatchCsv(
      `\u{feff}place,matter,lead,basis,assisting\n１２０１０２,0102,区城市管理委,"甲,乙",S120102001、河东区城市管理委\n120000,,市水务局,"引""号"`,
      catalogue,
    )
    expect(read.faults).toEqual([])
    expect(read.rows).toMatchObject([
      {
        line: 2,
        place: hedong,
        matter: '0102',
        lead: '区城市管理委',
        basis: '甲,乙',
        assisting: ['S120102001', lead(hedong)],
      },
      { line: 3, place: '', matter: '', basis: '引"号', hours: 'any' },
    ])
  })

  it('names line, field and reason of everything that is wrong', () => {
    expect(
      faults(
        '9,120102,市水务局,,依据,,,',
        '0102,129999,没有的单位,没有,,2026-02-30,,',
        '0102,Z-none,,,依据,2026-03-01,2026-02-01,随时',
        '0102,,市水务局,,依据,,,夜间',
        '0102,,市水务局,,依据,,,夜间',
      ),
    ).toEqual([
      '2 matter unknown-code',
      '3 place unknown-place',
      '3 lead unknown-unit',
      '3 assisting unknown-unit',
      '3 basis required',
      '3 from not-a-day',
      '4 place unknown-place',
      '4 lead required',
      '4 to ends-before-begin',
      '4 hours unknown-value',
      '6 matter twice',
    ])
    expect(readDispatchCsv('', catalogue).faults).toEqual([{ line: 1, field: 'file', reason: 'empty' }])
    expect(readDispatchCsv('a,b\n1,2', catalogue).faults.map(({ reason }) => reason)).toEqual(
      Array(4).fill('missing-column'),
    )
  })

  it('comes back as it was written, whatever is in its cells', () => {
    const cell = fc.string().map((text) => text.replace(/[\0\r]/g, '').trim())
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 6 }), (table) => {
        const rows = table.filter((cells) => cells.some((one) => one !== ''))
        const back = readCsv(rows.map(writeCsvLine).join('\r\n')).map(({ cells }) => cells)
        expect(back).toEqual(
          rows.map((cells, at) => (at === 0 ? [cells[0]?.replace(/^\u{feff}/u, '').trim(), ...cells.slice(1)] : cells)),
        )
      }),
    )
  })
})
