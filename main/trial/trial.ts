import type { Clock } from '#shared/kit/clock.ts'
import { failure } from '#shared/kit/result.ts'
import { createPause } from './pause.ts'
import { restartDelay } from './restart.rules.ts'
import { runTrial, type TrialProcess, type TrialRun, type TrialStart } from './run-trial.ts'
import type { TrialAddress } from './trial-answer.rules.ts'

export interface TrialParts {
  readonly fork: (program: string) => TrialProcess
  /** Path of the sandbox's program, trial.mjs. */
  readonly program: string
  /** Folder of its data, and of the pages it serves to browsers. */
  readonly data: string
  readonly pages: string
  readonly clock: Clock
  /** In [0, 1). */
  readonly random: () => number
  /** It crashed and is back, perhaps at another address. */
  readonly onBack: (address: TrialAddress) => void
  /** It crashed and does not come back; `start` may be called again. */
  readonly onEnd: () => void
  /** For the log. */
  readonly note: (what: string, detail: string) => void
}

/** The sandbox of this installation. */
export interface Trial {
  /** Starts it, once however often it is called. */
  start(): Promise<TrialStart>
  /** Whether it is there or coming. */
  running(): boolean
  /** Waits for its clean end, ten seconds at most. */
  stop(): Promise<void>
}

/** Nothing runs before `start`. A first start that fails is not repeated; a sandbox that crashes later is brought back, three times in five minutes. */
export function createTrial(parts: TrialParts): Trial {
  const { clock } = parts
  let crashes: readonly number[] = []
  let run: TrialRun | null = null
  let answer: Promise<TrialStart> | null = null
  let stopping: Promise<void> = Promise.resolve()
  /** Counts the stops: what was begun before one does not go on after it. */
  let turn = 0
  const pause = createPause(clock)

  const begin = async (before: Promise<void>): Promise<TrialStart> => {
    const own = turn
    await before
    if (own !== turn) return failure('stopped')
    const one = runTrial({ ...parts, child: parts.fork(parts.program) })
    run = one
    void one.ended.then(() => ended(one))
    const start = await one.answer
    // It holds the folder until it is gone.
    if (!start.ok) void one.close()
    return start
  }
  const ended = async (one: TrialRun): Promise<void> => {
    const { ok } = await one.answer
    if (run !== one) return
    run = null
    answer = null
    if (ok || crashes.length > 0) comeBack()
  }
  const comeBack = (): void => {
    crashes = [...crashes, clock.now()]
    const delay = restartDelay(crashes, parts.random())
    if (delay === null) {
      crashes = []
      parts.onEnd()
      return
    }
    parts.note('trial-restart', String(delay))
    answer = begin(pause.begin(delay)).then((start) => {
      if (start.ok) parts.onBack(start.value)
      return start
    })
  }
  return {
    running: () => answer !== null,
    start() {
      answer ??= begin(stopping)
      return answer
    },
    stop() {
      const one = run
      turn += 1
      pause.end()
      run = null
      answer = null
      crashes = []
      if (one) stopping = one.close()
      return stopping
    },
  }
}
