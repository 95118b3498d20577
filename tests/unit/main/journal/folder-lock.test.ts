import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createJournals } from '#main/journal/create-journals.ts'
import { lockFolder } from '#main/journal/folder-lock.ts'
import { desk, freshFolder, key, seat } from './journal-bench.ts'

let place: ReturnType<typeof freshFolder>
beforeEach(() => {
  place = freshFolder()
  mkdirSync(place.folder)
})
afterEach(() => place.remove())
const lockFile = () => join(place.folder, 'lock')

describe.skipIf(process.platform === 'win32')('the lock of the journal folder', () => {
  it('is held by one and free again after the release', () => {
    const first = lockFolder(place.folder)
    expect(lockFolder(place.folder)).toEqual({ ok: false, reason: 'held' })
    if (first.ok) first.value()
    const next = lockFolder(place.folder)
    expect(next.ok).toBe(true)
    if (next.ok) next.value()
    expect(readdirSync(place.folder)).toEqual([])
  })

  it('is taken over from a process that is gone, and from a later one with the same number', () => {
    for (const stale of [
      { pid: 4_194_304, started: '1' },
      { pid: process.pid, started: 'another time' },
    ]) {
      writeFileSync(lockFile(), JSON.stringify(stale))
      const taken = lockFolder(place.folder)
      expect(taken.ok).toBe(true)
      if (taken.ok) taken.value()
    }
  })

  it('is taken over when a power cut left it damaged', () => {
    writeFileSync(lockFile(), '{"pid":')
    expect(lockFolder(place.folder).ok).toBe(true)
  })

  it('is left with a living process of this start time', () => {
    const processes = { startOf: (pid: number) => (pid === 77 ? 'then' : 'now') }
    writeFileSync(lockFile(), JSON.stringify({ pid: 77, started: 'then' }))
    expect(lockFolder(place.folder, processes)).toEqual({ ok: false, reason: 'held' })
  })
})

it('a second program on the same folder is told busy until the first closes', async () => {
  const [first, second] = [createJournals({ folder: place.folder }), createJournals({ folder: place.folder })]
  expect((await first.journalOpen({ seat, key }, desk)).ok).toBe(true)
  expect(await second.journalOpen({ seat: '8002', key }, desk)).toEqual({ ok: false, reason: 'busy' })
  await first.close()
  expect((await second.journalOpen({ seat, key }, desk)).ok).toBe(true)
  await second.close()
})
