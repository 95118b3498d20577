import * as nodeFs from 'node:fs'
import { statSync, writeFileSync } from 'node:fs'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readSite, readUser } from '#main/settings/read-settings.rules.ts'
import { type WholeFileFs, wholeFile } from '#main/settings/whole-file.ts'
import { hostCalls } from '#shared/contract/host/host-calls.ts'
import { settingsBench } from './settings-bench.ts'

let bench: ReturnType<typeof settingsBench>
beforeEach(() => {
  bench = settingsBench()
})
afterEach(() => bench.remove())

/** The real file system, which refuses at the so-manieth operation and after; 0: never. */
function fullAt(step: number): { fs: WholeFileFs; count: () => number } {
  let count = 0
  const fs = new Proxy(nodeFs, {
    get(target, name: keyof WholeFileFs) {
      const real = target[name] as (...args: unknown[]) => unknown
      return (...args: unknown[]) => {
        if (!['readFileSync', 'statSync', 'closeSync'].includes(name)) count += 1
        if (step > 0 && count >= step && name !== 'closeSync')
          throw Object.assign(new Error('full'), { code: 'ENOSPC' })
        return real(...args)
      }
    },
  })
  return { fs, count: () => count }
}

describe("one's own settings", () => {
  it('are the usual ones where there is no file, and nothing is written', () => {
    const { user, notices } = bench.open()
    expect(hostCalls.readSettings.result.parse({ ...user(), taken: [] })).toMatchObject({
      settings: { zoom: 1 },
      forced: [],
    })
    expect([notices, bench.names()]).toEqual([[], []])
  })

  it('hold for the next program once changed, and others hear of it', () => {
    const one = bench.open()
    const heard: unknown[] = []
    one.onChange((now) => heard.push(now))
    expect(hostCalls.changeSettings.result.parse(one.change({ zoom: 1.5, language: 'en' }))).toMatchObject({
      ok: true,
      settings: { zoom: 1.5, language: 'en', toast: true },
    })
    expect(heard).toEqual([one.user()])
    expect(bench.open().user()).toEqual(one.user())
    if (process.platform !== 'win32') expect(statSync(bench.userPath).mode & 0o777).toBe(0o600)
  })

  it('tell nobody of a change that changes nothing', () => {
    const one = bench.open()
    one.onChange(() => expect.unreachable())
    expect(one.change({ zoom: 1 }).ok).toBe(true)
  })

  it('take no key for two things, in whatever order its parts are written', () => {
    const one = bench.open()
    const globalKeys = { answer: 'Ctrl+Alt+F2', mute: 'Alt+Ctrl+F2', 'hang-up': 'Ctrl+Alt+F4' }
    expect(one.change({ globalKeys })).toEqual({ ok: false, reason: 'same-keys' })
    expect(one.change({ globalKeys: { ...globalKeys, mute: 'CmdOrCtrl+Alt+F4' } })).toEqual({
      ok: false,
      reason: 'same-keys',
    })
    expect(one.change({ globalKeys: { ...globalKeys, mute: 'Ctrl+Alt+F3' } }).ok).toBe(true)
  })

  it('of an older version, with fewer fields, are read', () => {
    bench.writeUser({ zoom: 2 })
    expect(bench.open().user().settings).toMatchObject({ zoom: 2, closeToTray: true })
  })

  it.each([
    ['no JSON', '{"zoom":', null],
    ['a wrong value', { zoom: 9 }, 'zoom'],
    ['a field of a newer version', { zoom: 2, colour: 'red' }, 'colour'],
    [
      'a wrong key deep inside',
      { globalKeys: { answer: 'F2', mute: 'Ctrl+A', 'hang-up': 'Ctrl+B' } },
      'globalKeys.answer',
    ],
    ['no object', '[]', null],
    ['far more than settings are', ' '.repeat(70_000), null],
  ])('are set aside when the file holds %s, and the usual ones hold', (_, content, field) => {
    bench.writeUser(content)
    const one = bench.open()
    expect(one.user().settings.zoom).toBe(1)
    expect(bench.names()).toEqual(['settings.json.broken-2026-11-23T020000000Z'])
    expect(one.notices).toMatchObject([
      { kind: 'user-broken', field, aside: `${bench.userPath}.broken-2026-11-23T020000000Z` },
    ])
    for (const text of Object.values(one.notices[0]?.text ?? {})) expect(text).toContain(bench.userPath)
    expect(bench.open().notices).toEqual([])
  })

  it('stay as they were when the disk refuses, at whichever step', () => {
    const before = bench.open()
    before.change({ zoom: 1.25 })
    const steps = fullAt(0)
    bench.open({ openFile: (path) => wholeFile(path, steps.fs) }).change({ zoom: 1.25 })
    for (let step = 1; step <= steps.count(); step += 1) {
      const one = bench.open({ openFile: (path) => wholeFile(path, fullAt(step).fs) })
      const answer = one.change({ zoom: 2 })
      expect([answer.ok, bench.readUserFile().zoom]).toEqual(answer.ok ? [true, 2] : [false, 1.25])
      expect(one.user().settings.zoom).toBe(answer.ok ? 2 : 1.25)
      if (!answer.ok) expect(answer.reason).toBe('not-saved')
      before.change({ zoom: 1.25 })
    }
    expect(bench.names()).toEqual(['settings.json'])
  })

  it('are written past what a killed program left of its writing', () => {
    writeFileSync(`${bench.userPath}.new`, '{"half')
    expect(bench.open().change({ zoom: 2 }).ok).toBe(true)
    expect(bench.names()).toEqual(['settings.json'])
  })
})

describe('what the site forces', () => {
  it('wins over what one set, can not be changed, and gives it back when the site lets go', () => {
    bench.open().change({ closeToTray: false, zoom: 2 })
    bench.writeSite({ version: 1, forced: { closeToTray: true, language: 'zh-CN' } })
    const one = bench.open()
    expect(one.user()).toMatchObject({ settings: { closeToTray: true, language: 'zh-CN', zoom: 2 } })
    expect([...one.user().forced].sort()).toEqual(['closeToTray', 'language'])
    expect(one.change({ closeToTray: false })).toEqual({ ok: false, reason: 'forced' })
    expect(one.change({ zoom: 3 })).toMatchObject({ ok: true, settings: { closeToTray: true } })
    expect(bench.readUserFile()).toMatchObject({ closeToTray: false, zoom: 3 })
    bench.writeSite({ version: 1 })
    expect(bench.open().user().settings.closeToTray).toBe(false)
  })
})

describe('the reading of settings', () => {
  it('never throws, whatever the bytes', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array({ maxLength: 300 }),
          fc.json().map((text) => new TextEncoder().encode(text)),
        ),
        (bytes) => {
          for (const read of [readSite, readUser]) expect(typeof read(bytes).ok).toBe('boolean')
        },
      ),
    )
  })

  it('takes the mark that Windows editors put before a text', () => {
    const bytes = new Uint8Array([0xef, 0xbb, 0xbf, ...new TextEncoder().encode('{"zoom":2}')])
    expect(readUser(bytes)).toMatchObject({ ok: true, value: { value: { zoom: 2 }, stated: ['zoom'] } })
  })
})
