import * as nodeFs from 'node:fs'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createLog, type LogParts } from '#main/log/create-log.ts'
import { createFakeClock } from '#tests/support/fake-clock.ts'

let parent: string
let folder: string
let errors: unknown[]
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'lianxian-log-'))
  folder = join(parent, 'logs')
  errors = []
})
afterEach(() => rmSync(parent, { recursive: true, force: true }))

const open = (parts: Partial<LogParts> = {}) =>
  createLog({ folder, clock: createFakeClock(), onError: (error) => errors.push(error), ...parts })
const linesOf = (name = 'desk.log') =>
  readFileSync(join(folder, name), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>)

describe('the log', () => {
  it('writes a line each time, in one write, for this user alone, and goes on in the same file', () => {
    let writes = 0
    const fs = {
      ...nodeFs,
      writeSync: ((...args: Parameters<typeof nodeFs.writeSync>) => {
        writes += 1
        return nodeFs.writeSync(...args)
      }) as typeof nodeFs.writeSync,
    }
    const one = open({ fs })
    one.info('started', { version: '0.1.0' })
    one.warn('page-slow', { detail: '13812345678' })
    one.close()
    const next = open()
    next.error('page-crashed', { error: new Error('x') })
    next.close()
    expect(linesOf()).toMatchObject([
      { at: '2026-11-23T02:00:00.000Z', level: 'info', what: 'started', version: '0.1.0' },
      { level: 'warn', detail: '138****5678' },
      { level: 'error', error: { type: 'Error', message: 'x' } },
    ])
    expect(writes).toBe(2)
    if (process.platform !== 'win32') expect(statSync(join(folder, 'desk.log')).mode & 0o777).toBe(0o600)
  })

  it('keeps so many files of so many bytes, the newest lines in them', () => {
    const one = open({ most: 300, files: 3 })
    for (let n = 0; n < 40; n += 1) one.info('line', { n })
    one.close()
    expect(readdirSync(folder).sort()).toEqual(['desk.1.log', 'desk.2.log', 'desk.log'])
    for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).size).toBeLessThanOrEqual(300)
    const all = ['desk.2.log', 'desk.1.log', 'desk.log'].flatMap(linesOf).map(({ n }) => n)
    expect(all).toEqual(Array.from({ length: all.length }, (_, n) => 40 - all.length + n))
  })

  it('never throws, says once that it can not write, and goes on when it can', () => {
    writeFileSync(folder, 'a file in its place')
    const one = open()
    for (let n = 0; n < 5; n += 1) one.info('lost')
    expect(errors).toHaveLength(1)
    rmSync(folder)
    one.info('kept')
    expect(linesOf()).toMatchObject([{ what: 'kept' }])
    one.close()
  })

  it('starts a line of its own after one that a full disk cut', () => {
    let full = false
    const writeSync = (...[fd, bytes, from, length]: [number, Uint8Array, number, number]) =>
      nodeFs.writeSync(fd, bytes, from, full ? 7 : length)
    const one = open({ fs: { ...nodeFs, writeSync: writeSync as typeof nodeFs.writeSync } })
    one.info('first')
    full = true
    one.info('cut')
    full = false
    one.info('last')
    one.close()
    const lines = readFileSync(join(folder, 'desk.log'), 'utf8').split('\n')
    expect(lines.map((line) => line.includes('"what"'))).toEqual([true, false, true, false])
    expect(errors).toHaveLength(1)
  })

  it('does not throw for a field that throws when it is read', () => {
    const one = open()
    one.info('odd', {
      get trap() {
        throw new Error('trap')
      },
    })
    expect(errors).toHaveLength(1)
    one.close()
  })
})
