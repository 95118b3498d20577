import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createJournals } from '#main/journal/create-journals.ts'
import { desk, freshFolder, key, left, seat } from '#tests/unit/main/journal/journal-bench.ts'

const kills = process.env.LIANXIAN_FULL === '1' ? 40 : 6
const program = fileURLToPath(new URL('../unit/main/journal/journal-child.ts', import.meta.url))

let place: ReturnType<typeof freshFolder>
let child: ChildProcess | undefined
beforeEach(() => {
  place = freshFolder()
})
afterEach(() => {
  child?.kill('SIGKILL')
  place.remove()
})

/** Starts the shell's journal in a process of its own. @returns what it acknowledged until it was killed, after at least so many records */
function appendUntilKilled(round: number, least: number, meanwhile?: () => Promise<void>): Promise<string[]> {
  const started = spawn(process.execPath, ['--import', 'tsx', program, place.folder, String(round)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  child = started
  let out = ''
  let killing = false
  const kill = async () => {
    killing = true
    await meanwhile?.()
    started.kill('SIGKILL')
  }
  return new Promise((resolve, reject) => {
    started.stdout.on('data', (part: Buffer) => {
      out += part.toString()
      if (!killing && out.split('\n').length > least) kill().catch(reject)
    })
    started.once('close', (_, signal) => {
      if (signal === 'SIGKILL') resolve(out.split('\n').slice(0, -1))
      else reject(new Error(`the program ended by itself: ${out.slice(-500)}`))
    })
  })
}

it('no acknowledged record is lost or doubled however often the program that appends is killed', async () => {
  const acknowledged: string[] = []
  for (let round = 1; round <= kills; round += 1) {
    acknowledged.push(...(await appendUntilKilled(round, 30 + ((round * 37) % 200))))
    const found = await left(place.folder)
    expect(new Set(found).size).toBe(found.length)
    const there = new Set(found)
    expect(acknowledged.filter((line) => !there.has(line))).toEqual([])
    // What was written and not yet acknowledged when the kill came may be there: one call's records at most a kill.
    expect(found.length - acknowledged.length).toBeLessThanOrEqual(3 * round)
    const known = new Map(found.map((line, n) => [line, n]))
    const order = acknowledged.map((line) => known.get(line) ?? -1)
    expect(order).toEqual([...order].sort((a, b) => a - b))
  }
})

it('another program is told busy while one has the folder, and has it after that one was killed', async () => {
  const journals = createJournals({ folder: place.folder })
  await appendUntilKilled(1, 10, async () => {
    expect(await journals.journalOpen({ seat, key }, desk)).toEqual({ ok: false, reason: 'busy' })
  })
  expect((await journals.journalOpen({ seat, key }, desk)).ok).toBe(true)
  await journals.close()
})
