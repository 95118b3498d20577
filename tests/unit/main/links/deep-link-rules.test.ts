import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deepLink, isDeepLink } from '#main/links/deep-link.rules.ts'
import { hostNews } from '#shared/contract/host/host-news.ts'

const numbers: readonly [string, string][] = [
  ['tel:12345', '12345'],
  ['TEL:+86-22-2345-6789', '+862223456789'],
  ['tel:(022) 2345 6789', '02223456789'],
  ['tel:022.2345.6789', '02223456789'],
  ['tel:%2B86%20138%201234%205678', '+8613812345678'],
  ['tel://12345', '12345'],
  [' tel:12345 ', '12345'],
  ['tel:*21#', '*21#'],
  ['tel:*21%23', '*21#'],
  ['sip:8001', '8001'],
  ['sip:8001@sandbox.lianxian', '8001'],
  ['sips:8001@pbx.example:5061', '8001'],
  ['sip:+862223456789@[2001:db8::1]:5060', '+862223456789'],
  ['sip:12345@evil.example', '12345'],
  ['sip:12345@pbx.example;user=phone', '12345'],
  ['sip://12345@pbx.example', '12345'],
  [`tel:${'1'.repeat(32)}`, '1'.repeat(32)],
  ['lianxian:dial/12345', '12345'],
  ['lianxian://dial/022-23456789/', '02223456789'],
  ['LIANXIAN://Dial/12345', '12345'],
]

const hostile: readonly [string, string][] = [
  ['', 'foreign-scheme'],
  ['12345', 'foreign-scheme'],
  ['https://www.12345.example/', 'foreign-scheme'],
  ['javascript:alert(1)', 'foreign-scheme'],
  ['file:///etc/passwd', 'foreign-scheme'],
  ['--inspect=tel:12345', 'foreign-scheme'],
  ['ms-msdt:/id', 'foreign-scheme'],
  [`tel:${'1'.repeat(100_000)}`, 'too-long'],
  [`tel:${' '.repeat(100_000)}`, 'too-long'],
  ['tel:<script>alert(1)</script>', 'bad-text'],
  ['tel:12345" --inspect', 'bad-text'],
  ["tel:12345' x", 'bad-text'],
  ['tel:123\r\n45', 'bad-text'],
  ['tel:12345\u0000', 'bad-text'],
  ['tel:123\u202e45', 'bad-text'],
  ['tel:123\u200b45', 'bad-text'],
  ['tel:\ud800', 'bad-text'],
  ['tel:123%0d%0a45', 'bad-text'],
  ['tel:123%0045', 'bad-text'],
  ['tel:12345%3Cscript%3E', 'bad-text'],
  ['tel:12345%', 'bad-text'],
  ['tel:%C0%B1', 'bad-text'],
  ['tel:%2531%2532', 'not-a-number'],
  ['tel:12345%3Bext=1', 'not-a-number'],
  ['tel:', 'not-a-number'],
  ['tel:+', 'not-a-number'],
  ['tel:*#', 'not-a-number'],
  ['tel:1+2', 'not-a-number'],
  ['tel:abc', 'not-a-number'],
  ['tel:１２３４５', 'not-a-number'],
  [`tel:${'1'.repeat(33)}`, 'not-a-number'],
  ['tel:12345/../page', 'not-a-number'],
  ['tel:12345;phone-context=evil.example', 'with-parameters'],
  ['tel:12345;ext=99', 'with-parameters'],
  ['tel:12345?body=x', 'with-headers'],
  ['sip:12345@pbx.example?Subject=x', 'with-headers'],
  ['sip:12345@pbx.example?Replaces=a%3Bto-tag%3Db', 'with-headers'],
  ['sip:12345@pbx.example;transport=tcp', 'with-parameters'],
  ['sip:12345@pbx.example;user=phone;method=BYE', 'with-parameters'],
  ['sip:12345@pbx.example;maddr=evil.example', 'with-parameters'],
  ['sip:12345;x@pbx.example', 'with-parameters'],
  ['sip:12345:word@pbx.example', 'with-password'],
  ['sip:alice@pbx.example', 'not-a-number'],
  ['sip:12345%40evil.example@pbx.example', 'not-a-number'],
  ['sip:1@2@pbx.example', 'not-a-number'],
  ['sip:10.0.0.1', 'not-a-number'],
  ['sip:12345@', 'bad-host'],
  ['sip:12345@a b', 'bad-host'],
  ['sip:12345@pbx.example/x', 'bad-host'],
  ['sip:12345@pbx.example%00', 'bad-host'],
  ['lianxian:', 'unknown-page'],
  ['lianxian:page/', 'unknown-page'],
  ['lianxian:page/settings', 'unknown-page'],
  ['lianxian:page/constructor', 'unknown-page'],
  ['lianxian:page/tickets/../wall', 'unknown-page'],
  ['lianxian:page/tickets?x=1', 'unknown-page'],
  ['lianxian:page/tickets#x', 'unknown-page'],
  ['lianxian:page%2Ftickets', 'unknown-page'],
  ['lianxian:run/calc.exe', 'unknown-page'],
  ['lianxian:dial/', 'not-a-number'],
  ['lianxian:dial/12345;x', 'with-parameters'],
]

describe('a link of another program', () => {
  it.each(numbers)('%j asks for a number', (link, number) => {
    expect(deepLink(link)).toEqual({ ok: true, value: { kind: 'dial', number } })
  })

  it.each(['desk', 'day', 'tickets', 'calls', 'wall', 'enterprises', 'knowledge', 'notices'])(
    'may open the page %s',
    (page) => {
      for (const link of [`lianxian:page/${page}`, `lianxian://page/${page}/`, `LianXian:Page/${page.toUpperCase()}`])
        expect(deepLink(link)).toEqual({ ok: true, value: { kind: 'page', page } })
    },
  )

  it.each(hostile)('%j is refused', (link, reason) => {
    expect(deepLink(link)).toEqual({ ok: false, reason })
  })

  it('is read in no time however it is made', () => {
    const began = performance.now()
    for (const part of [' ', '(', '%', '%25', '@', ';', '-', 'sip:', '1 '])
      for (const scheme of ['tel:', 'sip:', 'lianxian:dial/']) deepLink(scheme + part.repeat(100_000))
    expect(performance.now() - began).toBeLessThan(1000)
  })

  it('that is followed is news the desk takes, with a number of digits alone, whatever was given', () => {
    const piece = fc.constantFrom(
      'tel:',
      'sip:',
      'lianxian:',
      'dial/',
      'page/',
      'tickets',
      '1',
      '86',
      '+',
      '*',
      '#',
      '-',
      '(',
      ' ',
      '@',
      'a',
      ';',
      '?',
      '%',
      '%20',
      '%2B',
      '%0a',
      '<',
      '\n',
      '/',
    )
    const text = fc.oneof(
      fc.array(piece, { maxLength: 12 }).map((parts) => parts.join('')),
      fc
        .tuple(fc.constantFrom('tel:', 'sip:', 'sips:', 'lianxian:dial/', 'lianxian:page/'), fc.string())
        .map((parts) => parts.join('')),
      fc.string({ unit: 'binary' }),
    )
    fc.assert(
      fc.property(text, (given) => {
        const link = deepLink(given)
        if (!link.ok) return
        expect(hostNews.deepLink.parse(link.value)).toEqual(link.value)
        expect(isDeepLink(given)).toBe(true)
        // Nothing was made up: the digits are those that were given.
        if (link.value.kind === 'dial') {
          const digits = decodeURIComponent(given).replaceAll(/[^0-9]/g, '')
          expect(digits.startsWith(link.value.number.replaceAll(/[^0-9]/g, ''))).toBe(true)
        }
      }),
    )
  })

  it('keeps a number whole however it is written', () => {
    const digits = fc.stringMatching(/^\+?[0-9]{3,20}$/)
    fc.assert(
      fc.property(
        digits,
        fc.array(fc.constantFrom(' ', '-', '(', ')', '%20', ''), { minLength: 20 }),
        (number, between) => {
          const written = [...number].map((digit, index) => `${digit}${between[index] ?? ''}`).join('')
          for (const scheme of ['tel:', 'sip:', 'lianxian:dial/'])
            expect(deepLink(scheme + written)).toEqual({ ok: true, value: { kind: 'dial', number } })
        },
      ),
    )
  })
})
