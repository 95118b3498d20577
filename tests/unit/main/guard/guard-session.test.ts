import { describe, expect, it } from 'vitest'
import { type GuardedSession, guardSession, type SessionGuardParts } from '#main/guard/guard-session.ts'

type Call = (...args: unknown[]) => unknown

/** A guarded session that keeps what it was given. */
async function guarded(parts: Partial<SessionGuardParts> = {}) {
  const set = new Map<string, unknown>()
  const refused: string[] = []
  const keep = (name: string) => (value: unknown) => void set.set(name, value)
  const session = {
    setPermissionRequestHandler: keep('request'),
    setPermissionCheckHandler: keep('check'),
    setDevicePermissionHandler: keep('device'),
    setSpellCheckerEnabled: keep('spelling'),
    setProxy: async (config: unknown) => void set.set('proxy', config),
    on: (name: string, listener: unknown) => set.set(name, listener),
  } as unknown as GuardedSession
  await guardSession(session, { proxy: null, onRefused: (what, detail) => refused.push(`${what} ${detail}`), ...parts })
  return { set, refused, call: (name: string, ...args: unknown[]) => (set.get(name) as Call)(...args) }
}

const url = 'app://lianxian/'
const contents = { mainFrame: { url } }
const media = { isMainFrame: true, requestingUrl: url, securityOrigin: url, mediaTypes: ['audio'] }
const check = { isMainFrame: true, requestingUrl: url, securityOrigin: url, mediaType: 'audio' }

const prevented = () => {
  const event = {
    prevented: false,
    preventDefault() {
      event.prevented = true
    },
  }
  return event
}

describe('a guarded session', () => {
  it('answers a request by the rules, and notes what it refuses', async () => {
    const { call, refused } = await guarded()
    const ask = (from: unknown, permission: string, details: object) => {
      const answers: unknown[] = []
      call('request', from, permission, (answer: unknown) => answers.push(answer), details)
      return answers
    }
    expect(ask(contents, 'media', media)).toEqual([true])
    expect(ask(contents, 'media', { ...media, mediaTypes: undefined })).toEqual([false])
    expect(ask(contents, 'media', { ...media, securityOrigin: 'https://evil.example/' })).toEqual([false])
    expect(ask(contents, 'media', { ...media, isMainFrame: false })).toEqual([false])
    expect(ask({ mainFrame: { url: 'https://evil.example/' } }, 'media', media)).toEqual([false])
    expect(ask(null, 'media', media)).toEqual([false])
    expect(ask(contents, 'geolocation', media)).toEqual([false])
    expect(refused).toHaveLength(6)
    expect(refused).toContain('permission geolocation')
  })

  it('answers a check by the same rules', async () => {
    const { call } = await guarded()
    expect(call('check', contents, 'media', url, check)).toBe(true)
    expect(call('check', contents, 'speaker-selection', url, { isMainFrame: true, requestingUrl: url })).toBe(true)
    expect(call('check', contents, 'media', url, { ...check, mediaType: 'video' })).toBe(false)
    expect(call('check', contents, 'media', url, { ...check, mediaType: undefined })).toBe(false)
    expect(call('check', contents, 'media', 'https://evil.example/', check)).toBe(false)
    expect(call('check', contents, 'media', url, { ...check, embeddingOrigin: 'https://evil.example/' })).toBe(false)
    expect(call('check', contents, 'media', url, { ...check, securityOrigin: 'null' })).toBe(false)
    expect(call('check', null, 'media', url, check)).toBe(false)
    expect(call('check', contents, 'hid', url, check)).toBe(false)
  })

  it('gives what the composition root adds', async () => {
    const { call } = await guarded({ further: ['loopback-network'] })
    expect(call('check', contents, 'loopback-network', url, check)).toBe(true)
    expect(call('check', contents, 'local-network', url, check)).toBe(false)
  })

  it('chooses headsets alone, and never what Electron would take', async () => {
    const { call, refused } = await guarded()
    const choose = (usagePage: number) => {
      const event = prevented()
      const chosen: unknown[] = []
      const deviceList = [{ deviceId: 'x', collections: [{ usagePage }] }]
      call('select-hid-device', event, { deviceList, frame: { url, parent: null } }, (id: unknown) => chosen.push(id))
      return [event.prevented, ...chosen]
    }
    expect(choose(0x0b)).toEqual([true, 'x'])
    expect(choose(0x01)).toEqual([true, null])
    expect(refused).toEqual(['device app://lianxian'])
    const device = { collections: [{ usagePage: 0x0b }] }
    expect(call('device', { deviceType: 'hid', origin: 'app://lianxian', device })).toBe(true)
    expect(call('device', { deviceType: 'usb', origin: 'app://lianxian', device })).toBe(false)
  })

  it('downloads nothing from elsewhere, and notes no path', async () => {
    const { call, refused } = await guarded()
    const event = prevented()
    const item = { getURL: () => 'https://evil.example/zhang-san.xlsx', getFilename: () => 'zhang-san.xlsx' }
    call('will-download', event, item)
    expect(event.prevented).toBe(true)
    expect(refused).toEqual(['download https://evil.example'])
  })

  it.each([
    ['blob:app://lianxian/1', `lianxian-tickets-${'0'.repeat(36)}.xlsx`, true],
    ['blob:app://lianxian.evil.example/1', `lianxian-tickets-${'0'.repeat(36)}.xlsx`, false],
    ['app://lianxian/x', `lianxian-tickets-${'0'.repeat(36)}.xlsx`, false],
    ['blob:app://lianxian/1', 'setup.exe', false],
    ['blob:app://lianxian/1', `lianxian-tickets-${'0'.repeat(36)}.xlsx.exe`, false],
  ])('keeps the one kind of file its own pages make: %s %s', async (from, name, kept) => {
    const event = prevented()
    ;(await guarded()).call('will-download', event, { getURL: () => from, getFilename: () => name })
    expect(event.prevented).toBe(!kept)
  })

  it('checks no spelling, which would fetch dictionaries', async () => {
    expect((await guarded()).set.get('spelling')).toBe(false)
  })

  it('uses the site’s proxy, or the system’s', async () => {
    expect((await guarded()).set.get('proxy')).toEqual({ mode: 'system' })
    const proxy = { mode: 'pac_script' as const, pacScript: 'https://site.example/p.pac', proxyRules: undefined }
    const { set } = await guarded({ proxy })
    expect(set.get('proxy')).toStrictEqual({ mode: 'pac_script', pacScript: 'https://site.example/p.pac' })
  })
})
