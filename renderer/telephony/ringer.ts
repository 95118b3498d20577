import type { Disposer } from '#shared/kit/disposable.ts'

/** The audible ring of the desk's page: a soft double tone, every three seconds. */
export interface Ringer {
  start(): void
  stop(): void
  /** Tries again after a press of a person (autoplay rule). */
  unlock(): void
  /** The device it rings on; empty: the system's default. */
  ringOn(id: string): void
  /** Rings once, to try it. Resolves to whether the browser let it sound. */
  test(): Promise<boolean>
  close: Disposer
}

const everyMs = 3000
/** Start in s after the beat, frequency in Hz. A major third up: a call, not an alarm. */
const notes = [
  [0, 660],
  [0.18, 830],
  [0.5, 660],
  [0.68, 830],
] as const
const noteSeconds = 0.16
/** TypeScript's library does not know it yet (W3C Web Audio API 1.2.4). */
type Movable = AudioContext & { setSinkId?(id: string): Promise<void> }

/** The last note is over by then, ms. */
const beatMs = 1000
const loudness = 0.16

function beat(context: AudioContext): void {
  for (const [after, frequency] of notes) {
    const at = context.currentTime + after
    const tone = new OscillatorNode(context, { frequency, type: 'sine' })
    const gain = new GainNode(context, { gain: 0 })
    gain.gain.setValueAtTime(0, at)
    gain.gain.linearRampToValueAtTime(loudness, at + 0.02)
    gain.gain.exponentialRampToValueAtTime(0.001, at + noteSeconds)
    tone.connect(gain).connect(context.destination)
    tone.start(at)
    tone.stop(at + noteSeconds)
  }
}

/**
 * Makes the ringer. The audio context is made at the first ring, when the microphone has been asked for, so that a browser lets it run.
 * @param onBlocked told whether the browser keeps it silent
 */
export function createRinger(makeContext: () => AudioContext, onBlocked: (blocked: boolean) => void): Ringer {
  let context: AudioContext | undefined
  let timer: ReturnType<typeof setInterval> | undefined
  let sink = ''
  const opened = (): AudioContext => {
    if (context) return context
    context = makeContext()
    if (sink !== '') move(context)
    return context
  }
  const move = (of: Movable): void => {
    // Unplugged just now: the phone says so soon, and the default rings till then.
    void of.setSinkId?.(sink).catch(() => of.setSinkId?.('').catch(() => undefined))
  }
  const wake = (): void => {
    if (!context) return
    const mine = context
    const say = () => onBlocked(mine.state !== 'running' && timer !== undefined)
    // A refused resume never settles in some browsers, so the state is looked at now as well.
    void mine.resume().then(say, say)
    say()
  }
  const stop = (): void => {
    clearInterval(timer)
    timer = undefined
    void context?.suspend()
    onBlocked(false)
  }
  return {
    start() {
      if (timer !== undefined) return
      const mine = opened()
      timer = setInterval(() => beat(mine), everyMs)
      beat(mine)
      wake()
    },
    stop,
    unlock: wake,
    ringOn(id) {
      if (id === sink) return
      sink = id
      if (context) move(context)
    },
    async test() {
      const mine = opened()
      // Without a gesture the promise stays pending in Chromium, so the state is asked.
      void mine.resume().catch(() => undefined)
      beat(mine)
      await new Promise((resolve) => setTimeout(resolve, beatMs))
      const heard = mine.state === 'running'
      if (timer === undefined) void mine.suspend()
      return heard
    },
    close() {
      stop()
      void context?.close()
      context = undefined
    },
  }
}
