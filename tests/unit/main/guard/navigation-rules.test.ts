import { describe, expect, it } from 'vitest'
import { mayNavigate, openDenied } from '#main/guard/navigation.rules.ts'

const pages = ['/', '/phone', '/toast', '/view']
const go = (url: string, isMainFrame = true, from = 'app://lianxian/') => mayNavigate({ url, isMainFrame, from }, pages)

const own = [
  'app://lianxian/',
  'app://lianxian/#/tickets',
  'app://lianxian/?lang=en#/wall',
  'app://lianxian/view#/wall',
  'app://lianxian/phone',
  'app://lianxian/toast?lang=en',
]

const hostile = [
  'https://evil.example/',
  'http://lianxian/',
  'https://lianxian/',
  'app://lianxian.evil.example/',
  'app://lianxianx/',
  'app://lianxian:443/',
  'app://lianxian@evil.example/',
  'app://user@lianxian/',
  'app://evil.example/?app://lianxian/',
  'app://evil.example#app://lianxian/',
  'app:\\\\lianxian\\',
  'app:/lianxian/',
  'APP://lianxian/',
  ' app://lianxian/',
  'app://lianxian/\n',
  'app://l\u0456anxian/',
  'app://lianxian/api/tickets',
  'app://lianxian/assets/desk.js',
  'app://lianxian/desk/index.html',
  'app://lianxian/phone/../view',
  'app://lianxian//phone',
  'app://lianxian/%70hone',
  'app://lianxian/call',
  'apps://lianxian/',
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)//app://lianxian/',
  'java\tscript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'file:///etc/passwd',
  'file://server/share',
  'blob:app://lianxian/0b7c',
  'filesystem:app://lianxian/x',
  'view-source:app://lianxian/',
  'about:blank',
  'about:srcdoc',
  'about:blank#app://lianxian/',
  'chrome://settings/',
  'devtools://devtools/',
  'ms-msdt:/id',
  'tel:12345',
  'ftp://evil.example/',
  '//evil.example/',
  `app://lianxian/?${'x'.repeat(2000)}`,
  '',
]

describe('a navigation', () => {
  it.each(own)('goes ahead to our own page %s', (url) => {
    expect(go(url)).toBe(true)
  })

  it.each(hostile)('is stopped to %j', (url) => {
    expect(go(url)).toBe(false)
  })

  it.each([...own, ...hostile])('of a frame inside a page is stopped to %j', (url) => {
    expect(go(url, false)).toBe(false)
    expect(go(url, false, '')).toBe(false)
  })

  it('lets a fresh window be empty, and no other document of no origin', () => {
    expect(go('about:blank', true, '')).toBe(true)
    for (const url of [
      'about:srcdoc',
      'about:blank?x',
      'about:blank#x',
      'javascript:1',
      'data:,',
      'https://evil.example/',
    ])
      expect(go(url, true, '')).toBe(false)
  })

  it('never opens a window', () => {
    expect(openDenied.action).toBe('deny')
  })
})
