import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findElectron } from '#build/electron.mjs'

let home: string
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'lianxian-electron-'))
  mkdirSync(join(home, 'node_modules', 'electron'), { recursive: true })
})
afterEach(() => rmSync(home, { recursive: true, force: true }))

const install = (): boolean => {
  const folder = join(home, 'node_modules', 'electron')
  mkdirSync(join(folder, 'dist'))
  writeFileSync(join(folder, 'dist', 'electron'), '')
  writeFileSync(join(folder, 'path.txt'), 'electron')
  return true
}
let fetched = 0
const find = (more: Partial<Parameters<typeof findElectron>[0]> = {}) =>
  findElectron({ home, env: { DISPLAY: ':0' }, platform: 'linux', root: false, fetch: () => false, ...more })

describe('the desktop program', () => {
  it('is the one that is installed', () => {
    install()
    expect(find()).toEqual({ program: join(home, 'node_modules', 'electron', 'dist', 'electron') })
  })

  it('is fetched where it is missing', () => {
    expect(find({ fetch: install })).toHaveProperty('program')
  })

  it('that can’t be had is asked for once a day, and the reason is a plain one', () => {
    const fetch = () => {
      fetched += 1
      return false
    }
    expect(find({ fetch })).toEqual({ why: expect.stringContaining('could not be fetched') })
    expect(find({ fetch })).toEqual({ why: expect.stringContaining('could not be fetched') })
    expect(fetched).toBe(1)
    expect(existsSync(join(home, 'out', 'electron.unavailable'))).toBe(true)
  })

  it('is not opened by root, nor without a screen, nor where its package is missing', () => {
    install()
    expect(find({ root: true })).toEqual({ why: 'does not run as root' })
    expect(find({ env: {} })).toEqual({ why: 'needs a screen' })
    expect(find({ env: {}, platform: 'win32' })).toHaveProperty('program')
    rmSync(join(home, 'node_modules'), { recursive: true })
    expect(find()).toEqual({ why: 'is not among the installed packages' })
  })
})
