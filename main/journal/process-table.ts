import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** What the system says of processes. */
export interface ProcessTable {
  /** When the process started, in whatever form; null: there is no such process. */
  startOf(pid: number): string | null
}

/** The real one: /proc on Linux, ps on macOS. Windows is not asked: there the kernel itself keeps the lock. */
export const systemProcesses: ProcessTable = {
  startOf: (pid) => (process.platform === 'linux' ? linuxStart(pid) : psStart(pid)),
}

/** Field 22 of /proc/PID/stat, counted after the name, which may hold anything. A zombie holds nothing any more. */
function linuxStart(pid: number): string | null {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []
    return fields[0] === 'Z' ? null : (fields[19] ?? null)
  } catch {
    return null
  }
}

function psStart(pid: number): string | null {
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || null
  } catch {
    return null
  }
}
