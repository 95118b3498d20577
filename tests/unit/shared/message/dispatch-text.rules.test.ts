import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hallMinute } from '#shared/kit/hall-day.ts'
import { dispatchText } from '#shared/message/dispatch-text.rules.ts'

describe('the text of a dispatch', () => {
  const parts = { site: '天津12345', ticketNo: 'TJ20261123000001', urgency: '特急' }

  it('names site, ticket, urgency and the limit for signing by the hall’s clock', () => {
    expect(dispatchText({ ...parts, signBy: Date.UTC(2026, 10, 23, 2, 15, 59, 999) })).toBe(
      '天津12345：工单TJ20261123000001已派至贵单位，紧急程度特急，请于11月23日10:15前签收。',
    )
    expect(dispatchText({ ...parts, signBy: Date.UTC(2026, 11, 31, 17) })).toContain('请于1月1日01:00前签收')
  })

  it('asks to sign soon where no limit runs', () => {
    expect(dispatchText({ ...parts, signBy: null })).toBe(
      '天津12345：工单TJ20261123000001已派至贵单位，紧急程度特急，请尽快签收。',
    )
  })

  it('never names a later minute than the limit’s own', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: Date.UTC(2100, 0, 1) }), (at) => {
        const named = Date.parse(`${hallMinute(at).replace(' ', 'T')}:00+08:00`)
        expect(at - named).toBeGreaterThanOrEqual(0)
        expect(at - named).toBeLessThan(60_000)
      }),
    )
  })
})
