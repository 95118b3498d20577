import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { lockFolder, systemProcesses } from '#server/storage/folder-lock.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lianxian-lock-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))
const hold = (pid: number, started: string) => writeFileSync(join(folder, 'lock'), JSON.stringify({ pid, started }))
const table = (alive: Record<number, string>) => ({ startOf: (pid: number) => alive[pid] ?? null })

describe('The lock of the data folder', () => {
  it('is refused to a second taker while the first lives, and given after its release', () => {
    const first = lockFolder(folder)
    expect(first.ok).toBe(true)
    expect(lockFolder(folder)).toEqual({ ok: false, reason: 'held' })
    if (first.ok) first.value()
    expect(lockFolder(folder).ok).toBe(true)
  })
  it('is taken over from a process that is gone', () => {
    hold(4242, '77')
    expect(lockFolder(folder, table({ [process.pid]: '1' })).ok).toBe(true)
    expect(JSON.parse(readFileSync(join(folder, 'lock'), 'utf8'))).toMatchObject({ pid: process.pid })
  })
  it('is taken over from a number that another process bears now', () => {
    hold(4242, '77')
    expect(lockFolder(folder, table({ 4242: '99', [process.pid]: '1' })).ok).toBe(true)
  })
  it('is left to a process that lives', () => {
    hold(4242, '77')
    expect(lockFolder(folder, table({ 4242: '77', [process.pid]: '1' })).ok).toBe(false)
    expect(JSON.parse(readFileSync(join(folder, 'lock'), 'utf8'))).toMatchObject({ pid: 4242 })
  })
  it('is taken over when its file is torn', () => {
    writeFileSync(join(folder, 'lock'), '{"pid":')
    expect(lockFolder(folder, table({ [process.pid]: '1' })).ok).toBe(true)
  })
  it('leaves no other file behind', () => {
    const lock = lockFolder(folder)
    expect(readdirSync(folder)).toEqual(['lock'])
    if (lock.ok) lock.value()
    expect(readdirSync(folder)).toEqual([])
  })
  it('does not remove a lock that another took meanwhile', () => {
    const lock = lockFolder(folder)
    hold(4242, '77')
    if (lock.ok) lock.value()
    expect(readdirSync(folder)).toEqual(['lock'])
  })
})

describe('The system’s processes', () => {
  it('know this one, and not one that never was', () => {
    expect(systemProcesses.startOf(process.pid)).toBeTruthy()
    expect(systemProcesses.startOf(2 ** 30)).toBeNull()
  })
})
