import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { logLine } from '#main/log/log-line.rules.ts'
import { maskText } from '#main/log/mask.rules.ts'

const runs = process.env.LIANXIAN_FULL === '1' ? 5000 : 400

const jwt = 'eyJhbGciOiJIUzI1NiJ9.eyJzZWF0IjoiODAwMSJ9.c2lnbmF0dXJl-_x'
/** Joined, so that no file of ours holds a path of a machine. */
const homeOf = (...parts: string[]) => ['', ...parts].join('/')

describe('the mask', () => {
  it.each([
    ['来电 13812345678 已接', '来电 138****5678 已接'],
    ['+86 138-1234-5678', '138****5678'],
    ['013812345678', '138****5678'],
    ['１３８１２３４５６７８', '138****5678'],
    ['138\u200b1234\u200b5678', '138****5678'],
    ['tel:022-23456789', 'tel:022******89'],
    ['(022)23456789', '022******89'],
    ['0755 2345 6789', '0755******89'],
    ['23456789', '<number>'],
    ['+442079460958', '***********58'],
    ['身份证12010119900101123X。', '身份证<id-number>。'],
    ['120101 19900101 1234', '<id-number>'],
    ['120101900101123', '<number>'],
    [`Authorization: Bearer ${jwt}`, 'Authorization: <hidden> <token>'],
    [`?token=${jwt}&x=1`, '?token=<hidden>&x=1'],
    [`seen ${jwt}.`, 'seen <token>'],
    ['sip:8001:geheim@127.0.0.1', 'sip:8001:<hidden>@127.0.0.1'],
    ['https://me:geheim@a.example.org/x', 'https://<hidden>@a.example.org/x'],
    ['{"password":"ge heim","seat":"8001"}', '{"password":<hidden>,"seat":"8001"}'],
    ['{\\"sipPassword\\":\\"geheim\\"}', '{\\"sipPassword\\":<hidden>}'],
    ['密码：geheim', '密码:<hidden>'],
    [
      'Digest username="8001", response="abc", nonce="def"',
      'Digest username="8001", response="<hidden>", nonce="<hidden>"',
    ],
    [Buffer.alloc(32, 7).toString('base64'), '<token>'],
    ['0123456789abcdef0123456789abcdef', '<token>'],
    [`at ${homeOf('home', 'zhang', 'app', 'main.js')}:12:5`, 'at ~/app/main.js:12:5'],
    [`${homeOf('Users', '张三')}/x`, '~/x'],
    ['C:\\Users\\Zhang San\\AppData\\desk.log', '~\\AppData\\desk.log'],
    ['file:///C:/Users/zhang/x', 'file:///~/x'],
  ])('of %s is %s', (text, masked) => {
    expect(maskText(text)).toBe(masked)
  })

  it.each([
    '2026-11-23 10:00:05',
    '坐席 8001 签入 12345',
    'at openBridge (app/main.js:120:15)',
    '127.0.0.1:5060',
    'wss://edge.example.org/sip',
    'took 1234 ms of 65536',
  ])('leaves what is nobody’s: %s', (text) => {
    expect(maskText(text)).toBe(text)
  })

  it("knows this user's home folder wherever it lies, in either way of writing", () => {
    expect(maskText('D:\\Profile\\zhang\\logs and d:/profile/zhang/x', 'D:\\Profile\\zhang')).toBe('~\\logs and ~/x')
    expect(maskText('D:\\Profile\\zhanghai', 'D:\\Profile\\zhang')).toBe('D:\\Profile\\zhanghai')
  })

  it('takes no long time over a long hostile text', () => {
    const started = performance.now()
    for (const piece of ['a', 'eyJ', 'password', 'password="', 'sip:', '1 ', '0 0-', 'C:\\Users\\', '(022)', '<', '\\'])
      maskText(piece.repeat(Math.ceil(16_000 / piece.length)))
    expect(performance.now() - started).toBeLessThan(1000)
  })
})

/** A phone, an identity or a token as it may come, and what of it must nowhere be found. */
const digits = (length: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }).map((all) => all.join(''))
const mobile = fc.tuple(fc.constantFrom('13', '15', '17', '18', '19'), digits(9)).map((all) => all.join(''))
const canary = fc.oneof(
  fc
    .tuple(mobile, fc.constantFrom('', '+86', '86', '0', '+86 '))
    .map(([bare, before]) => ({ shown: before + bare, bare })),
  mobile.map((bare) => ({ shown: `${bare.slice(0, 3)} ${bare.slice(3, 7)}-${bare.slice(7)}`, bare })),
  fc
    .tuple(
      fc.constantFrom('022', '010', '0755'),
      fc.constantFrom('', '-', ' '),
      fc.constantFrom('2', '6', '8'),
      digits(7),
    )
    .map(([area, gap, first, rest]) => ({ shown: area + gap + first + rest, bare: first + rest })),
  fc
    .tuple(
      digits(6),
      fc.integer({ min: 1930, max: 2015 }),
      fc.constantFrom('0101', '1231', '0615'),
      digits(3),
      fc.constantFrom('X', 'x', '0', '7'),
    )
    .map((parts) => ({ shown: parts.join(''), bare: parts.join('') })),
  fc
    .tuple(fc.base64String({ minLength: 24, maxLength: 60 }), fc.base64String({ minLength: 24, maxLength: 60 }))
    .map((parts) => parts.map((part) => part.replace(/\+/g, '-').replace(/\//g, '_').replace(/=/g, '')))
    .map(([one, other]) => ({ shown: `eyJhbGciOiJIUzI1NiJ9.${one}.${other}`, bare: other ?? '' })),
)
const around = fc.oneof(
  fc.constantFrom('', ' ', '来电', 'tel:', '"', '(', 'seat 8001 ', '2026-11-23 ', '1', 'x'),
  fc.string({ maxLength: 8 }),
)

describe('a line of the log', () => {
  it('holds no phone, identity or token, in whatever field it came', () => {
    const placed = fc
      .tuple(around, canary, around)
      .map(([before, { shown, bare }, after]) => ({ text: before + shown + after, bare }))
    const wrapped = fc.constantFrom<(text: string) => Record<string, unknown>>(
      (text) => ({ detail: text }),
      (text) => ({ [text]: 1 }),
      (text) => ({ deep: { list: ['a', { text }] } }),
      (text) => ({ error: new Error(text, { cause: new TypeError(text) }) }),
      (text) => ({ json: JSON.stringify({ deep: JSON.stringify({ text }) }) }),
      (text) => ({ error: Object.assign(new Error('x'), { code: text, name: text }) }),
      (text) => ({ detail: text.repeat(3) }),
    )
    fc.assert(
      fc.property(placed, wrapped, fc.constantFrom('', 'x'), ({ text, bare }, wrap, extra) => {
        const line = logLine({ at: 0, level: 'info', what: `call-${extra}${text}`, fields: wrap(text) })
        expect(line.replace('1970-01-01T00:00:00.000Z', '')).not.toContain(bare)
      }),
      { numRuns: runs },
    )
  })

  it('holds no phone or identity that came as a number', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          mobile,
          mobile.map((bare) => `86${bare}`),
          digits(18),
          fc.constant('2223456789'),
        ),
        (bare) => {
          const whole = Number(bare)
          fc.pre(whole >= 1e7)
          const line = logLine({ at: 0, level: 'info', what: 'x', fields: { whole, big: BigInt(bare), list: [whole] } })
          expect(JSON.parse(line)).toMatchObject({ whole: '<number>', list: ['<number>'] })
          expect(line).not.toContain(bare)
        },
      ),
    )
  })

  it('keeps counts and moments', () => {
    const fields = { ms: 148.5, bytes: 2_097_152, at2: Date.UTC(2026, 0, 1), no: false, none: null }
    expect(JSON.parse(logLine({ at: 0, level: 'info', what: 'x', fields }))).toMatchObject(fields)
  })

  it('hides whatever stands in a field whose name says secret', () => {
    const fields = { token: 'abc', deep: { sipPassword: 'abc', name: '张三', Authorization: ['abc'], number: 5 } }
    expect(JSON.parse(logLine({ at: 0, level: 'info', what: 'x', fields }))).toMatchObject({
      token: '<hidden>',
      deep: { sipPassword: '<hidden>', name: '<hidden>', Authorization: '<hidden>', number: '<hidden>' },
    })
  })

  it('is one line of printable characters, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const line = logLine({ at: 0, level: 'warn', what: text, fields: { text, [text]: text } })
        expect(line.slice(0, -1)).not.toMatch(/[\p{Cc}\p{Cf}\u2028\u2029]/u)
        expect(JSON.parse(line)).toMatchObject({ level: 'warn' })
      }),
    )
  })

  it('stays short, and ends where things hold themselves', () => {
    const round: Record<string, unknown> = {
      text: '字'.repeat(100_000),
      list: Array(1000).fill('x'),
      bytes: new Uint8Array(9),
    }
    round.self = round
    const line = logLine({ at: 0, level: 'info', what: 'x', fields: round })
    expect(line.length).toBeLessThan(40_000)
    expect(line).toContain('<9 bytes>')
    expect(line).toContain('<deep>')
  })

  it('lets no field stand for when, how grave or what', () => {
    const line = logLine({ at: 0, level: 'error', what: 'real', fields: { at: 'x', level: 'x', what: 'x' } })
    expect(JSON.parse(line)).toEqual({ at: '1970-01-01T00:00:00.000Z', level: 'error', what: 'real' })
  })
})
