import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { externalLink } from '#main/guard/external-links.rules.ts'

const hosts = ['www.12345.example', 'laws.gov.example']

const hostile: readonly [string, string][] = [
  ['http://www.12345.example/', 'not-https'],
  ['file:///etc/passwd', 'not-https'],
  ['file://www.12345.example/share', 'not-https'],
  ['smb://www.12345.example/share', 'not-https'],
  ['//www.12345.example/share', 'not-https'],
  ['\\\\www.12345.example\\share', 'bad-text'],
  ['https:\\\\www.12345.example\\share', 'bad-text'],
  ['https://www.12345.example\\@evil.example/', 'bad-text'],
  ['https:www.12345.example/', 'not-https'],
  ['https:/www.12345.example/', 'not-https'],
  ['https:///www.12345.example/', 'not-https'],
  ['ms-msdt:/id PCWDiagnostic', 'bad-text'],
  ['ms-officecmd:{}', 'not-https'],
  ['ms-settings:privacy', 'not-https'],
  ['search-ms:query=x', 'not-https'],
  ['javascript:alert(1)', 'not-https'],
  ['data:text/html,x', 'not-https'],
  ['vscode://open', 'not-https'],
  ['tel:12345', 'not-https'],
  ['mailto:a@www.12345.example', 'not-https'],
  ['app://lianxian/', 'not-https'],
  ['calc.exe', 'not-https'],
  ['https://evil.example/', 'foreign-host'],
  ['https://www.12345.example.evil.example/', 'foreign-host'],
  ['https://12345.example/', 'foreign-host'],
  ['https://a.www.12345.example/', 'foreign-host'],
  ['https://www.12345.example./', 'foreign-host'],
  ['https://www.12345.example:8443/', 'foreign-host'],
  ['https://evil.example/?https://www.12345.example/', 'foreign-host'],
  ['https://evil.example#www.12345.example', 'foreign-host'],
  ['https://www.12345.ex\u0430mple/', 'foreign-host'],
  ['https://127.0.0.1/', 'foreign-host'],
  ['https://[::1]/', 'foreign-host'],
  ['https://www.12345.example@evil.example/', 'with-user'],
  ['https://user:word@www.12345.example/', 'with-user'],
  ['https://user@www.12345.example/', 'with-user'],
  ['https://@www.12345.example/', 'with-user'],
  ['https://:@www.12345.example/', 'with-user'],
  [' https://www.12345.example/', 'bad-text'],
  ['https://www.12345.example/ --flag', 'bad-text'],
  ['https://www.12345.example/\u0000', 'bad-text'],
  ['https://www.12345.example/\r\nx', 'bad-text'],
  ['https://www.123\t45.example/', 'bad-text'],
  ['https://www.12345.example/\u202efdp', 'bad-text'],
  ['https://www.123\u200b45.example/', 'bad-text'],
  ['https://www.12345.example/\ud800', 'bad-text'],
  ['https://[www.12345.example/', 'bad-text'],
  [`https://www.12345.example/${'x'.repeat(2000)}`, 'too-long'],
  [`https://www.12345.example/${'法'.repeat(500)}`, 'too-long'],
  ['', 'not-https'],
]

describe('a link to the outside', () => {
  it('goes out to a host of the list, in the parser’s notation', () => {
    expect(externalLink('https://www.12345.example', hosts)).toEqual({ ok: true, value: 'https://www.12345.example/' })
    expect(externalLink('HTTPS://LAWS.gov.example:443/a/../法?q="x"', hosts)).toEqual({
      ok: true,
      value: 'https://laws.gov.example/%E6%B3%95?q=%22x%22',
    })
  })

  it.each(hostile)('stays here: %j', (url, reason) => {
    expect(externalLink(url, hosts)).toEqual({ ok: false, reason })
  })

  it('goes nowhere when the site has no list', () => {
    expect(externalLink('https://www.12345.example/', [])).toEqual({ ok: false, reason: 'foreign-host' })
  })

  it('that goes out is plain https to a host of the list, whatever was given', () => {
    const part = fc.constantFrom(
      'https:',
      'http:',
      '//',
      '/',
      '\\',
      '@',
      ':',
      '.',
      '#',
      '?',
      ' ',
      '%2f',
      ...hosts,
      'evil.example',
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(part).map((parts) => parts.join('')),
          fc.webUrl(),
          fc.string(),
        ),
        (text) => {
          const link = externalLink(text, hosts)
          if (link.ok) expect(link.value).toMatch(/^https:\/\/(www\.12345|laws\.gov)\.example\/[\x21-\x7e]*$/)
        },
      ),
    )
  })
})
