import { describe, expect, it } from 'vitest'
import { moreFaults, normaliseAmount, storedMore } from '#shared/ticket/more.rules.ts'
import { type MoreValues, moreFields } from '#shared/ticket/more-values.ts'
import { moreFields as draftFields } from '#shared/ticket-draft/draft-more.ts'

const ticket = (more: MoreValues, change = {}) => ({
  callerKind: 'person',
  matter: '010201',
  handling: 'dispatch',
  content: '市民来电反映：路灯不亮。诉求：尽快维修。',
  more,
  ...change,
})
const faults = (more: MoreValues, change = {}) =>
  moreFaults(ticket(more, change), { isUnit: (id) => id.startsWith('U') }).map(({ field, rule }) => `${field}: ${rule}`)

describe('the further fields of a ticket', () => {
  it('are the same in the draft', () => expect(draftFields).toEqual(moreFields))

  it.each<[MoreValues, string]>([
    [{ sex: 'robot' }, 'sex: unknown'],
    [{ phone2: '12' }, 'phone2: phone-form'],
    [{ idType: 'id-card', idNo: '110105194912310021' }, 'idNo: paper-number'],
    [{ amount: '很多' }, 'amount: number'],
    [{ peopleCount: '0' }, 'peopleCount: number'],
    [{ isRepeat: 'yes', priorTicket: 'TJ1' }, 'priorTicket: ticket-no'],
    [{ riskTags: 'life,life' }, 'riskTags: unknown'],
    [{ coUnits: 'U1,X' }, 'coUnits: unknown'],
    [{ demand: '字'.repeat(201) }, 'demand: too-long'],
    [{ subjects: '11010519491231002X' }, 'subjects: id-number'],
    [{ occurredAt: '字'.repeat(61) }, 'occurredAt: too-long'],
  ])('%j is refused as %s', (more, fault) => expect(faults(more)).toEqual([fault]))

  it('ask a firm for its name, and check its code', () => {
    const company = { callerKind: 'company' }
    expect(faults({}, company)).toEqual(['enterpriseName: required'])
    expect(faults({ enterpriseName: '某公司', uscc: '91120104MA9FAKE13L' }, company)).toEqual(['uscc: credit-code'])
    expect(faults({ enterpriseName: '某公司', uscc: '91120104ma9fake13k' }, company)).toEqual([])
  })

  it('that do not apply are neither checked nor kept', () => {
    const more = { uscc: 'x', enterpriseName: '某公司', sex: 'male', idType: 'id-card', idNo: '1' } as const
    expect(faults(more, { callerKind: 'anonymous' })).toEqual([])
    expect(storedMore(ticket(more, { callerKind: 'anonymous' }))).toEqual({ demand: '尽快维修。', channel: 'phone' })
  })

  it('are kept in one form', () => {
    const more = {
      phone2: '+86 138 0000 1234',
      amount: '3.5万',
      occurredAt: ' 昨\u200B天\n晚上 ',
      peopleCount: '１２人',
    }
    expect(storedMore(ticket(more))).toMatchObject({
      phone2: '13800001234',
      amount: '35000',
      occurredAt: '昨天 晚上',
      peopleCount: '12',
    })
  })

  it('read sums as people write them', () => {
    expect(['1,200.50', '３０００元', '2亿', '-1', '1e5', '1.234'].map(normaliseAmount)).toEqual([
      '1200.5',
      '3000',
      '200000000',
      null,
      null,
      null,
    ])
  })
})
