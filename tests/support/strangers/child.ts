import { type ChildProcess, spawn } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { join } from 'node:path'

/** A program that was started by a test, and only by it. */
export interface Stranger {
  readonly pid: number
  readonly child: ChildProcess
  /** Ends it by its own process and waits until it is gone. */
  stop(): Promise<void>
}

/** Longest wait for a start or an end, ms. */
const patience = 15_000

/** Starts a program with its words in `<folder>/<name>.log`. */
export function startChild(folder: string, name: string, [program = '', ...args]: readonly string[]): Stranger {
  const child = spawn(program, args, { cwd: folder, stdio: ['pipe', 'pipe', 'pipe'] })
  const log = createWriteStream(join(folder, `${name}.log`), { flags: 'a' })
  child.stdout.pipe(log, { end: false })
  child.stderr.pipe(log, { end: false })
  child.on('error', () => {})
  const gone = new Promise<void>((resolve) => child.once('close', () => resolve()))
  return {
    pid: child.pid ?? 0,
    child,
    async stop() {
      child.kill('SIGTERM')
      const timer = setTimeout(() => child.kill('SIGKILL'), patience)
      await gone
      clearTimeout(timer)
      log.end()
    },
  }
}

/** Asks until the answer is yes; throws with the name of what never came. */
export async function until(what: string, asks: () => Promise<boolean> | boolean): Promise<void> {
  const end = Date.now() + patience
  while (!(await asks())) {
    if (Date.now() > end) throw new Error(`${what} did not come`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
