import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { judgeNear, type NearTicket, samePlace } from '#shared/ticket/near/near.rules.ts'
import { similarity } from '#shared/ticket/near/similarity.rules.ts'

const hour = 3_600_000
const now = 1_800_000_000_000
const demand = {
  matter: '010201',
  place: '120102001001',
  address: '',
  phone: 'me',
  title: '河东区大王庄街道路灯不亮',
  content: '市民来电反映：小区东侧道路十余盏路灯不亮，夜间出行不便。诉求：尽快维修。',
}
let count = 0
const ticket = (change: Partial<NearTicket>): NearTicket => {
  count += 1
  return {
    ...demand,
    ticketNo: `T${count}`,
    phone: 'other',
    status: 'HANDLING',
    at: now - hour,
    closedAt: null,
    ...change,
  }
}

describe('how alike two texts are', () => {
  it('is one for the same, nought for nothing in common, and does not hang on the order', () => {
    const text = fc.string({ unit: fc.constantFrom('路', '灯', '不', '亮', '供', '热', '，', '3', ' ') })
    fc.assert(
      fc.property(text, text, (a, b) => {
        const alike = similarity(a, b)
        expect(alike).toBeGreaterThanOrEqual(0)
        expect(alike).toBeLessThanOrEqual(1)
        expect(similarity(b, a)).toBe(alike)
        expect([0, 1]).toContain(similarity(a, a))
      }),
    )
    expect(similarity('路灯不亮', '路灯不亮')).toBe(1)
    expect(similarity('路灯不亮', '供热不足')).toBe(0)
    expect(similarity('', '')).toBe(0)
  })

  it('leaves out what the hall writes in every ticket', () => {
    expect(similarity('市民来电反映：路灯。诉求：尽快维修', '市民来电反映：暖气。诉求：尽快退费')).toBe(0)
    expect(similarity('河东区大王庄街道路灯不亮', '大王庄街道路灯不亮')).toBeGreaterThan(0.75)
  })
})

describe('tickets about the same', () => {
  it('are those of the number within seven days', () => {
    const mine = ticket({ phone: 'me', matter: '999999', at: now - 7 * 24 * hour })
    const old = ticket({ phone: 'me', matter: '999999', at: now - 7 * 24 * hour - 1 })
    const gone = ticket({ phone: 'me', status: 'VOID' })
    expect(judgeNear(demand, [mine, old, gone], now).repeats).toEqual([mine])
    expect(judgeNear({ ...demand, phone: '' }, [ticket({ phone: '' })], now).repeats).toEqual([])
  })

  it('are those of the same group of matters, place and words within fifteen days', () => {
    const same = ticket({ matter: '010299', at: now - 15 * 24 * hour })
    const others = [
      ticket({ at: now - 15 * 24 * hour - 1 }),
      ticket({ matter: '010301' }),
      ticket({ place: '120102001002' }),
      ticket({ title: '井盖缺失', content: '井盖缺失，行人有危险' }),
    ]
    const { similar } = judgeNear(demand, [same, ...others], now)
    expect(similar).toEqual([{ ticket: same, alike: 1 }])
  })

  it('are in one place where the community is the same, else the written address, else nothing but the street is known', () => {
    const at = (place: string, address = '') => ({ place, address })
    expect(samePlace(at('120102001001', '1号'), at('120102001001', '2号'))).toBe(true)
    expect(samePlace(at('120102001'), at('120102001'))).toBe(true)
    expect(samePlace(at('120102001', '六纬路 8号'), at('120102001001', '六纬路８号'))).toBe(true)
    expect(samePlace(at('120102001', '六纬路8号'), at('120102001'))).toBe(false)
    expect(samePlace(at('120102001'), at('120102001001'))).toBe(false)
    expect(samePlace(at('120102'), at('120102'))).toBe(false)
    expect(samePlace(at('not-mentioned'), at('not-mentioned'))).toBe(false)
  })

  it('are a group from three callers in a day on, this one counted, each once', () => {
    const two = [ticket({ phone: 'a' }), ticket({ phone: 'b', title: '', content: '' })]
    expect(judgeNear(demand, two, now).group).toBe(3)
    expect(judgeNear(demand, [ticket({ phone: 'a' }), ticket({ phone: 'a' })], now).group).toBeNull()
    expect(
      judgeNear(demand, [ticket({ phone: 'a' }), ticket({ phone: 'b', at: now - 25 * hour })], now).group,
    ).toBeNull()
  })

  it('were falsely closed when the same comes again within 72 hours', () => {
    const closed = ticket({ status: 'CLOSED', closedAt: now - 72 * hour, at: now - 96 * hour })
    expect(judgeNear(demand, [closed], now).falselyClosed).toBe(closed)
    expect(judgeNear(demand, [{ ...closed, closedAt: now - 72 * hour - 1 }], now).falselyClosed).toBeNull()
    expect(judgeNear(demand, [{ ...closed, matter: '010202' }], now).falselyClosed).toBeNull()
  })
})
