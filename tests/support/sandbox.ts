import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { putEmptyDatabase } from './empty-database.ts'

/** A running `npm start -- --headless`, as anybody would start it. */
export interface Sandbox {
  readonly url: string
  readonly sip: string
  readonly pid: number
  /** Milliseconds from spawn to READY. */
  readonly readyMs: number
  /** SIGTERM and wait; resolves with the exit code. */
  stop(): Promise<number | null>
  /** SIGKILL and wait. */
  kill(): Promise<void>
}

export interface SandboxOptions {
  readonly data: string
  readonly citizens?: boolean
  /** Default 0: any free port. */
  readonly port?: number
  readonly env?: Record<string, string>
}

/** A backend's data folder and its disposer. */
export interface DataFolder {
  readonly path: string
  remove(): void
}

/** An empty data folder. */
export function freshData(): DataFolder {
  const path = mkdtempSync(join(tmpdir(), 'lianxian-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

/** A data folder for a backend whose first start is not what is tested: its database is there already, empty. */
export async function preparedData(): Promise<DataFolder> {
  const data = freshData()
  await putEmptyDatabase(data.path)
  return data
}

const exited = (child: ChildProcess) =>
  new Promise<number | null>((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve(child.exitCode)
    else child.once('exit', (code) => resolve(code))
  })

/** Starts the sandbox and waits for its READY line; throws with what it printed when it ends before. */
export function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const started = performance.now()
  const args = [
    'build/start.mjs',
    '--headless',
    '--port',
    String(options.port ?? 0),
    '--data',
    options.data,
    '--citizens',
    options.citizens ? 'on' : 'off',
  ]
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...options.env },
  })
  let out = ''
  let log = ''
  child.stderr.on('data', (part: Buffer) => {
    log = (log + part.toString()).slice(-8000)
  })
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the sandbox ended with ${code} before READY:\n${out}\n${log}`)))
    child.stdout.on('data', (part: Buffer) => {
      out += part.toString()
      const line = /^READY (\{.*\})$/m.exec(out)?.[1]
      if (!line) return
      const { url, sip } = JSON.parse(line) as { url: string; sip: string }
      resolve({
        url,
        sip,
        pid: child.pid ?? 0,
        readyMs: performance.now() - started,
        stop: () => {
          child.kill('SIGTERM')
          return exited(child)
        },
        kill: async () => {
          child.kill('SIGKILL')
          await exited(child)
        },
      })
    })
  })
}
