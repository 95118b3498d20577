import {
  closeSync,
  constants,
  linkSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import type { Disposer } from '#shared/kit/disposable.ts'
import { failure, type Result, success } from '#shared/kit/result.ts'
import { type ProcessTable, systemProcesses } from './process-table.ts'

/** Who holds a folder: a process, told from a later one with the same number by its start time. */
interface LockHolder {
  readonly pid: number
  readonly started: string
}

/** libuv's UV_FS_O_EXLOCK: on Windows no other process may open the file as long as we have it, however we end. */
const exclusive = 0x1000_0000

/**
 * Takes the folder for this process: two that append to one journal would write over each other. A lock whose process is gone is taken over.
 * @returns the release, or `held`. Throws when the folder can't be written.
 */
export function lockFolder(folder: string, processes: ProcessTable = systemProcesses): Result<Disposer, 'held'> {
  const path = join(folder, 'lock')
  return process.platform === 'win32' ? lockByKernel(path) : lockByName(path, processes)
}

function lockByKernel(path: string): Result<Disposer, 'held'> {
  try {
    const fd = openSync(path, constants.O_RDWR | constants.O_CREAT | exclusive, 0o600)
    return success(() => closeSync(fd))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EBUSY') return failure('held')
    throw error
  }
}

function lockByName(path: string, processes: ProcessTable): Result<Disposer, 'held'> {
  const own = `${path}.${process.pid}`
  const holder: LockHolder = { pid: process.pid, started: processes.startOf(process.pid) ?? '' }
  writeFileSync(own, JSON.stringify(holder), { mode: 0o600 })
  try {
    for (let tries = 0; tries < 5; tries += 1) {
      if (placed(own, path)) return success(() => releaseIfOwn(path, holder))
      const held = readHolder(path)
      if (held && processes.startOf(held.pid) === held.started) return failure('held')
      setAside(path, `${own}.stale`, held)
    }
    return failure('held')
  } finally {
    rmSync(own, { force: true })
  }
}

/** A link appears with its whole content or not at all. */
function placed(own: string, path: string): boolean {
  try {
    linkSync(own, path)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

function readHolder(path: string): LockHolder | null {
  try {
    const { pid, started } = JSON.parse(readFileSync(path, 'utf8')) as Partial<LockHolder>
    return typeof pid === 'number' && typeof started === 'string' ? { pid, started } : null
  } catch {
    return null
  }
}

const same = (one: LockHolder | null, other: LockHolder | null): boolean =>
  one?.pid === other?.pid && one?.started === other?.started

/** Of two that find the same stale lock the slower one may move the quicker one's fresh lock away: that one is put back. */
function setAside(path: string, aside: string, stale: LockHolder | null): void {
  try {
    renameSync(path, aside)
    if (!same(readHolder(aside), stale)) placed(aside, path)
    unlinkSync(aside)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
}

function releaseIfOwn(path: string, holder: LockHolder): void {
  if (same(readHolder(path), holder)) rmSync(path, { force: true })
}
