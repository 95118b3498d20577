import type { Disposer } from '#shared/kit/disposable.ts'

/** The audible ring of the desk's page: a soft double tone, every three seconds. */
export interface Ringer {
  start(): void
  stop(): void
  /** Tries again after a press of a person (autoplay rule). */
  unlock(): void
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
      context ??= makeContext()
      const mine = context
      timer = setInterval(() => beat(mine), everyMs)
      beat(mine)
      wake()
    },
    stop,
    unlock: wake,
    close() {
      stop()
      void context?.close()
      context = undefined
    },
  }
}
