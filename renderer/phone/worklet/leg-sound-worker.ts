/** Carries the sound of legs to the audio thread, in a thread of its own: a page that is busy does not break it. */
import type { LegSoundOrder, LegSoundReport } from './leg-sound-messages.ts'
import { createUpsampler } from './upsampler.ts'

const readers = new Map<number, ReadableStreamDefaultReader<AudioData>>()
const say = (report: LegSoundReport): void => self.postMessage(report)

/** All channels as one. */
function mono(sound: AudioData): Float32Array {
  const all = new Float32Array(sound.numberOfFrames)
  const one = new Float32Array(sound.numberOfFrames)
  for (let planeIndex = 0; planeIndex < sound.numberOfChannels; planeIndex += 1) {
    sound.copyTo(one, { planeIndex, format: 'f32-planar' })
    for (let i = 0; i < all.length; i += 1) all[i] = (all[i] ?? 0) + (one[i] ?? 0) / sound.numberOfChannels
  }
  return all
}

async function carry({ id, rate, readable, port }: Extract<LegSoundOrder, { op: 'open' }>): Promise<void> {
  const reader = readable.getReader()
  readers.set(id, reader)
  let from = rate
  let raised = createUpsampler(from, rate)
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      const sound = next.value
      // The rate is the codec's, and may change with what else the browser plays.
      if (sound.sampleRate !== from) {
        from = sound.sampleRate
        raised = createUpsampler(from, rate)
      }
      const samples = raised(mono(sound))
      sound.close()
      port.postMessage(samples, [samples.buffer])
    }
  } catch {
    say({ kind: 'lost', id })
    // Where it was the stream itself that failed there is nothing to cancel.
    void reader.cancel().catch(() => undefined)
  }
  readers.delete(id)
  port.close()
}

self.onmessage = ({ data }: MessageEvent<LegSoundOrder>) => {
  if (data.op === 'open') void carry(data)
  else
    readers
      .get(data.id)
      ?.cancel()
      .catch(() => undefined)
}
say({ kind: 'ready' })
