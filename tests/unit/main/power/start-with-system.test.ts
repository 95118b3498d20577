import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Settings } from 'electron'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { autostartEntry, autostartFolder } from '#main/power/autostart.rules.ts'
import { type AutostartDisk, startWithSystem } from '#main/power/start-with-system.ts'

let home: string
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'lianxian-start-'))
})
afterEach(() => rmSync(home, { recursive: true, force: true }))

const set = (on: boolean, more: { platform?: NodeJS.Platform; packaged?: boolean; disk?: AutostartDisk } = {}) => {
  const items: Settings[] = []
  const answer = startWithSystem(on, {
    platform: 'linux',
    packaged: true,
    app: { setLoginItemSettings: (settings) => void items.push(settings) },
    program: '/opt/Lianxian/lianxian',
    configHome: undefined,
    home,
    ...more,
  })
  return { answer, items }
}
const file = () => join(home, '.config', 'autostart', 'lianxian.desktop')

/** Reads an Exec value as the specification says a desktop has to: string escapes, then quotes, then field codes. */
function wordsOf(entry: string): string[] {
  const value = /^Exec=(.*)$/m.exec(entry)?.[1] ?? ''
  const text = value.replaceAll(
    /\\([sntr\\])/g,
    (_, code: string) => ({ s: ' ', n: '\n', t: '\t', r: '\r', '\\': '\\' })[code] ?? '',
  )
  return [...text.matchAll(/"((?:\\[\s\S]|[^"\\])*)"|(\S+)/g)].map(([, inQuotes, bare]) =>
    (inQuotes?.replaceAll(/\\([\s\S])/g, '$1') ?? bare ?? '').replaceAll('%%', '%'),
  )
}

describe('starting with the system on Linux', () => {
  it('lays down a file in the folder of the session, and removes it again', () => {
    expect(set(true).answer).toEqual({ ok: true, value: undefined })
    expect(wordsOf(readFileSync(file(), 'utf8'))).toEqual(['/opt/Lianxian/lianxian', '--hidden'])
    expect(readdirSync(join(home, '.config', 'autostart'))).toEqual(['lianxian.desktop'])
    expect(set(false).answer.ok).toBe(true)
    expect(existsSync(file())).toBe(false)
    expect(set(false).answer.ok).toBe(true)
  })

  it('writes nothing when the file is already right, and sets right one that is not', () => {
    const written: string[] = []
    const disk = (text: string | null): AutostartDisk => ({
      read: () => text,
      write: (_folder, name) => void written.push(name),
      remove: () => void written.push('removed'),
    })
    set(true, { disk: disk(autostartEntry('/opt/Lianxian/lianxian')) })
    set(false, { disk: disk(null) })
    expect(written).toEqual([])
    set(true, { disk: disk('Exec=/old/place') })
    expect(written).toEqual(['lianxian.desktop'])
  })

  it('says so when the disk refuses', () => {
    writeFileSync(join(home, '.config'), 'no folder')
    expect(set(true).answer).toEqual({ ok: false, reason: 'disk' })
  })

  it('heeds XDG_CONFIG_HOME when it is a path', () => {
    expect(autostartFolder('/etc/xdg/', '/h')).toBe('/etc/xdg/autostart')
    expect(autostartFolder('relative', '/h')).toBe('/h/.config/autostart')
    expect(autostartFolder('', '/h')).toBe('/h/.config/autostart')
  })

  it('starts the very program, whatever its path holds, and adds no line to the file', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\/[ -~\n\t"$`\\%']{0,30}$/), (program) => {
        const entry = autostartEntry(program)
        expect(wordsOf(entry)).toEqual([program, '--hidden'])
        expect(entry.split('\n')).toHaveLength(9)
      }),
    )
  })
})

describe('starting with the system elsewhere', () => {
  it('is a login item that begins in the tray on Windows', () => {
    expect(set(true, { platform: 'win32' }).items).toEqual([{ openAtLogin: true, args: ['--hidden'] }])
    expect(set(false, { platform: 'win32' }).items).toEqual([{ openAtLogin: false, args: ['--hidden'] }])
  })

  it('is a login item on a Mac', () => {
    expect(set(true, { platform: 'darwin' }).items).toEqual([{ openAtLogin: true }])
  })

  it('is not for a program that is not installed', () => {
    expect(set(true, { packaged: false, platform: 'win32' })).toEqual({
      answer: { ok: false, reason: 'not-installed' },
      items: [],
    })
    expect(set(true, { packaged: false }).answer.ok).toBe(false)
    expect(existsSync(file())).toBe(false)
  })
})
