import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pagePaths, pageTarget } from '#main/pages/page-path.rules.ts'

const origin = 'app://lianxian'

const files: readonly [string, string][] = [
  ['', 'desk/index.html'],
  ['/', 'desk/index.html'],
  ['/?lang=en#/wall', 'desk/index.html'],
  ['/#/../../x', 'desk/index.html'],
  ['/phone', 'phone-window/index.html'],
  ['/toast?lang=zh-CN', 'toast/index.html'],
  ['/view#/wall', 'desk/index.html'],
  ['/assets/desk-BU9vuCBT.js', 'assets/desk-BU9vuCBT.js'],
  ['/assets/icon-CHHOqxG-.svg', 'assets/icon-CHHOqxG-.svg'],
  ['/assets/a/b.c.css?v=1', 'assets/a/b.c.css'],
  ['/sound/denoise-worklet.js', 'sound/denoise-worklet.js'],
]

const hostilePaths = [
  '/..',
  '/../etc/passwd',
  '/assets/..',
  '/assets/../desk/index.html',
  '/assets/../../main/main.cjs',
  '/assets/./x.js',
  '/assets/...',
  '/assets/x..js',
  '/assets/%2e%2e/x.js',
  '/assets/%2E%2E/x.js',
  '/assets/.%2e/x.js',
  '/assets/%2e%2e%2fx.js',
  '/assets%2f..%2fx.js',
  '/assets/%252e%252e%252fx.js',
  '/assets/%c0%ae%c0%ae/x.js',
  '/assets/%u002e/x.js',
  '/assets/..\\x.js',
  '/assets\\..\\x.js',
  '\\assets\\x.js',
  '/assets/..%5cx.js',
  '/assets/x.js%00.png',
  '/assets/x.js\u0000.png',
  '/assets/x\n.js',
  '/assets/x.js ',
  '/assets/x.js.',
  '/assets/.hidden.js',
  '/assets/.git/config',
  '/assets/',
  '/assets',
  '/assets//x.js',
  '//assets/x.js',
  '//etc/passwd',
  '/etc/passwd',
  '/C:/Windows/win.ini',
  '/assets/C:/x.js',
  '/assets/c:x.js',
  '/assets/x.js::$DATA',
  '/assets/nul',
  '/assets/CON.js',
  '/assets/com1.js',
  '/assets/lpt9/x.js',
  '/assets/aux',
  '/assets/\uff0e\uff0e/x.js',
  '/assets/法.js',
  '/assets/~/x.js',
  '/assets/$(x).js',
  '/assets/x;y.js',
  '/assets/*.js',
  `/assets/${'x'.repeat(400)}.js`,
  `/assets/${'a/'.repeat(20_000)}x.js`,
  '/desk/index.html',
  '/index.html',
  '/call',
  '/phone/',
  '/phone/..',
  '/PHONE',
  '/main.cjs',
  '/preload-desk.cjs',
  '/healthz',
  '/metrics',
  '/__proto__',
  '/constructor',
  '/toString',
  '/api',
  '/api/',
  '/api//x',
  '/API/site',
  '/apix/site',
  '/api/../metrics',
  '/api/%2e%2e/metrics',
  '/api/..%2fmetrics',
  '/api/x/../../metrics',
  '/api/x@evil.example',
  '/api/:8080',
  '/api/\\evil.example',
  '/api/site?a=\u0000',
  '/api/site?a=\r\nx:y',
  '/api/site?a=法',
  `/api/site?a=${'x'.repeat(9000)}`,
]

const foreign = [
  'app://lianxian.evil.example/',
  'app://lianxianx/',
  'app://other/',
  'app://lianxian:80/',
  'app://lianxian@evil.example/',
  'app://evil@lianxian/',
  'app:///',
  'app:/lianxian/',
  'APP://lianxian/',
  'https://lianxian/',
  'file:///etc/passwd',
  'app://lianxian\\assets\\x.js',
  'app://lianxian?x',
  ' app://lianxian/',
  '/assets/x.js',
  '',
]

describe('an address of the shell’s own scheme', () => {
  it.each(files)('%j is a file of ours', (rest, path) => {
    expect(pageTarget(`${origin}${rest}`)).toEqual({ kind: 'file', path })
  })

  it.each(['/api/site', '/api/tickets?q=%E6%B3%95%20a&before=x', '/api/tickets/T20260101-0001'])(
    '%s goes to the backend as it is, without its fragment',
    (path) => {
      expect(pageTarget(`${origin}${path}#x`)).toEqual({ kind: 'api', path })
    },
  )

  it.each(hostilePaths)('%j is nothing', (path) => {
    expect(pageTarget(`${origin}${path}`)).toEqual({ kind: 'none' })
  })

  it.each(foreign)('%j is of another host or scheme, and nothing', (url) => {
    expect(pageTarget(url)).toEqual({ kind: 'none' })
  })

  it('stays where it may be, whatever is asked', () => {
    const part = fc.constantFrom(
      '/',
      '\\',
      '.',
      '..',
      '%2e',
      '%2f',
      '%5c',
      '%00',
      'assets',
      'api',
      'x.js',
      'C:',
      '?',
      '#',
    )
    const rest = fc.oneof(
      fc.array(part, { maxLength: 12 }).map((parts) => parts.join('')),
      fc.string(),
    )
    fc.assert(
      fc.property(fc.constantFrom('', '/assets/', '/api/', '/'), rest, (start, end) => {
        const target = pageTarget(`${origin}${start}${end}`)
        if (target.kind === 'none') return
        const [path = ''] = target.path.split('?', 1)
        expect(path).toMatch(target.kind === 'api' ? /^\/api\/[\w./-]+$/ : /^[\w-]+\/[\w./-]+$/)
        expect(
          path
            .split('/')
            .slice(1)
            .every((segment) => /^[^.]/.test(segment) && !segment.includes('..')),
        ).toBe(true)
      }),
    )
  })

  it('names the pages a window may show', () => {
    expect(pagePaths).toEqual(['/', '/phone', '/toast', '/view'])
  })
})
