import { Playout } from './playout.ts'
import type { Speaker } from './speaker.ts'

/** How long a beep sounds, ms. */
export const beepMs = 300

const loudness = 0.08
/** Hz; apart from ring-back (450) and from keys. */
const pitch = 700
/** Up and down in this part of it, so that it does not click. */
const edge = 0.05

/** One short tone at the agent's ear, on the device that calls are heard by; no party hears it. */
export function playBeep(context: AudioContext, speaker: Speaker): void {
  const seconds = beepMs / 1000
  const sink = new MediaStreamAudioDestinationNode(context)
  const tone = new OscillatorNode(context, { frequency: pitch })
  const gain = new GainNode(context, { gain: 0 })
  const playout = new Playout(speaker, () => undefined)
  const now = context.currentTime
  gain.gain.setValueAtTime(0, now)
  gain.gain.linearRampToValueAtTime(loudness, now + seconds * edge)
  gain.gain.setValueAtTime(loudness, now + seconds * (1 - edge))
  gain.gain.linearRampToValueAtTime(0, now + seconds)
  tone.connect(gain).connect(sink)
  tone.onended = () => playout.close()
  playout.show(sink.stream)
  tone.start(now)
  tone.stop(now + seconds)
}
