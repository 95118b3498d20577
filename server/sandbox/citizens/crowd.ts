import type { SpeechSegment } from '#shared/contract/speech.schema.ts'
import type { Clock } from '#shared/kit/clock.ts'
import type { Dialogue } from '../data/dialogue.ts'
import { type ArrivalRules, arrive, callEnded, noArrivals, seatsReady, untilNext } from './arrivals.rules.ts'
import { type CitizenCall, placeCitizenCall } from './citizen-call.ts'
import type { CitizensLog, Dial } from './line-port.ts'
import type { Random } from './random.ts'
import { drawTemper } from './temper.rules.ts'
import type { VoiceStore } from './voice-store.ts'
import { type Caller, type CallerRules, firstCallers, nextCaller } from './who-calls.rules.ts'

export interface CrowdOptions {
  readonly dialogues: readonly Dialogue[]
  readonly voices: Pick<VoiceStore, 'load'>
  readonly dial: Dial
  readonly clock: Clock
  readonly random: Random
  readonly arrivals: ArrivalRules
  readonly callers: CallerRules
  readonly onSegment: (segment: SpeechSegment) => void
  readonly log: CitizensLog
}

/** The citizens of the sandbox. */
export interface Crowd {
  /** How many seats could take a call now; say it whenever it changes. */
  readySeats(n: number): void
  /** Calls up now, those that wait included. */
  live(): number
  /** Hangs up all calls and resolves when every line is down, or after 3 s. Nobody calls any more. */
  close(): Promise<void>
}

const closeWithin = 3000

/** Lets citizens call as seats become ready, until closed. */
export function openCrowd(options: CrowdOptions): Crowd {
  const { clock, random, arrivals: rules, dialogues, log } = options
  const calls = new Map<string, CitizenCall | 'starting'>()
  let callers = firstCallers(dialogues, random)
  let arrivals = noArrivals(clock.now())
  let cancelTimer = () => {}
  let closing = false
  let closed = () => {}

  const schedule = () => {
    cancelTimer()
    const wait = untilNext(rules, arrivals)
    if (!closing && Number.isFinite(wait)) cancelTimer = clock.after(wait, turn)
  }
  const turn = () => {
    const { calls: someoneCalls, after } = arrive(rules, arrivals, { at: clock.now(), random })
    arrivals = after
    if (someoneCalls) {
      const busy = new Set(calls.keys())
      const next = nextCaller(dialogues, callers, { random, rules: options.callers, busy })
      callers = next.after
      calls.set(next.caller.user, 'starting')
      begin(next.caller).catch((error: unknown) => {
        log('citizen-failed', {
          dialogue: next.caller.dialogue.id,
          error: error instanceof Error ? error.name : 'unknown',
        })
        ended(next.caller.user)
      })
    }
    schedule()
  }
  const begin = async ({ dialogue, user }: Caller) => {
    const voice = await options.voices.load(dialogue)
    if (closing) return ended(user)
    log('citizen-calls', { dialogue: dialogue.id })
    const temper = drawTemper(random, voice.lines.length)
    const onOver = (how: string) => {
      log('citizen-over', { dialogue: dialogue.id, how })
      ended(user)
    }
    const call = placeCitizenCall({ ...options, user, voice, temper, onOver })
    if (calls.has(user)) calls.set(user, call)
  }
  const ended = (user: string) => {
    if (!calls.delete(user)) return
    arrivals = callEnded(rules, arrivals, clock.now())
    if (calls.size === 0) closed()
    schedule()
  }
  return {
    readySeats(n) {
      arrivals = seatsReady(rules, arrivals, { n, at: clock.now(), random })
      schedule()
    },
    live: () => calls.size,
    close: () =>
      new Promise((resolve) => {
        closing = true
        cancelTimer()
        if (calls.size === 0) return resolve()
        const cancel = clock.after(closeWithin, resolve)
        closed = () => {
          cancel()
          resolve()
        }
        for (const call of calls.values()) if (call !== 'starting') call.tell()
      }),
  }
}
