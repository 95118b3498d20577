import { Playout } from './playout.ts'
import type { Speaker } from './speaker.ts'

/** Ring-back tone for the one who calls: 450 Hz, one second on, four off (GB/T 3380 / YD/T 522 cadence). */
export interface Ringback {
  play(on: boolean): void
}

const loudness = 0.05

export function createRingback(context: AudioContext, speaker: Speaker): Ringback {
  let stop: (() => void) | undefined
  const start = (): (() => void) => {
    const sink = new MediaStreamAudioDestinationNode(context)
    const beat = new AudioBuffer({ length: context.sampleRate * 5, sampleRate: context.sampleRate })
    const samples = beat.getChannelData(0)
    for (let i = 0; i < context.sampleRate; i += 1)
      samples[i] = loudness * Math.sin((2 * Math.PI * 450 * i) / context.sampleRate)
    const source = new AudioBufferSourceNode(context, { buffer: beat, loop: true })
    source.connect(sink)
    source.start()
    const playout = new Playout(speaker, () => undefined)
    playout.show(sink.stream)
    return () => {
      source.stop()
      playout.close()
      source.disconnect()
    }
  }
  return {
    play(on) {
      if (on) stop ??= start()
      else {
        stop?.()
        stop = undefined
      }
    },
  }
}
