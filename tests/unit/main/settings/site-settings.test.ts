import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { FetchRemote } from '#main/settings/fetch-remote.ts'
import { siteFolder } from '#main/settings/site-folder.rules.ts'
import { answering, away, settingsBench, source } from './settings-bench.ts'

let bench: ReturnType<typeof settingsBench>
beforeEach(() => {
  bench = settingsBench()
})
afterEach(() => bench.remove())

const backend = 'https://a.example.org'
const withRemote = { version: 1, backend, remote: source, externalHosts: ['gov.example.org'] }

describe("the machine's file", () => {
  it('lies where each system keeps what all its users share', () => {
    expect(siteFolder('linux', undefined)).toBe('/etc/lianxian')
    expect(siteFolder('darwin', undefined)).toBe('/Library/Application Support/Lianxian')
    expect(siteFolder('win32', 'D:\\Data')).toBe('D:\\Data\\Lianxian')
    expect(siteFolder('win32', undefined)).toBe('C:\\ProgramData\\Lianxian')
  })

  it('says which backend', () => {
    bench.writeSite({ version: 1, backend: 'https://A.example.org/' })
    expect(bench.open().site()).toMatchObject({ backend, remote: null, edges: [] })
  })

  it.each([
    ['version', { version: 2 }],
    ['backend', { version: 1, backend: 'http://a.example.org' }],
    ['forced.zoom', { version: 1, forced: { zoom: 9 } }],
    ['secret', { version: 1, secret: 'x' }],
    [
      'forced.globalKeys',
      { version: 1, forced: { globalKeys: { answer: 'Ctrl+A', mute: 'Ctrl+A', 'hang-up': 'Ctrl+B' } } },
    ],
  ])('with a wrong %s is set aside, and the usual values hold', (field, content) => {
    bench.writeSite(content)
    const one = bench.open()
    expect(one.site()).toMatchObject({ backend: null, remote: null })
    expect(one.notices).toMatchObject([{ kind: 'site-broken', field }])
    expect(bench.names()).toEqual(['desk.json.broken-2026-11-23T020000000Z'])
  })

  it('that can not be moved stays, and the notice says so', () => {
    bench.writeSite('{')
    const one = bench.open({
      openFile: (path) => ({
        path,
        read: () => (path.endsWith('desk.json') ? new TextEncoder().encode('{') : null),
        write() {},
        remove() {},
        setAside: () => null,
      }),
    })
    expect(one.notices).toMatchObject([{ kind: 'site-broken', aside: null }])
    expect(one.notices[0]?.text.zh).toContain('原文件未动')
  })
})

describe("the site's server", () => {
  beforeEach(() => bench.writeSite(withRemote))

  it('wins, field by field, and everybody hears of it', async () => {
    const one = bench.open({
      fetch: answering({ version: 1, edges: ['wss://edge.example.org'], forced: { toast: true } }),
    })
    const heard: unknown[] = []
    one.onSiteChange((site) => heard.push(site))
    one.onChange((now) => heard.push(now))
    expect(await one.refresh()).toEqual({ ok: true, value: null })
    expect(one.site()).toMatchObject({
      backend,
      edges: ['wss://edge.example.org'],
      remote: source,
      externalHosts: ['gov.example.org'],
    })
    expect(heard).toEqual([one.site(), one.user()])
    expect(await one.refresh()).toMatchObject({ ok: true })
    expect(heard).toHaveLength(2)
    expect(one.change({ toast: false })).toEqual({ ok: false, reason: 'forced' })
  })

  it('that forces something tells the pages', async () => {
    const one = bench.open({ fetch: answering({ version: 1, forced: { zoom: 2 } }) })
    const heard: number[] = []
    one.onChange(({ settings }) => heard.push(settings.zoom))
    await one.refresh()
    expect([heard, one.user().forced]).toEqual([[2], ['zoom']])
  })

  it('is remembered by its last good answer while it is away', async () => {
    await bench.open({ fetch: answering({ version: 1, backend: 'https://b.example.org' }) }).refresh()
    for (const fetch of [away, answering({ version: 1 }, 503)]) {
      const next = bench.open({ fetch })
      expect(next.site().backend).toBe('https://b.example.org')
      expect(await next.refresh()).toEqual({ ok: false, reason: 'away' })
      expect(next.site().backend).toBe('https://b.example.org')
      expect(next.notices).toEqual([])
    }
  })

  it('is not remembered by the answer of another one', async () => {
    await bench.open({ fetch: answering({ version: 1, backend: 'https://b.example.org' }) }).refresh()
    bench.writeSite({ ...withRemote, remote: 'https://other.example.org/desk.json' })
    expect(bench.open().site().backend).toBe(backend)
  })

  it.each([
    ['a wrong field', { version: 1, backend: 'ftp://x' }, 'backend'],
    ['a field nobody knows', { version: 1, shell: 'rm' }, 'shell'],
    ['no JSON', '<html>', undefined],
    ['more than 64 KB', ' '.repeat(65_537), undefined],
    ['an address of other settings', { version: 1, remote: 'https://evil.example.org/desk.json' }, 'remote'],
  ])('that answers %s is refused with the field named, and the cached answer stays', async (_, answer, field) => {
    await bench.open({ fetch: answering({ version: 1, backend: 'https://b.example.org' }) }).refresh()
    const one = bench.open({ fetch: answering(answer) })
    expect(await one.refresh()).toEqual({ ok: false, reason: 'refused', ...(field === undefined ? {} : { field }) })
    await one.refresh()
    expect(one.notices).toMatchObject([{ kind: 'remote-refused', field: field ?? null }])
    expect(one.site()).toMatchObject({ backend: 'https://b.example.org', remote: source })
    expect(bench.open().site().backend).toBe('https://b.example.org')
  })

  it('may repeat its own address', async () => {
    expect(await bench.open({ fetch: answering({ version: 1, remote: source }) }).refresh()).toMatchObject({ ok: true })
  })

  it.each([
    ['does not answer', () => new Promise<Response>(() => {})],
    [
      'stops in the middle',
      async () => new Response(new ReadableStream({ start: (body) => body.enqueue(new Uint8Array(3)) })),
    ],
  ] satisfies [string, FetchRemote][])('that %s is away after five seconds', async (_, fetch) => {
    const one = bench.open({ fetch })
    const asked = one.refresh()
    await vi.waitFor(() => expect(bench.clock.pending()).toBe(1))
    bench.clock.advance(4999)
    expect(bench.clock.pending()).toBe(1)
    bench.clock.advance(1)
    expect(await asked).toEqual({ ok: false, reason: 'away' })
  })

  it('is asked once at a time, without cookies and without following it elsewhere', async () => {
    const fetch = vi.fn<FetchRemote>(answering({ version: 1 }))
    const one = bench.open({ fetch })
    await Promise.all([one.refresh(), one.refresh()])
    expect(fetch).toHaveBeenCalledTimes(1)
    expect(fetch.mock.calls[0]).toMatchObject([source, { redirect: 'error', credentials: 'omit' }])
    expect(bench.clock.pending()).toBe(0)
  })

  it('may be cached damaged: that is no answer', async () => {
    await bench.open({ fetch: answering({ version: 1, backend: 'https://b.example.org' }) }).refresh()
    bench.damageCache()
    expect(bench.open().site().backend).toBe(backend)
  })

  it('is not asked where none is set', async () => {
    bench.writeSite({ version: 1 })
    expect(await bench.open().refresh()).toEqual({ ok: false, reason: 'no-remote' })
  })
})

describe('the backend', () => {
  it('of the trial wins over the environment, which wins over the site', () => {
    bench.writeSite({ version: 1, backend })
    const one = bench.open({ environmentBackend: 'http://127.0.0.1:8080/' })
    const heard: unknown[] = []
    one.onSiteChange((site) => heard.push(site.backend))
    expect(one.site().backend).toBe('http://127.0.0.1:8080')
    one.setBackend('http://127.0.0.1:9999')
    expect(one.site().backend).toBe('http://127.0.0.1:9999')
    one.setBackend(null)
    expect(heard).toEqual(['http://127.0.0.1:9999', 'http://127.0.0.1:8080'])
    expect(bench.names()).toEqual(['desk.json'])
  })

  it('of the environment is refused when it is no safe address, and said so', () => {
    bench.writeSite({ version: 1, backend })
    const one = bench.open({ environmentBackend: 'http://evil.example.org' })
    expect(one.site().backend).toBe(backend)
    expect(one.notices).toMatchObject([{ kind: 'environment-refused', field: 'LIANXIAN_BACKEND' }])
  })
})
