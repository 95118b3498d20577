import { randomUUID } from 'node:crypto'
import { type FSWatcher, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, watch, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export interface SecondStart {
  readonly argv: readonly string[]
  readonly cwd: string
  readonly data: unknown
}

/** Start of a process in the kernel's ticks: a pid alone may be another process's by now. null: it is gone. */
function bornAt(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const [state, ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return state === 'Z' ? null : (rest[18] ?? null)
  } catch {
    return null
  }
}

/** One running program for each folder; a second one leaves its line for the first and gets null. */
export function takeLock(
  folder: string,
  mine: SecondStart,
  onSecond: (second: SecondStart) => void,
): { release(): void } | null {
  const lock = join(folder, 'host-singleton')
  const box = join(folder, 'host-singleton-box')
  mkdirSync(box, { recursive: true })
  const me = `${process.pid} ${bornAt(process.pid)}`
  for (;;) {
    try {
      writeFileSync(lock, me, { flag: 'wx' })
      break
    } catch {
      const holder = readHolder(lock)
      if (holder?.alive) {
        const name = join(box, randomUUID())
        writeFileSync(`${name}.part`, JSON.stringify(mine))
        renameSync(`${name}.part`, `${name}.json`)
        return null
      }
      rmSync(lock, { force: true })
    }
  }
  const take = (): void => {
    for (const name of readdirSync(box).filter((each) => each.endsWith('.json'))) {
      const path = join(box, name)
      const second = JSON.parse(readFileSync(path, 'utf8')) as SecondStart
      rmSync(path)
      onSecond(second)
    }
  }
  for (const left of readdirSync(box)) rmSync(join(box, left), { force: true })
  const watcher: FSWatcher = watch(box, () => take())
  watcher.unref()
  return {
    release() {
      watcher.close()
      rmSync(lock, { force: true })
    },
  }
}

function readHolder(lock: string): { alive: boolean } | null {
  try {
    const [pid = '', born = ''] = readFileSync(lock, 'utf8').split(' ')
    // Just made and not yet written: its holder is alive.
    if (pid === '') return { alive: true }
    return { alive: bornAt(Number(pid)) === born }
  } catch {
    return null
  }
}
