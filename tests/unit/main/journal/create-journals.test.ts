import { mkdirSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createJournals, type Journals } from '#main/journal/create-journals.ts'
import { hostCalls } from '#shared/contract/host/host-calls.ts'
import { bytesOf, desk, freshFolder, key, left, opened, otherKey, seat, snapshot, text } from './journal-bench.ts'

let place: ReturnType<typeof freshFolder>
let journals: Journals
beforeEach(() => {
  place = freshFolder()
  journals = createJournals({ folder: place.folder })
})
afterEach(async () => {
  await journals.close()
  place.remove()
})
const sizeOf = (end: { ok: boolean; size?: number } | undefined) => end?.size
const openAs = (id: number, other = seat) => journals.journalOpen({ seat: other, key }, { id })

describe("the seats' journals", () => {
  it('give the next program what was appended, in the order of the calls, in the shape of the contract', async () => {
    const first = await opened(journals)
    const ends = await Promise.all(['a', 'b', '第三'].map((line) => first.append(line)))
    expect(ends.map((end) => hostCalls.journalAppend.result.parse(end).ok)).toEqual([true, true, true])
    await journals.close()
    const again = createJournals({ folder: place.folder })
    const opening = await again.journalOpen({ seat, key }, desk)
    await again.close()
    expect(hostCalls.journalOpen.result.parse(opening)).toMatchObject({ ok: true, torn: 0, size: sizeOf(ends.at(-1)) })
    expect(opening.ok && opening.found.map(text)).toEqual(['a', 'b', '第三'])
  })

  it('keep nothing readable on the disk', async () => {
    await (await opened(journals)).append('13812345678 张三')
    const bytes = readdirSync(place.folder).map((name) => readFileSync(join(place.folder, name), 'latin1'))
    expect(bytes.some((one) => one.includes('138'))).toBe(false)
  })

  it.skipIf(process.platform === 'win32')('are for this user alone', async () => {
    await opened(journals)
    expect(statSync(place.folder).mode & 0o777).toBe(0o700)
    for (const name of readdirSync(place.folder))
      expect([name, statSync(join(place.folder, name)).mode & 0o077]).toEqual([name, 0])
  })

  it('hold what a compaction left and what came after', async () => {
    const one = await opened(journals)
    for (const round of ['1', '2', '3']) {
      await one.append(`x${round}`)
      await one.compact(`compact${round}`)
      await one.append(`y${round}`)
    }
    await journals.close()
    expect(await left(place.folder)).toEqual(['compact3', 'y3'])
  })

  it('open to all but the last record when it is cut at any byte', async () => {
    const one = await opened(journals)
    await one.append('first', '第二')
    const whole = await one.append('the last')
    await journals.close()
    const restore = snapshot(place.folder)
    const size = whole.ok ? whole.size : 0
    const before = size - (8 + 12 + 16 + 'the last'.length)
    for (let cut = before; cut < size; cut += 1) {
      restore()
      truncateSync(join(place.folder, `${seat}.a`), cut)
      const again = createJournals({ folder: place.folder })
      const next = await opened(again)
      expect([cut, next.lines, next.torn]).toEqual([cut, ['first', '第二'], cut - before])
      await next.append('after')
      await again.close()
      expect(await left(place.folder)).toEqual(['first', '第二', 'after'])
    }
  })

  it("leave another key's records as they are", async () => {
    await (await opened(journals)).append('mine')
    await journals.close()
    const before = readFileSync(join(place.folder, `${seat}.a`))
    expect(await journals.journalOpen({ seat, key: otherKey }, desk)).toEqual({ ok: false, reason: 'wrong-key' })
    expect(readFileSync(join(place.folder, `${seat}.a`))).toEqual(before)
    expect((await opened(journals)).lines).toEqual(['mine'])
  })

  it('take no key of another length', async () => {
    const short = Buffer.alloc(31).toString('base64')
    expect(await journals.journalOpen({ seat, key: short }, desk)).toEqual({ ok: false, reason: 'wrong-key' })
  })

  it('answer no-store where no folder can be made', async () => {
    mkdirSync(join(place.folder, '..'), { recursive: true })
    writeFileSync(place.folder, 'a file in its place')
    expect(await openAs(1)).toEqual({ ok: false, reason: 'no-store' })
  })
})

describe('the owner of a journal', () => {
  it('is one page: another is told busy until the first lets go', async () => {
    const one = await openAs(1)
    expect(await openAs(2)).toEqual({ ok: false, reason: 'busy' })
    expect((await openAs(2, '8002')).ok).toBe(true)
    await journals.journalClose({ handle: one.ok ? one.handle : 0 }, { id: 1 })
    expect((await openAs(2)).ok).toBe(true)
  })

  it('opens its journal afresh, and the old handle is closed', async () => {
    const old = await opened(journals)
    await old.append('kept')
    expect((await opened(journals)).lines).toEqual(['kept'])
    expect(await old.append('late')).toEqual({ ok: false, reason: 'closed' })
  })

  it('loses all of its journals when its page is gone, and nothing that was on the way', async () => {
    const gone = await opened(journals)
    const other = await openAs(2, '8002')
    const pending = gone.append('on the way')
    await journals.release(desk.id)
    expect(await pending).toMatchObject({ ok: true })
    expect(await gone.append('late')).toEqual({ ok: false, reason: 'closed' })
    const next = await openAs(3)
    expect(next.ok && next.found.map(text)).toEqual(['on the way'])
    const handle = other.ok ? other.handle : 0
    expect(await journals.journalAppend({ handle, records: [bytesOf('x')] }, { id: 2 })).toMatchObject({ ok: true })
  })

  it('gets what it asks for right after the page was released, though the release was not waited for', async () => {
    const opening = openAs(1)
    const released = journals.release(1)
    const next = openAs(2)
    await released
    expect([(await opening).ok, (await next).ok]).toEqual([true, true])
  })

  it('alone writes by its handle', async () => {
    const one = await openAs(1)
    const handle = one.ok ? one.handle : 0
    const args = { handle, records: [bytesOf('forged')] }
    expect(await journals.journalAppend(args, { id: 2 })).toEqual({ ok: false, reason: 'closed' })
    expect(await journals.journalCompact(args, { id: 2 })).toEqual({ ok: false, reason: 'closed' })
    await journals.journalClose({ handle }, { id: 2 })
    expect(await journals.journalAppend(args, { id: 1 })).toMatchObject({ ok: true })
  })

  it('has no more journals open than a few', async () => {
    const many = await Promise.all(Array.from({ length: 9 }, (_, n) => openAs(1, `900${n}`)))
    expect(many.map(({ ok }) => ok)).toEqual([...Array(8).fill(true), false])
  })
})
