import { execFileSync } from 'node:child_process'
import { linkSync, readFileSync, renameSync, rmSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Disposer } from '#shared/kit/disposable.ts'
import { failure, type Result, success } from '#shared/kit/result.ts'

/** Who holds a folder: a process, told from a later one with the same number by its start time. */
export interface LockHolder {
  readonly pid: number
  readonly started: string
}

/** What the system says of processes. */
export interface ProcessTable {
  /** When the process started, in whatever form; null: there is no such process. */
  startOf(pid: number): string | null
}

/** The real one: /proc on Linux, ps on other Unixes, bare existence on Windows. */
export const systemProcesses: ProcessTable = {
  startOf(pid) {
    if (process.platform === 'linux') return linuxStart(pid)
    if (process.platform === 'win32') return exists(pid) ? 'running' : null
    try {
      return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || null
    } catch {
      return null
    }
  },
}

/** Field 22 of /proc/PID/stat, counted after the name, which may hold anything. A zombie holds nothing any more. */
function linuxStart(pid: number): string | null {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').slice(-1)[0]?.split(' ') ?? []
    return fields[0] === 'Z' ? null : (fields[19] ?? null)
  } catch {
    return null
  }
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/**
 * Takes the folder for this process: the embedded database loses acknowledged rows when two processes open it.
 * A lock whose process is gone is taken over. @returns the release, or `held`
 */
export function lockFolder(folder: string, processes: ProcessTable = systemProcesses): Result<Disposer, 'held'> {
  const path = join(folder, 'lock')
  const own = `${path}.${process.pid}`
  const holder: LockHolder = { pid: process.pid, started: processes.startOf(process.pid) ?? '' }
  writeFileSync(own, JSON.stringify(holder))
  try {
    for (let tries = 0; tries < 5; tries += 1) {
      if (placed(own, path)) return success(() => releaseIfOwn(path, holder))
      const held = readHolder(path)
      if (held && processes.startOf(held.pid) === held.started) return failure('held')
      setAside(path, `${own}.stale`)
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

/** Of two that find the same stale lock, one alone moves it away. */
function setAside(path: string, aside: string): void {
  try {
    renameSync(path, aside)
    unlinkSync(aside)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
}

function releaseIfOwn(path: string, holder: LockHolder): void {
  const held = readHolder(path)
  if (held?.pid === holder.pid && held.started === holder.started) rmSync(path, { force: true })
}
