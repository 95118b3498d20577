import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readFlags, userFolder } from '#server/sandbox/config-flags.ts'

const read = (...args: string[]) => readFlags(args, () => '/usual')

describe('The flags of npm start', () => {
  it('have their usual values when none is given', () => {
    expect(read()).toEqual({
      ok: true,
      flags: { headless: false, port: 5345, data: resolve('/usual'), citizens: true },
    })
  })
  it('are read in either spelling', () => {
    const flags = { headless: true, port: 0, data: resolve('/d=1'), citizens: false }
    expect(read('--headless', '--port', '0', '--data', '/d=1', '--citizens', 'off')).toEqual({ ok: true, flags })
    expect(read('--citizens=off', '--data=/d=1', '--port=0', '--headless')).toEqual({ ok: true, flags })
  })
  it.each([
    [['--port', '65536'], '--port'],
    [['--port', '-1'], '--port'],
    [['--port', '80x'], '--port'],
    [['--port'], '--port'],
    [['--data='], '--data'],
    [['--citizens', 'maybe'], '--citizens'],
    [['--wat'], '--wat'],
    [['--headless=yes'], '--headless'],
    [['run'], 'run'],
    [['--constructor', '1'], '--constructor'],
  ])('%j is refused in one sentence that names the flag', (args, name) => {
    const answer = read(...args)
    expect(answer.ok).toBe(false)
    expect(answer).toMatchObject({ sentence: expect.stringContaining(name) })
    expect(answer.ok ? '' : answer.sentence).toMatch(/^[^\n]+\.$/)
  })
})

describe('The data folder', () => {
  it('is the usual one of the system', () => {
    expect(userFolder({ XDG_DATA_HOME: '/x' }, 'linux')).toBe('/x/lianxian')
    expect(userFolder({ LOCALAPPDATA: 'C:/L' }, 'win32')).toContain('Lianxian')
    expect(userFolder({}, 'darwin')).toContain('Library')
  })
})
