import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromBase64, toBase64 } from '#shared/link/base64.ts'
import { crc32 } from '#shared/link/crc32.ts'
import { type JournalFile, openJournal, type Sealer } from '#shared/link/journal.ts'

const runs = process.env.LIANXIAN_FULL === '1' ? 1000 : 60

/** No cipher: what is tried here is the format. A key of another number opens nothing. */
const sealer = (key = 7): Sealer => ({
  async seal(plain) {
    const cipher = new Uint8Array(plain.length + 16).fill(key)
    cipher.set(plain.map((byte) => byte ^ key))
    return { iv: new Uint8Array(12), cipher }
  },
  async open({ cipher }) {
    return cipher.at(-1) === key ? cipher.slice(0, -16).map((byte) => byte ^ key) : null
  },
})

/** Stops working after so many writes, as a process that is killed. */
function disk(bytes: Uint8Array = new Uint8Array(), steps = { left: Number.POSITIVE_INFINITY }) {
  const state = { bytes }
  const step = () => {
    if (steps.left <= 0) throw new Error('killed')
    steps.left -= 1
  }
  const file: JournalFile = {
    read: () => state.bytes.slice(),
    write(part, at) {
      step()
      const grown = new Uint8Array(Math.max(state.bytes.length, at + part.length))
      grown.set(state.bytes)
      grown.set(part, at)
      state.bytes = grown
    },
    truncate(size) {
      step()
      state.bytes = state.bytes.slice(0, size)
    },
    flush: step,
    close() {},
  }
  return { file, state }
}

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes)
const bytesOf = (line: string) => new TextEncoder().encode(line)
async function open(first: Uint8Array, second: Uint8Array = new Uint8Array(), key = 7) {
  const [one, two] = [disk(first), disk(second)]
  const opening = await openJournal([one.file, two.file], sealer(key))
  return { opening, one, two }
}
async function found(first: Uint8Array, second?: Uint8Array): Promise<string[]> {
  const { opening } = await open(first, second)
  return opening.ok ? opening.journal.found.map(text) : [opening.reason]
}
async function written(lines: readonly string[]): Promise<Uint8Array> {
  const { opening, one } = await open(new Uint8Array())
  if (!opening.ok) throw new Error('a new journal did not open')
  await opening.journal.append(lines.map(bytesOf))
  return one.state.bytes
}

describe('the journal', () => {
  it('gives back what was appended, in the order of the calls', async () => {
    const { opening, one } = await open(new Uint8Array())
    if (!opening.ok) throw new Error('not open')
    await Promise.all(['a', 'b', 'c'].map((line) => opening.journal.append([bytesOf(line)])))
    expect(await found(one.state.bytes)).toEqual(['a', 'b', 'c'])
  })

  it('opens to the last whole record when cut at any byte, and goes on from there', async () => {
    const lines = ['first', 'second', '第三', 'the last']
    const whole = await written(lines)
    const ends = await Promise.all(lines.map(async (_, n) => (await written(lines.slice(0, n + 1))).length))
    for (let cut = 0; cut <= whole.length; cut += 1) {
      const { opening, one } = await open(whole.slice(0, cut))
      if (!opening.ok) throw new Error(`cut at ${cut}: ${opening.reason}`)
      expect(opening.journal.found.map(text)).toEqual(lines.filter((_, n) => (ends[n] ?? 0) <= cut))
      await opening.journal.append([bytesOf('after')])
      expect((await found(one.state.bytes)).at(-1)).toBe('after')
    }
  })

  it('takes no damaged record for a whole one, whichever bit is flipped', async () => {
    const lines = ['first', 'second', 'third']
    const whole = await written(lines)
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length * 8 - 1), async (bit) => {
        const bytes = whole.slice()
        bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7))
        const left = await found(bytes)
        expect(left).toEqual(lines.slice(0, left.length))
        // A damaged header loses nothing.
        if (bit >> 3 < 16) expect(left).toEqual(lines)
      }),
      { numRuns: Math.max(runs, 200) },
    )
  })

  it('keeps the old journal or the new one, whole, when killed at any step of a compaction', async () => {
    const before = ['a', 'b', 'c', 'd']
    const bytes = await written(before)
    for (let after = 0; after < 12; after += 1) {
      const steps = { left: Number.POSITIVE_INFINITY }
      const [one, two] = [disk(bytes, steps), disk(new Uint8Array(), steps)]
      const opening = await openJournal([one.file, two.file], sealer())
      if (!opening.ok) throw new Error('not open')
      steps.left = after
      const done = await opening.journal.compact([bytesOf('abcd')]).then(
        () => true,
        () => false,
      )
      const left = await found(one.state.bytes, two.state.bytes)
      if (done) expect(left).toEqual(['abcd'])
      else expect([before, ['abcd']]).toContainEqual(left)
    }
  })

  it('appends to the compacted file, and compacts back and forth', async () => {
    const { opening, one, two } = await open(new Uint8Array())
    if (!opening.ok) throw new Error('not open')
    for (let round = 0; round < 4; round += 1) {
      await opening.journal.append([bytesOf(`x${round}`)])
      await opening.journal.compact([bytesOf(`compact${round}`)])
      await opening.journal.append([bytesOf(`y${round}`)])
      expect(await found(one.state.bytes, two.state.bytes)).toEqual([`compact${round}`, `y${round}`])
    }
  })

  it("leaves another key's journal alone", async () => {
    const bytes = await written(['mine'])
    const { opening, one } = await open(bytes, new Uint8Array(), 9)
    expect(opening).toEqual({ ok: false, reason: 'wrong-key' })
    expect(one.state.bytes).toEqual(bytes)
  })

  it('keeps nothing of an append the disk refused, and what came before', async () => {
    const steps = { left: Number.POSITIVE_INFINITY }
    const one = disk(new Uint8Array(), steps)
    const opening = await openJournal([one.file, disk().file], sealer())
    if (!opening.ok) throw new Error('not open')
    await opening.journal.append([bytesOf('kept')])
    steps.left = 1
    await expect(opening.journal.append([bytesOf('lost')])).rejects.toThrow('killed')
    steps.left = Number.POSITIVE_INFINITY
    await opening.journal.append([bytesOf('next')])
    expect(await found(one.state.bytes)).toEqual(['kept', 'next'])
  })
})

describe('what the journal is made of', () => {
  it('loses no acknowledged record when a disk fails at any step of a compaction and works again after', async () => {
    for (let step = 0; step < 12; step += 1) {
      const lines = ['one', 'two']
      const [one, two] = [disk(await written(lines)), disk()]
      const faulty = (file: JournalFile, fault: () => void): JournalFile => ({
        ...file,
        write: (part, at) => {
          // What a disk says it has not written may be there all the same.
          file.write(part, at)
          fault()
        },
        truncate: (size) => {
          fault()
          file.truncate(size)
        },
        flush: fault,
      })
      let steps = Number.POSITIVE_INFINITY
      const fault = () => {
        steps -= 1
        // It fails twice, so that the first try to put it right fails too.
        if (steps === -1 || steps === -2) throw new Error('EIO')
      }
      const opening = await openJournal([faulty(one.file, fault), faulty(two.file, fault)], sealer())
      if (!opening.ok) throw new Error('did not open')
      steps = step
      const compacted = await opening.journal.compact([bytesOf('both')]).then(
        () => true,
        () => false,
      )
      steps = Number.POSITIVE_INFINITY
      await opening.journal.append([bytesOf('three')])
      const kept = await found(one.state.bytes, two.state.bytes)
      expect(kept).toEqual([...(compacted ? ['both'] : lines), 'three'])
    }
  })

  it('lets no refused record come back behind a later one, though the disk refused to cut it off too', async () => {
    const [one, two] = [disk(await written(['one'])), disk()]
    let refusing = false
    const file: JournalFile = {
      ...one.file,
      write(part, at) {
        one.file.write(part, at)
        if (refusing) throw new Error('EIO')
      },
      truncate(size) {
        if (refusing) throw new Error('EIO')
        one.file.truncate(size)
      },
    }
    const opening = await openJournal([file, two.file], sealer())
    if (!opening.ok) throw new Error('did not open')
    const { journal } = opening
    refusing = true
    await expect(journal.append([bytesOf('no'), bytesOf('neither')])).rejects.toThrow('EIO')
    await expect(journal.append([bytesOf('no')])).rejects.toThrow('EIO')
    refusing = false
    await journal.append([bytesOf('ok')])
    expect(await found(one.state.bytes, two.state.bytes)).toEqual(['one', 'ok'])
  })

  it('computes the CRC-32 everybody computes', () => {
    expect(crc32(bytesOf('123456789'))).toBe(0xcbf43926)
  })

  it('writes and reads base64 like everybody', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'))
        expect([...(fromBase64(toBase64(bytes)) ?? [])]).toEqual([...bytes])
      }),
    )
    expect(['a', 'ab=c', '????', 'AA'].map(fromBase64)).toEqual([null, null, null, null])
  })
})
