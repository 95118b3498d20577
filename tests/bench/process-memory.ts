import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** Resident set of a process, MiB, from /proc; NaN where there is none. */
export function residentMiB(pid: number): number {
  try {
    const kib = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    return kib ? Math.round(Number(kib) / 1024) : Number.NaN
  } catch {
    return Number.NaN
  }
}

/** Process ids below `root`, itself included, with their command lines. */
export function processTree(root: number): { readonly pid: number; readonly command: string }[] {
  const rows = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line))
    .flatMap((match) => (match ? [{ pid: Number(match[1]), parent: Number(match[2]), command: match[3] ?? '' }] : []))
  const found = rows.filter(({ pid }) => pid === root)
  for (let i = 0; i < found.length; i++) found.push(...rows.filter(({ parent }) => parent === found[i]?.pid))
  return found.map(({ pid, command }) => ({ pid, command }))
}
