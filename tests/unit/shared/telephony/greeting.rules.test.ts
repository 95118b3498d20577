import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { greetingOf, greetingText, greetingWords } from '#shared/telephony/greeting.rules.ts'

describe("a seat's greeting", () => {
  it('is its number digit by digit, who serves, and that the call is recorded', () => {
    expect(greetingText('8001')).toBe('8001 号话务员为您服务，本次通话将被录音')
    expect(greetingOf('8001').map((piece) => greetingWords[piece])).toEqual([
      '八',
      '零',
      '零',
      '幺',
      '号话务员为您服务',
      '本次通话将被录音',
    ])
  })

  it('is made of pieces that exist, whatever the seat is called', () => {
    fc.assert(
      fc.property(fc.string(), (seat) => {
        const pieces = greetingOf(seat)
        expect(pieces.slice(-2)).toEqual(['service', 'notice'])
        for (const piece of pieces) expect(greetingWords[piece]).toBeTypeOf('string')
        expect(pieces.slice(0, -2).join('')).toBe(seat.replaceAll(/[^0-9]/g, ''))
      }),
    )
  })
})
