import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createJournals } from '#main/journal/create-journals.ts'
import { durable, freshFolder, left, opened, refusal, shortFs, watchedFs } from './journal-bench.ts'

let place: ReturnType<typeof freshFolder>
beforeEach(() => {
  place = freshFolder()
})
afterEach(() => place.remove())

/** A shift in little. `sure`: what the disk answered for last. */
async function work(fs: ReturnType<typeof watchedFs>) {
  const journals = createJournals({ folder: place.folder, fs })
  let sure: string[] = []
  const step = async (wanted: string[], run: () => Promise<{ ok: boolean }>) => {
    const { ok } = await run()
    if (ok) sure = wanted
  }
  const opening = await opened(journals).catch(() => null)
  if (opening) {
    for (const line of ['a', 'b']) await step([...sure, line], () => opening.append(line))
    await step([...sure, 'c', 'd'], () => opening.append('c', 'd'))
    await step(['<', ...sure, '>'], () => opening.compact('<', ...sure, '>'))
    for (const line of ['e', 'f']) await step([...sure, line], () => opening.append(line))
    await step(['<', ...sure, '>'], () => opening.compact('<', ...sure, '>'))
    await step([...sure, 'g'], () => opening.append('g'))
  }
  return { sure, close: () => journals.close() }
}

/** How many durable steps the work has. */
async function stepsOfWork(): Promise<number> {
  let steps = 0
  const { close } = await work(
    watchedFs((name) => {
      if (durable.includes(name)) steps += 1
    }),
  )
  await close()
  place.remove()
  place = freshFolder()
  return steps
}

describe('a journal whose program dies', () => {
  it('holds every acknowledged record and nothing half, whichever durable step it dies at', async () => {
    const steps = await stepsOfWork()
    expect(steps).toBeGreaterThan(25)
    for (let dies = 1; dies <= steps; dies += 1) {
      place.remove()
      place = freshFolder()
      let count = 0
      const fs = watchedFs((name) => {
        if (durable.includes(name)) count += 1
        if (count >= dies && name !== 'closeSync') throw new Error('killed')
      })
      // A death is no answer of the disk: the call rejects, as a bug would, and the journal says neither yes nor no.
      let sure: string[] = []
      let maybe: string[] = []
      const journals = createJournals({ folder: place.folder, fs })
      const say = async (wanted: string[], run: () => Promise<unknown>) => {
        maybe = wanted
        await run()
        sure = wanted
      }
      try {
        const one = await opened(journals)
        await say(['a'], () => one.append('a'))
        await say(['a', 'b', 'c'], () => one.append('b', 'c'))
        await say(['abc'], () => one.compact('abc'))
        await say(['abc', 'd'], () => one.append('d'))
        await say(['all'], () => one.compact('all'))
        await say(['all', 'e'], () => one.append('e'))
      } catch (error) {
        expect(String(error)).toContain('killed')
      }
      await journals.close()
      expect([sure, maybe], `dead at step ${dies}`).toContainEqual(await left(place.folder))
    }
  })

  it('holds every acknowledged record when the last write reached the disk in part, cut at any byte', async () => {
    const record = '0123456789012345'
    for (let part = 0; part <= 52; part += 1) {
      place.remove()
      place = freshFolder()
      const ends: (number | Error)[] = []
      const short = shortFs(() => ends.shift() ?? null)
      let dead = false
      const cut = watchedFs((name) => {
        if (dead && name === 'ftruncateSync') throw new Error('killed')
      })
      const journals = createJournals({ folder: place.folder, fs: { ...short, ftruncateSync: cut.ftruncateSync } })
      const one = await opened(journals)
      await one.append('kept')
      ends.push(part, new Error('killed'))
      dead = true
      // A disk that takes nothing at all has refused; after a part it is the process that died.
      if (part === 0) expect(await one.append(record)).toEqual({ ok: false, reason: 'disk' })
      else if (part < 52) await expect(one.append(record)).rejects.toThrow('killed')
      else expect(await one.append(record)).toMatchObject({ ok: true })
      await journals.close()
      expect(await left(place.folder)).toEqual(part < 52 ? ['kept'] : ['kept', record])
    }
  })
})

describe('a journal whose disk refuses', () => {
  it.each(['ENOSPC', 'EDQUOT', 'EIO'])(
    'answers disk to %s, keeps what came before and goes on once there is room',
    async (code) => {
      let full = false
      const fs = watchedFs((name) => {
        if (full && name === 'writeSync') throw refusal(code)
      })
      const journals = createJournals({ folder: place.folder, fs })
      const one = await opened(journals)
      await one.append('kept')
      full = true
      expect(await one.append('lost')).toEqual({ ok: false, reason: 'disk' })
      expect(await one.compact('lost too')).toEqual({ ok: false, reason: 'disk' })
      full = false
      expect(await one.append('next')).toMatchObject({ ok: true })
      await journals.close()
      expect(await left(place.folder)).toEqual(['kept', 'next'])
    },
  )

  it.each([refusal('ENOSPC'), 0])('answers disk when it takes a part and then says %s', async (end) => {
    const ends: (number | Error)[] = []
    const journals = createJournals({ folder: place.folder, fs: shortFs(() => ends.shift() ?? null) })
    const one = await opened(journals)
    await one.append('kept')
    ends.push(5, end)
    expect(await one.append('lost')).toEqual({ ok: false, reason: 'disk' })
    await one.append('next')
    await journals.close()
    expect(await left(place.folder)).toEqual(['kept', 'next'])
  })

  it('keeps what it answered for and nothing it refused, whichever step is refused once', async () => {
    const steps = await stepsOfWork()
    for (let bad = 1; bad <= steps; bad += 1) {
      place.remove()
      place = freshFolder()
      let count = 0
      const { sure, close } = await work(
        watchedFs((name) => {
          if (durable.includes(name) && ++count === bad) throw refusal('EIO')
        }),
      )
      await close()
      // A compaction may be refused at its very end, when the new file counts already: it says the same in other words.
      const plain = (lines: string[]) => lines.filter((line) => line !== '<' && line !== '>')
      expect(plain(await left(place.folder)), `refused at step ${bad}`).toEqual(plain(sure))
    }
  })

  it('brings no refused record back behind a later one when the disk would not even cut it off', async () => {
    let broken = ''
    const fs = watchedFs((name) => {
      if (broken.includes(name)) throw refusal('EIO')
    })
    const journals = createJournals({ folder: place.folder, fs })
    const one = await opened(journals)
    await one.append('kept')
    broken = 'fdatasyncSync ftruncateSync'
    expect(await one.append('no1', 'no2')).toEqual({ ok: false, reason: 'disk' })
    expect(await one.append('no3')).toEqual({ ok: false, reason: 'disk' })
    broken = ''
    await one.append('yes')
    await journals.close()
    expect(await left(place.folder)).toEqual(['kept', 'yes'])
  })

  it('loses nothing appended after a compaction whose last sync was refused', async () => {
    let syncs = Number.POSITIVE_INFINITY
    const fs = watchedFs((name) => {
      if (name === 'fdatasyncSync' && --syncs === 0) throw refusal('EIO')
    })
    const journals = createJournals({ folder: place.folder, fs })
    const one = await opened(journals)
    await one.append('a')
    syncs = 2
    expect(await one.compact('A')).toEqual({ ok: false, reason: 'disk' })
    expect(await one.append('b')).toMatchObject({ ok: true })
    await journals.close()
    expect((await left(place.folder)).at(-1)).toBe('b')
  })

  it('answers no-store when it can not even be opened, and opens later', async () => {
    let full = true
    const fs = watchedFs((name) => {
      if (full && name === 'writeSync') throw refusal('ENOSPC')
    })
    const journals = createJournals({ folder: place.folder, fs })
    await expect(opened(journals)).rejects.toThrow('no-store')
    full = false
    expect((await opened(journals)).lines).toEqual([])
    await journals.close()
  })

  it('throws what is a mistake of the program and no answer of a disk', async () => {
    let bad = false
    const fs = watchedFs((name) => {
      if (bad && name === 'writeSync') throw refusal('EBADF')
    })
    const journals = createJournals({ folder: place.folder, fs })
    const one = await opened(journals)
    bad = true
    await expect(one.append('x')).rejects.toThrow('EBADF')
    await journals.close()
  })
})
