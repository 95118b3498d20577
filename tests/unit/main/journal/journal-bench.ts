import * as nodeFs from 'node:fs'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createJournals, type Journals } from '#main/journal/create-journals.ts'
import type { JournalFs } from '#main/journal/journal-fs.ts'

export const key = Buffer.alloc(32, 7).toString('base64')
export const otherKey = Buffer.alloc(32, 9).toString('base64')
export const seat = '8001'
export const desk = { id: 1 }
export const bytesOf = (line: string): Uint8Array<ArrayBuffer> => new Uint8Array(new TextEncoder().encode(line))
export const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)

/** A folder of its own for each test, its name not yet made. */
export function freshFolder(): { folder: string; remove: () => void } {
  const parent = mkdtempSync(join(tmpdir(), 'lianxian-journal-'))
  return { folder: join(parent, 'journal'), remove: () => rmSync(parent, { recursive: true, force: true }) }
}

/** The real file system; `before` is called with the name of each operation and may throw in its place. */
export function watchedFs(before: (name: string) => void): JournalFs {
  return new Proxy(nodeFs, {
    get(target, name: keyof JournalFs) {
      const real = target[name] as (...args: unknown[]) => unknown
      return (...args: unknown[]) => {
        before(name)
        return real(...args)
      }
    },
  })
}

/** The real file system, whose writes take at most so many bytes, or throw; null: all. */
export function shortFs(next: () => number | Error | null): JournalFs {
  const writeSync = (...[fd, bytes, from, length, at]: [number, Uint8Array, number, number, number]): number => {
    const limit = next()
    if (limit instanceof Error) throw limit
    return nodeFs.writeSync(fd, bytes, from, Math.min(limit ?? length, length), at)
  }
  return { ...nodeFs, writeSync: writeSync as typeof nodeFs.writeSync }
}

/** What a file system says when it refuses. */
export const refusal = (code: string): Error => Object.assign(new Error(code), { code, syscall: 'write' })

/** Operations after which something else is on the disk than before. */
export const durable: readonly string[] = ['writeSync', 'ftruncateSync', 'fdatasyncSync', 'fsyncSync']

/** Opens the seat's journal, or throws with the reason. */
export async function opened(journals: Journals, owner = desk) {
  const opening = await journals.journalOpen({ seat, key }, owner)
  if (!opening.ok) throw new Error(opening.reason)
  const { handle } = opening
  return {
    ...opening,
    lines: opening.found.map(text),
    append: (...lines: string[]) => journals.journalAppend({ handle, records: lines.map(bytesOf) }, owner),
    compact: (...lines: string[]) => journals.journalCompact({ handle, records: lines.map(bytesOf) }, owner),
  }
}

/** What the next program finds. */
export async function left(folder: string): Promise<string[]> {
  const journals = createJournals({ folder })
  const { lines } = await opened(journals)
  await journals.close()
  return lines
}

/** Both sides as they lie on the disk, to be put back. */
export function snapshot(folder: string): () => void {
  const sides = ['a', 'b'].map((side) => join(folder, `${seat}.${side}`))
  const kept = sides.map((path) => readFileSync(path))
  return () => {
    for (const [n, path] of sides.entries()) writeFileSync(path, kept[n] ?? '')
  }
}
