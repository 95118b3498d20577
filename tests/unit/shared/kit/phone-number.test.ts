import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isContactNumber, isEmergency, maskNumber, normaliseNumber, numberKind } from '#shared/kit/phone-number.ts'

describe('a number', () => {
  it.each([
    ['+8613812345678', '13812345678'],
    ['008613812345678', '13812345678'],
    ['8613812345678', '13812345678'],
    ['013812345678', '13812345678'],
    ['14200001234', '14200001234'],
    ['+8614200001234', '14200001234'],
    ['008614200001234', '14200001234'],
    ['8614200001234', '14200001234'],
    ['014200001234', '14200001234'],
    ['138 1234-5678', '13812345678'],
    ['+86 142-0000-1234', '14200001234'],
    ['+86+8613812345678', null],
    ['+868613812345678', '13812345678'],
    ['１３８１２３４５６７８', '13812345678'],
    ['13812345678-12', '13812345678'],
    ['23456789', '02223456789'],
    ['92345678', '02292345678'],
    ['+86 2345 6789', '02223456789'],
    ['022-23456789', '02223456789'],
    ['022-92345678', '02292345678'],
    ['(022) 2345 6789', '02223456789'],
    ['(022) 9234 5678', '02292345678'],
    ['+86 22 2345 6789', '02223456789'],
    ['+862292345678', '02292345678'],
    ['+861092345678', '01092345678'],
    ['022-23456789-801', '02223456789-801'],
    ['022-23456789转801', '02223456789-801'],
    ['400-123-4567', '4001234567'],
    ['400-912-3456', '4009123456'],
    ['+864001234567', '4001234567'],
    ['+864009123456', '4009123456'],
    ['95588', '95588'],
    ['95105888', '95105888'],
    ['12345', '12345'],
    ['110', '110'],
    ['+1 202 555 0123', '+12025550123'],
    ['+14155550123', '+14155550123'],
    ['0014155550123', '+14155550123'],
    ['00 44 20 7946 0958', '+442079460958'],
    ['＋１ ４１５ ５５５ ０１２３', '+14155550123'],
    ['０２２－２３４５６７８９', '02223456789'],
    ['（022）23456789', '02223456789'],
    ['021-61234567', '02161234567'],
    ['0311-8765432', '03118765432'],
    ['800-810-1234', '8008101234'],
    ['119', '119'],
    ['12348', '12348'],
    ['96596', '96596'],
  ])('%s is written %s', (raw, normal) => {
    expect(normaliseNumber(raw)).toBe(normal)
  })

  it.each([null, '', '  ', 'anonymous', 'Anonymous', 'unknown', 'Restricted', '+', '+86', '12', '1'.repeat(21)])(
    'is not found in %s',
    (raw) => {
      expect(normaliseNumber(raw)).toBeNull()
    },
  )
  it.each(['138x1234567', 'web-k3f9', 'sip:13800000000', '138+12345678'])('is not found in %s either', (raw) => {
    expect(normaliseNumber(raw)).toBeNull()
  })

  it('takes the area code of the hall where it is a bare local one', () => {
    expect(normaliseNumber('92345678', '010')).toBe('01092345678')
  })

  it('does not change when it is written again, and holds digits alone behind an optional + and before an extension', () => {
    const raw = fc.oneof(
      fc.stringMatching(/^(\+|00|\+86|0086|86|0)?[0-9]{0,14}$/),
      fc.stringMatching(/^1[3-9]\d{9}(-\d{1,6})?$/),
      fc.stringMatching(/^0?(10|2\d|[3-9]\d{2})-?[2-9]\d{6,7}(-\d{1,6})?$/),
      fc.stringMatching(/^[0-9 ().+-]{0,24}$/),
      fc.string({ maxLength: 24 }),
    )
    fc.assert(
      fc.property(raw, (text) => {
        const once = normaliseNumber(text)
        return once === null || (/^\+?\d{3,20}(-\d{1,6})?$/.test(once) && normaliseNumber(once) === once)
      }),
      { numRuns: 4000 },
    )
  })

  it('that is a mobile or a landline already stays as it is', () => {
    const mobile = fc.stringMatching(/^1[3-9]\d{9}$/)
    const landline = fc.stringMatching(/^0(10|2\d|[3-9]\d{2})[2-8]\d{7}$/)
    fc.assert(fc.property(fc.oneof(mobile, landline), (number) => normaliseNumber(number) === number))
  })
})

describe('the kind of a number', () => {
  it.each([
    ['13812345678', 'mobile'],
    ['12812345678', null],
    ['02223456789', 'landline'],
    ['022-23456789-801', 'landline'],
    ['0221345678', null],
    ['4001234567', 'service'],
    ['8001234567', 'service'],
    ['96566', 'service'],
    ['110', 'short'],
    ['12345', 'short'],
    ['+12025550123', 'international'],
    ['+8613812345678', null],
    ['1001', null],
  ])('of %s is %s', (number, kind) => {
    expect(numberKind(number)).toBe(kind)
  })

  it('knows the emergency numbers, however they are written', () => {
    expect(['110', '119', '120', '122', ' １１０ ', '+86 120'].every(isEmergency)).toBe(true)
    expect(['12345', '1100', '13800000110', '', 'x'].some(isEmergency)).toBe(false)
  })

  it('says what can be called back', () => {
    expect(['13812345678', '02223456789', '4001234567'].map(isContactNumber)).toEqual([true, true, true])
    expect(['110', '12345', '1234', ''].map(isContactNumber)).toEqual([false, false, false, false])
  })
})

describe('a masked number', () => {
  it.each([
    ['13812345678', '138****5678'],
    ['14200001234', '142****1234'],
    ['02292345678', '022******78'],
    ['02223456789-801', '022******89-***'],
    ['031187654321', '0311******21'],
    ['+14155550123', '**********23'],
    ['95588', '***88'],
    ['110', '***'],
    ['', ''],
  ])('%s keeps what people recognise and hides what finds a person: %s', (number, masked) => {
    expect(maskNumber(number)).toBe(masked)
  })

  it('never shows the middle, and keeps the length', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\+?\d{5,15}(-\d{1,6})?$/), (number) => {
        const masked = maskNumber(number)
        return masked.length === number.length && masked.includes('***') && masked !== number
      }),
    )
  })
})
