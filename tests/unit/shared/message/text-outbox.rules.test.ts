import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { afterTextTry, isTextTooOld, textBackoff, textLifeMs } from '#shared/message/text-outbox.rules.ts'
import { ticketText } from '#shared/message/ticket-text.rules.ts'

describe('a text message that was tried', () => {
  it('is done when it was sent or refused, and waits else, from 10 s to 10 min', () => {
    expect(afterTextTry('sent', 1, 5)).toEqual({ state: 'sent', next_at: 5, done_at: 5, reason: null })
    expect(afterTextTry('refused', 3, 5)).toEqual({ state: 'refused', next_at: 5, done_at: 5, reason: 'refused' })
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), fc.nat(2 ** 40), (tries, now) => {
        const { state, next_at, done_at } = afterTextTry('unreachable', tries, now)
        expect({ state, done_at }).toEqual({ state: 'waiting', done_at: null })
        expect(next_at - now).toBeGreaterThanOrEqual(textBackoff.first)
        expect(next_at - now).toBeLessThanOrEqual(textBackoff.most)
        expect(next_at).toBeLessThanOrEqual(afterTextTry('unreachable', tries + 1, now).next_at)
      }),
    )
  })
  it('is too old after a day', () => {
    expect(isTextTooOld(5, 5 + textLifeMs - 1)).toBe(false)
    expect(isTextTooOld(5, 5 + textLifeMs)).toBe(true)
  })
  it('names site and ticket, and takes up nothing that was declined', () => {
    const parts = { site: '天津12345', ticketNo: 'TJ20261123000001' }
    expect(ticketText({ ...parts, accepted: true })).toMatch(/^天津12345：您的诉求已受理，工单编号TJ20261123000001，/)
    expect(ticketText({ ...parts, accepted: false })).not.toContain('受理')
  })
})
