import type { App } from 'electron'
import { describe, expect, it } from 'vitest'
import { guardContents } from '#main/guard/guard-contents.ts'

type Call = (...args: unknown[]) => unknown

/** An event of Electron that knows whether it was stopped. */
function electronEvent(details: object) {
  const event = {
    ...details,
    stopped: false,
    preventDefault() {
      event.stopped = true
    },
  }
  return event
}

/** An app with one guarded page. */
function guarded(from = 'app://lianxian/') {
  const appEvents = new Map<string, Call>()
  const pageEvents = new Map<string, Call>()
  const refused: string[] = []
  const app = { on: (name: string, listener: Call) => appEvents.set(name, listener) } as unknown as Pick<App, 'on'>
  guardContents(app, { pages: ['/', '/phone'], onRefused: (what, detail) => refused.push(`${what} ${detail}`) })
  const contents = {
    getURL: () => from,
    on: (name: string, listener: Call) => pageEvents.set(name, listener),
    setWindowOpenHandler: (handler: Call) => pageEvents.set('open', handler),
  }
  appEvents.get('web-contents-created')?.({}, contents)
  const held = (name: string, details: object, ...more: unknown[]) => {
    const event = electronEvent(details)
    pageEvents.get(name)?.(event, ...more)
    return event.stopped
  }
  return { appEvents, pageEvents, refused, held }
}

describe('a guarded page', () => {
  it.each(['will-navigate', 'will-frame-navigate', 'will-redirect'])('is held at %s', (name) => {
    const { held } = guarded()
    expect(held(name, { url: 'app://lianxian/#/wall', isMainFrame: true })).toBe(false)
    expect(held(name, { url: 'https://evil.example/?name=x', isMainFrame: true })).toBe(true)
    expect(held(name, { url: 'app://lianxian/', isMainFrame: false })).toBe(true)
    expect(held(name, { url: 'about:blank', isMainFrame: true })).toBe(true)
  })

  it('may be empty before it has shown anything', () => {
    expect(guarded('').held('will-navigate', { url: 'about:blank', isMainFrame: true })).toBe(false)
  })

  it.each([
    'https://evil.example/',
    'app://lianxian/',
    'about:blank',
    'javascript:alert(1)',
    'file:///etc/passwd',
    'blob:app://lianxian/1',
    'data:text/html,x',
    'tel:12345',
    '',
  ])('opens no window to %j', (url) => {
    const { pageEvents } = guarded()
    expect(pageEvents.get('open')?.({ url })).toEqual({ action: 'deny' })
  })

  it('gets no webview', () => {
    const { held } = guarded()
    expect(held('will-attach-webview', {}, {}, { src: 'https://evil.example/' })).toBe(true)
    expect(held('will-attach-webview', {}, {}, {})).toBe(true)
  })

  it('never trusts a certificate the system does not', () => {
    const { appEvents, refused } = guarded()
    const trusted: unknown[] = []
    const event = electronEvent({})
    const trust = (answer: unknown) => trusted.push(answer)
    appEvents.get('certificate-error')?.(event, {}, 'https://desk.example/api', 'net::ERR', {}, trust, true)
    expect([event.stopped, ...trusted]).toEqual([true, false])
    expect(refused).toEqual(['certificate https://desk.example'])
  })

  it('notes what it held without paths', () => {
    const { held, pageEvents, refused } = guarded()
    held('will-navigate', { url: 'https://evil.example/zhang?phone=1', isMainFrame: true })
    held('will-redirect', { url: 'javascript:secret', isMainFrame: true })
    pageEvents.get('open')?.({ url: 'tel:13800000000' })
    held('will-attach-webview', {}, {}, { src: 'not an address' })
    expect(refused).toEqual([
      'navigation https://evil.example',
      'redirect javascript:',
      'window tel:',
      'webview no address',
    ])
  })
})
