import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compactDay, formatTicketNo } from '#shared/ticket/ticket-number.ts'
import {
  mayRole,
  nextStatus,
  openStatuses,
  submitAction,
  ticketActions,
  ticketRoles,
  ticketStatuses,
} from '#shared/ticket/ticket-status.machine.ts'
import { proposeUrgency } from '#shared/ticket/urgency.rules.ts'
import { isIdNumber } from '#shared/ticket/validation/id-card.ts'
import { ticketData } from '#tests/support/ticket-desk-fake.ts'

describe("a ticket's number", () => {
  it("counts by the hall's day, whatever the server's time zone", () => {
    expect(compactDay(Date.UTC(2026, 10, 23, 15, 59, 59, 999))).toBe('20261123')
    expect(compactDay(Date.UTC(2026, 10, 23, 16))).toBe('20261124')
    expect(formatTicketNo('20261123', 7)).toBe('TJ20261123000007')
  })
})

describe('the status of a ticket', () => {
  it('leads these ways and no others', () => {
    const open = openStatuses.join(' ')
    const known = ticketActions.map((action) => {
      const froms = ticketStatuses.filter((from) => nextStatus(from, action, 'TO_SIGN') !== null)
      const tos = froms.map((from) => {
        const to = nextStatus(from, action, 'TO_SIGN')
        return to === from && froms.length > 1 ? 'same' : to
      })
      const from = froms.join(' ')
      const by = ticketRoles.filter((role) => mayRole(role, action))
      return `${action}: ${from === open ? 'open' : from} > ${[...new Set(tos)].join(' ')} (${by.join(' ')})`
    })
    expect(known).toEqual([
      'close-on-line: DRAFT > CLOSED (agent lead)',
      'submit: DRAFT > TO_DISPATCH (agent lead)',
      'decline: DRAFT > REJECTED (agent lead)',
      'dispatch: TO_DISPATCH > TO_SIGN (agent dispatcher)',
      'auto-dispatch: TO_DISPATCH > TO_SIGN (system)',
      'designate: TO_DISPATCH > TO_SIGN (supervisor)',
      'send-back: TO_DISPATCH > DRAFT (dispatcher)',
      'merge: TO_DISPATCH > MERGED (dispatcher)',
      'sign: TO_SIGN > HANDLING (unit)',
      'ask-return: TO_SIGN HANDLING > RETURN_REVIEW (unit)',
      'approve-return: RETURN_REVIEW > TO_DISPATCH (dispatcher)',
      'reject-return: RETURN_REVIEW > TO_SIGN (dispatcher)',
      'assign: HANDLING > HANDLING (unit)',
      'finish-task: HANDLING > HANDLING (unit)',
      'ask-extension: HANDLING > EXTEND_REVIEW (unit)',
      'approve-extension: EXTEND_REVIEW > HANDLING (dispatcher supervisor)',
      'reject-extension: EXTEND_REVIEW > HANDLING (dispatcher supervisor)',
      'ask-suspension: HANDLING > SUSPENDED (unit)',
      'approve-suspension: SUSPENDED > SUSPENDED (supervisor)',
      'reject-suspension: SUSPENDED > HANDLING (supervisor)',
      'resume: SUSPENDED > HANDLING (supervisor system)',
      'reply: HANDLING REWORK > TO_REVIEW (unit)',
      'approve-reply: TO_REVIEW > TO_REVISIT (reviewer)',
      'send-to-rework: TO_REVIEW > REWORK (reviewer)',
      'start-revisit: TO_REVISIT > REVISITING (revisit)',
      'close-revisited: REVISITING > CLOSED (revisit)',
      'rework-revisited: REVISITING > REWORK (revisit)',
      'escalate-revisited: REVISITING > REVISITING (revisit)',
      'settle-closed: REVISITING > CLOSED (supervisor)',
      'settle-rework: REVISITING > REWORK (supervisor)',
      'miss-revisit: REVISITING > TO_REVISIT (revisit)',
      'close-unreachable: TO_REVISIT > CLOSED (system)',
      'supervise: open > same (lead supervisor)',
      'end-supervision: open > same (supervisor)',
      'urge: open > same (agent lead)',
      'supplement: open > same (agent lead)',
      'mark-due: open > same (system)',
      'withdraw: open > CLOSED (agent lead)',
      'void: open > VOID (supervisor)',
      'reopen: CLOSED > REWORK (supervisor)',
      'archive: CLOSED > ARCHIVED (system)',
    ])
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
