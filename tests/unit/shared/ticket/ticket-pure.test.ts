import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isIdNumber } from '#shared/ticket/private-text.ts'
import { compactDay, formatTicketNo } from '#shared/ticket/ticket-number.ts'
import { nextStatus, submitAction, ticketActions, ticketStatuses } from '#shared/ticket/ticket-status.machine.ts'
import { proposeUrgency } from '#shared/ticket/urgency.rules.ts'
import { ticketData } from '#tests/support/ticket-desk-fake.ts'

describe("a ticket's number", () => {
  it("counts by the hall's day, whatever the server's time zone", () => {
    expect(compactDay(Date.UTC(2026, 10, 23, 15, 59, 59, 999))).toBe('20261123')
    expect(compactDay(Date.UTC(2026, 10, 23, 16))).toBe('20261124')
    expect(formatTicketNo('20261123', 7)).toBe('TJ20261123000007')
  })
})

describe('the status of a ticket', () => {
  it('knows these moves and no others', () => {
    const known = ticketStatuses.flatMap((from) =>
      ticketActions.flatMap((action) => {
        const to = nextStatus(from, action)
        return to === null ? [] : [`${from} ${action} ${to}`]
      }),
    )
    expect(known).toEqual(['DRAFT close-on-line CLOSED', 'DRAFT submit TO_DISPATCH', 'DRAFT decline REJECTED'])
  })

  it('follows from the way of handling', () => {
    expect(
      ['dispatch', 'answered', 'conference', 'transferred', 'guided', 'declined', 'invalid'].map(submitAction),
    ).toEqual([
      'submit',
      'close-on-line',
      'close-on-line',
      'close-on-line',
      'close-on-line',
      'decline',
      'close-on-line',
    ])
  })
})

describe('the proposed urgency', () => {
  it('goes by what is said before it goes by the matter', () => {
    expect(proposeUrgency('G', '路灯不亮')).toBe('normal')
    expect(proposeUrgency('L', '热费缴纳')).toBe('urgent')
    expect(proposeUrgency('S', '燃气')).toBe('critical')
    expect(proposeUrgency('G', '广告牌要掉下来')).toBe('critical')
    expect(proposeUrgency('G', '家里有八十岁老人')).toBe('urgent')
  })
})

describe('id numbers', () => {
  it('are known by date and check character', () => {
    expect(isIdNumber('11010519491231002X')).toBe(true)
    expect(isIdNumber('110105194912310021')).toBe(false)
    expect(isIdNumber('11010519491331002X')).toBe(false)
    const withCheck = fc
      .tuple(
        fc.integer({ min: 110000, max: 659999 }),
        fc.date({ min: new Date('1930-01-01'), max: new Date('2020-01-01'), noInvalidDate: true }),
        fc.integer({ min: 0, max: 999 }),
      )
      .map(
        ([area, date, serial]) =>
          `${area}${date.toISOString().slice(0, 10).replaceAll('-', '')}${String(serial).padStart(3, '0')}`,
      )
    fc.assert(
      fc.property(withCheck, (seventeen) => {
        const fitting = [...'0123456789X'].filter((check) => isIdNumber(seventeen + check))
        expect(fitting).toHaveLength(1)
      }),
    )
  })
})

describe('the kept data', () => {
  const { catalogue, unitFor } = ticketData

  it('has 16 districts, 299 streets and towns, 5,617 communities and villages, each code once', () => {
    const codes = catalogue.divisions.places.map(({ id }) => id)
    expect(new Set(codes).size).toBe(codes.length)
    const count = (length: number) => codes.filter((code) => /^\d+$/.test(code) && code.length === length).length
    expect([count(6), count(9), count(12)]).toEqual([16, 299, 5617])
  })

  it('has every unit and every matter once', () => {
    for (const list of [catalogue.units, catalogue.matters])
      expect(new Set(list.map(({ id }) => id)).size).toBe(list.length)
    expect(catalogue.matters.length).toBeGreaterThanOrEqual(252 + 19)
  })

  it('leads every matter in every kind of place to a unit that exists', () => {
    for (const matter of catalogue.matters)
      for (const place of ['120102001', '120119100', '120116403', '120110402', '120116001'])
        if (catalogue.isPlace(place))
          expect([matter.id, place, unitFor(matter.id, place)?.name]).not.toContain(undefined)
  })

  it.each([
    ['010201', '120102001', '河东区城市管理委'],
    ['010201', '120102', '河东区城市管理委'],
    ['010201', '120116403', '东疆综合保税区管委会'],
    ['010201', '120110402', '天津港保税区管委会'],
    ['050101', '120102001', '大王庄街道办事处'],
    ['040101', '120102001', '市水务局'],
    ['020101', '120102001', '供热单位（按地址匹配）'],
    ['020201', '120102001', '津燃华润'],
    ['060301', '', '市公安局交管局'],
    ['010201', '', undefined],
    ['050101', '120102', undefined],
  ])('leads %s in %s to %s', (matter, place, name) => {
    expect(unitFor(matter, place)?.name).toBe(name)
  })

  it('keeps the limits that were mended', () => {
    const sla = (code: string) => catalogue.matter(code)?.sla
    expect(['020204', '020103', '030204', '110302', '110303'].map(sla)).toEqual(['G', 'G', 'G', 'G', 'G'])
    expect(['010202', '050202', '020101'].map(sla)).toEqual(['L', 'L', 'L'])
    expect(sla('020201')).toBe('S')
  })
})
