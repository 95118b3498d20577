import type { Clock } from '#shared/kit/clock.ts'
import { failure, type Result, success } from '#shared/kit/result.ts'
import { type TrialAddress, trialAnswer } from './trial-answer.rules.ts'

/** `refused`: it said why it can't; `crashed`: it ended by itself; `timeout`: it said nothing; `stopped`: it was told to end. */
export type TrialFailure = 'refused' | 'crashed' | 'timeout' | 'stopped'
export type TrialStart = Result<TrialAddress, TrialFailure>

/** A child process, as much of Electron's UtilityProcess as we use. */
export interface TrialProcess {
  post(message: unknown): void
  onMessage(listener: (message: unknown) => void): void
  /** Called once. */
  onExit(listener: (code: number) => void): void
  /** Ends it whatever it does. */
  kill(): void
}

export interface RunParts {
  readonly child: TrialProcess
  readonly clock: Clock
  /** Folder of the sandbox's own data, and of the pages it serves. */
  readonly data: string
  readonly pages: string
  readonly note: (what: string, detail: string) => void
}

/** One life of the sandbox's process. */
export interface TrialRun {
  readonly answer: Promise<TrialStart>
  readonly ended: Promise<void>
  /** Asks it to end and waits, then kills it. */
  close(): Promise<void>
}

/** A first start lays out the database, which takes its time on a slow disk. */
const startLimitMs = 60_000
/** It writes what it has; longer than this it hangs. */
const endLimitMs = 10_000
/** After being killed it is gone, or nobody can help. */
const killLimitMs = 2000

/** Gives the child its job and watches it to its end. */
export function runTrial({ child, clock, data, pages, note }: RunParts): TrialRun {
  const answer = later<TrialStart>()
  const ended = later<void>()
  let closing: Promise<void> | null = null
  const stopWaiting = clock.after(startLimitMs, () => {
    note('trial-timeout', '')
    answer.resolve(failure('timeout'))
  })
  child.onMessage((message) => {
    const said = trialAnswer(message)
    if (said === null) return
    stopWaiting()
    if (said.kind === 'refused') note('trial-refused', said.sentence)
    answer.resolve(said.kind === 'ready' ? success(said.address) : failure('refused'))
  })
  child.onExit((code) => {
    stopWaiting()
    if (code !== 0) note('trial-exit', String(code))
    answer.resolve(failure(closing === null ? 'crashed' : 'stopped'))
    ended.resolve()
  })
  child.post({ data, pages })

  const end = async (): Promise<void> => {
    stopWaiting()
    child.post({ kind: 'close' })
    if (await within(clock, ended.promise, endLimitMs)) return
    note('trial-killed', '')
    child.kill()
    await within(clock, ended.promise, killLimitMs)
    answer.resolve(failure('stopped'))
  }
  return {
    answer: answer.promise,
    ended: ended.promise,
    close() {
      closing ??= end()
      return closing
    },
  }
}

function later<T>(): { readonly promise: Promise<T>; readonly resolve: (value: T) => void } {
  let resolve = (_value: T): void => undefined
  const promise = new Promise<T>((done) => {
    resolve = done
  })
  return { promise, resolve: (value) => resolve(value) }
}

/** Whether it is done in time. */
function within(clock: Clock, done: Promise<void>, ms: number): Promise<boolean> {
  return new Promise((resolve) => {
    const stop = clock.after(ms, () => resolve(false))
    void done.then(() => {
      stop()
      resolve(true)
    })
  })
}
