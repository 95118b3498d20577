import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { shellPageHeaders } from '#main/pages/page-policy.rules.ts'

const policyOf = (backend: string | null, edges: readonly string[] = []): Map<string, string> => {
  const text = shellPageHeaders(backend, edges)['content-security-policy'] ?? ''
  return new Map(
    text.split('; ').map((directive) => {
      const [name = '', ...sources] = directive.split(' ')
      return [name, sources.join(' ')]
    }),
  )
}

describe('the policy of our pages', () => {
  it('lets in nothing but what the build made', () => {
    expect(Object.fromEntries(policyOf(null))).toEqual({
      'default-src': "'none'",
      'script-src': "'self'",
      'style-src': "'self'",
      'worker-src': "'self'",
      'img-src': "'self' data: blob:",
      'media-src': "'self' blob:",
      'connect-src': "'self'",
      'frame-ancestors': "'none'",
      'base-uri': "'none'",
      'form-action': "'none'",
      'object-src': "'none'",
    })
  })

  it('has no way for scripts or styles in the markup, and no eval', () => {
    expect(JSON.stringify(shellPageHeaders('https://desk.example', []))).not.toMatch(/unsafe|nonce|strict-dynamic|\*/)
  })

  it('needs no nonce: no page of ours has a script or a style in its markup', () => {
    for (const name of readdirSync('renderer')) {
      let page = ''
      try {
        page = readFileSync(`renderer/${name}/index.html`, 'utf8')
      } catch {
        continue
      }
      expect(page).not.toMatch(/<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)/i)
    }
  })

  it('opens sockets to the backend and to the edges, and to nobody else', () => {
    expect(policyOf('https://desk.example:8443').get('connect-src')).toBe("'self' wss://desk.example:8443")
    expect(policyOf('http://127.0.0.1:4100').get('connect-src')).toBe("'self' ws://127.0.0.1:4100")
    const edges = ['wss://sip.example/ws?x=1', 'ws://127.0.0.1:5066/sip', 'wss://sip.example/other', 'ws://[::1]:7/']
    expect(policyOf('https://sip.example', edges).get('connect-src')).toBe(
      "'self' wss://sip.example ws://127.0.0.1:5066 ws://[::1]:7",
    )
  })

  it.each([
    'wss://a;script-src',
    'wss://a;script-src/',
    "wss://'unsafe-inline'",
    'wss://*',
    'wss://*.example',
    'wss://a,b',
    'wss://a b',
    'wss://a\r\nx-header: y',
    'javascript:alert(1)',
    'data:x',
    'blob:x',
    'file:///x',
    'ftp://x/',
    'app://lianxian',
    'wss:',
    'https:',
    '*',
    "'self'",
    '',
    'desk.example',
    '//desk.example',
  ])('is not widened by an address like %j', (address) => {
    const before = shellPageHeaders(null, [])
    expect(shellPageHeaders(address, [address])).toEqual(before)
  })

  it('comes with the other walls', () => {
    expect(shellPageHeaders(null, [])).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'permissions-policy': 'microphone=(self), camera=(), geolocation=(), display-capture=(), usb=()',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    })
  })
})
