import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { creditCheck, isCreditCode, normaliseCreditCode } from '#shared/kit/credit-code.ts'
import { isContactNumber, normaliseNumber, numberKind } from '#shared/kit/phone-number.ts'
import { maskPrivateNumbers, privateNumberIn, privateNumbers } from '#shared/ticket/private-text.ts'
import { cleanLine, cleanText } from '#shared/ticket/validation/clean-text.ts'
import { idCheck, isIdNumber, isOldIdNumber, toNewIdNumber } from '#shared/ticket/validation/id-card.ts'
import { isPaperNumber, maskPaper, normalisePaper } from '#shared/ticket/validation/identity-paper.ts'
import { parseOccurred } from '#shared/ticket/validation/occurred-time.ts'

const goodId = '11010519491231002X'

describe('telephone numbers', () => {
  it.each([
    ['+8613812345678', '13812345678'],
    ['008613812345678', '13812345678'],
    ['8613812345678', '13812345678'],
    ['013812345678', '13812345678'],
    ['１３８１２３４５６７８', '13812345678'],
    ['23456789', '02223456789'],
    ['anonymous', null],
    ['unknown', null],
    ['', null],
  ])('%s is kept as %s', (raw, kept) => expect(normaliseNumber(raw)).toBe(kept))

  it.each([
    ['13812345678', 'mobile'],
    ['022-23456789', 'landline'],
    ['022-23456789-801', 'landline'],
    ['400-123-4567', 'service'],
    ['95588', 'service'],
    ['12812345678', null],
    ['022-13456789', null],
  ])('%s is of the kind %s', (number, kind) => expect(numberKind(number)).toBe(kind))

  it('rings nobody back on 110', () => expect(isContactNumber('110')).toBe(false))
})

describe('id card numbers (GB 11643)', () => {
  it('keeps to the vectors', () => {
    expect(isIdNumber(goodId)).toBe(true)
    expect(isIdNumber('110105194912310021')).toBe(false)
    expect(isIdNumber('11010519490231002X')).toBe(false)
  })

  it('notices every single wrong digit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 16 }), fc.integer({ min: 0, max: 9 }), (at, digit) => {
        const other = goodId.slice(0, at) + digit + goodId.slice(at + 1)
        expect(isIdNumber(other)).toBe(other === goodId)
      }),
    )
  })

  it('reads the old form, and its new form is a number', () => {
    expect(isOldIdNumber('110105491231002')).toBe(true)
    expect(toNewIdNumber('110105491231002')).toBe(goodId)
    expect(isOldIdNumber('110105491331002')).toBe(false)
    expect(idCheck(goodId.slice(0, 17))).toBe('X')
  })
})

describe('credit codes (GB 32100)', () => {
  const good = [
    '91330100799655058B',
    '914403001922038216',
    '9144030071526726XG',
    '91120104MA9FAKE13K',
    '91120116MA0DEMQ100',
    '91120104MA1DEMQ20T',
  ]
  it.each(good)('%s is one, and no other last character makes one', (code) => {
    const fitting = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'].filter((last) => isCreditCode(code.slice(0, 17) + last))
    expect(fitting).toEqual([code[17]])
    expect(creditCheck(code.slice(0, 17))).toBe(code[17])
  })

  it('has no I O S V Z, and is read in any width and case', () => {
    for (const letter of 'IOSVZ') expect(isCreditCode(`91120104MA9FAKE1${letter}K`)).toBe(false)
    expect(normaliseCreditCode('９１１２０１０４ ma9fake13k')).toBe('91120104MA9FAKE13K')
  })
})

describe('other papers', () => {
  it('takes 5 to 20 capital letters and digits', () => {
    expect(isPaperNumber('passport', normalisePaper('e 1234-5678'))).toBe(true)
    for (const wrong of ['E123', 'E'.repeat(21), 'E12_456', '护照12345'])
      expect(isPaperNumber('passport', wrong)).toBe(false)
    expect(isPaperNumber('id-card', 'E12345678')).toBe(false)
  })

  it('shows at most the last four characters', () => {
    expect(maskPaper(goodId)).toBe('**************002X')
    expect(maskPaper('E1234')).toBe('****')
    expect(maskPaper('')).toBe('')
  })
})

describe('texts', () => {
  it('loses what nobody sees, and nothing else', () => {
    expect(cleanText('路\u0000灯\u200B不\u202E亮\uFEFF\r\n第二行\tA\u0007')).toBe('路灯不亮\n第二行\tA')
    expect(cleanText('<script>alert(1)</script> ５ 𠮷 👍')).toBe('<script>alert(1)</script> ５ 𠮷 👍')
    for (const joined of ['👨‍👩‍👧‍👦', '👩🏽‍⚕️', '❤️‍🔥']) expect(cleanText(joined)).toBe(joined)
    expect(cleanText('路\u200D灯👍\u200D坏')).toBe('路灯👍坏')
    expect(cleanText('\uD800尾')).toBe('尾')
    expect(cleanLine(' 一\n二\t三 ')).toBe('一 二 三')
  })

  it('is clean once it was cleaned', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(cleanText(cleanText(text))).toBe(cleanText(text))
        expect(cleanLine(text)).not.toMatch(/[\n\r\t\u200B\u202E]/)
      }),
    )
  })
})

describe('numbers that have no place in a text', () => {
  it.each([
    [`身份证${goodId}，请办`, '身份证**************002X，请办'],
    ['卡号6222 0212 3456 7890 128', null],
    ['身份证１１０１０５１９４９１２３１００２Ｘ', '身份证**************002X'],
    ['身份证110105\u200B19491231002X', '身份证**************002X'],
    ['电话13812345678', '电话13812345678'],
  ])('%s', (text, masked) => {
    if (masked === null) return expect(privateNumberIn(maskPrivateNumbers(text))).toBe(null)
    expect(maskPrivateNumbers(text)).toBe(masked)
  })

  it('finds them wherever they stand, and none is left when they are masked', () => {
    const noise = fc.string({
      unit: fc.constantFrom('市', '民', ' ', '0', '9', '-', '，', '８', '\u200B', '𠮷'),
      maxLength: 30,
    })
    fc.assert(
      fc.property(noise, noise, (before, after) => {
        const text = `${before}号${goodId}，${after}`
        expect(privateNumbers(text).length).toBeGreaterThan(0)
        expect(privateNumberIn(maskPrivateNumbers(text))).toBe(null)
      }),
    )
  })
})

describe('when it happened', () => {
  /** 10:00 on 23 November 2026 in the hall. */
  const now = Date.UTC(2026, 10, 23, 2)
  const hall = (day: number, hour = 0, month = 10) => Date.UTC(2026, month, day, hour - 8)
  it.each([
    ['昨天', hall(22), hall(23)],
    ['昨天晚上8点', hall(22, 20), hall(22, 21)],
    ['今天上午九点半', hall(23, 9) + 1_800_000, hall(23, 9) + 1_860_000],
    ['前天下午', hall(21, 12), hall(21, 18)],
    ['三天前', hall(20), hall(21)],
    ['11月20日 14:30', hall(20, 14) + 1_800_000, hall(20, 14) + 1_860_000],
    ['2026年10月1日', hall(1, 0, 9), hall(2, 0, 9)],
    ['近一周', hall(16), now],
  ])('%s', (said, from, to) => expect(parseOccurred(said, now)).toEqual({ from, to }))

  it('is last year where the day is still to come', () => {
    expect(parseOccurred('12月31日', now)?.from).toBe(Date.UTC(2025, 11, 30, 16))
  })

  it.each(['一直这样', '2月30日', '', '有一次'])('is not guessed from %j', (said) =>
    expect(parseOccurred(said, now)).toBe(null),
  )

  it('never fails and never runs backwards', () => {
    const words = fc.array(
      fc.constantFrom('昨', '天', '十', '二', '月', '3', '日', '点', '半', '近', '周', '晚上', '前', '99'),
    )
    fc.assert(
      fc.property(words, (parts) => {
        const found = parseOccurred(parts.join(''), now)
        if (found) expect(found.from).toBeLessThan(found.to)
      }),
    )
  })
})
