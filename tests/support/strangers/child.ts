import { type ChildProcess, spawn } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { join } from 'node:path'

/** A program that was started by a test, and only by it. */
export interface Stranger {
  readonly pid: number
  readonly child: ChildProcess
  /** The end of what it said so far. */
  words(): string
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
  let words = ''
  const hear = (data: Buffer) => {
    words = (words + data.toString()).slice(-2000)
  }
  child.stdout.on('data', hear)
  child.stderr.on('data', hear)
  child.on('error', (error) => hear(Buffer.from(error.message)))
  const gone = new Promise<void>((resolve) => child.once('close', () => resolve()))
  return {
    pid: child.pid ?? 0,
    child,
    words: () => words,
    async stop() {
      child.kill('SIGTERM')
      const timer = setTimeout(() => child.kill('SIGKILL'), patience)
      await gone
      clearTimeout(timer)
      log.end()
    },
  }
}

/** Asks until the answer is yes. What never came is thrown, with the last words of who did not bring it; that one is ended. */
export async function until(what: string, asks: () => Promise<boolean> | boolean, who?: Stranger): Promise<void> {
  const end = Date.now() + patience
  while (!(await asks())) {
    const ended = who !== undefined && (who.child.exitCode !== null || who.child.signalCode !== null)
    if (ended || Date.now() > end) {
      await who?.stop()
      throw new Error(`${what} did not come\n${who?.words() ?? ''}`)
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
