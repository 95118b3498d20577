import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { AnswerMessage, Ask, Asks } from '#tests/electron-host/control-messages.ts'
import type { Exit, ShellOptions } from './shell.ts'

const host = new URL('../../electron-host/host.ts', import.meta.url).href
const tsx = import.meta.resolve('tsx')
const project = fileURLToPath(new URL('../../..', import.meta.url))

/** A program on the host, and the channel to it. */
export interface HostProcess {
  ask<A extends Ask>(what: A, arg: Parameters<Asks[A]>[0]): Promise<ReturnType<Asks[A]>>
  readonly exited: Promise<Exit>
  output(): string
  /** SIGKILL to its whole group: Chromium and utility processes too. */
  kill(): void
}

export function startHostProcess(options: ShellOptions, more: readonly string[] = []): HostProcess {
  const { main, userData, args = [], env = {}, machine = {} } = options
  const line = ['--import', tsx, '--import', host, main, `--data=${userData}`, ...args, ...more]
  const child = spawn(process.execPath, line, {
    cwd: project,
    env: {
      ...process.env,
      XDG_CONFIG_HOME: userData,
      // Chromium moves the cache of a profile below the first into the second, which all programs would share.
      XDG_CACHE_HOME: join(userData, 'cache'),
      NODE_OPTIONS: '',
      ...env,
      ELECTRON_HOST_SWITCHES: JSON.stringify(machine),
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // A group of its own, so that it can be killed whole.
    detached: true,
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (text: Buffer) => {
      said = (said + text.toString()).slice(-200_000)
    })
  const waiting = new Map<number, (answer: AnswerMessage) => void>()
  let next = 0
  const exited = exitOf(child).then((exit) => {
    for (const [id, answer] of waiting) answer({ id, ok: false, error: `the program has ended: ${said.slice(-2_000)}` })
    waiting.clear()
    return exit
  })
  child.on('message', (answer: AnswerMessage) => {
    waiting.get(answer.id)?.(answer)
    waiting.delete(answer.id)
  })
  return {
    ask: (what, arg) =>
      new Promise((resolve, reject) => {
        next += 1
        if (!child.connected) return reject(new Error(`${what}: the program has ended: ${said.slice(-2_000)}`))
        waiting.set(next, (answer) => {
          if (answer.ok) resolve(answer.value as never)
          else reject(new Error(`${what}: ${answer.error}`))
        })
        child.send({ id: next, ask: what, arg }, (error) => {
          if (error) reject(error)
        })
      }),
    exited,
    output: () => said,
    kill() {
      if (child.pid === undefined) return
      try {
        process.kill(-child.pid, 'SIGKILL')
      } catch {
        // All of it has ended already.
      }
    },
  }
}

const exitOf = (child: ChildProcess): Promise<Exit> =>
  new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) => resolve({ code, signal }))
  })
