/** What a party hears that waits. It sounds from the first time somebody waits; nobody hears it before. */
export interface HoldMusic {
  readonly output: GainNode
  /** Begins, if it has not begun. */
  start(): void
  close(): void
}

/** A slow arpeggio over four chords (C, Am, F, G), in Hz: our own, so that no one's rights are touched. */
const chords = [
  [261.6, 329.6, 392.0, 523.3],
  [220.0, 261.6, 329.6, 440.0],
  [174.6, 220.0, 261.6, 349.2],
  [196.0, 246.9, 293.7, 392.0],
] as const
const noteSeconds = 0.5
const loudness = 0.12

/** Adds one plucked note: a sine with a soft octave that dies away, and so does not click at the end of its place. */
function pluck(samples: Float32Array, rate: number, note: { readonly at: number; readonly hertz: number }): void {
  const first = Math.round(note.at * rate)
  const length = Math.round(noteSeconds * 2 * rate)
  for (let n = 0; n < length; n += 1) {
    const seconds = n / rate
    const turn = 2 * Math.PI * note.hertz * seconds
    const swell = Math.min(1, seconds / 0.02) * Math.exp(-4 * seconds)
    const place = (first + n) % samples.length
    samples[place] = (samples[place] ?? 0) + loudness * swell * (Math.sin(turn) + 0.25 * Math.sin(2 * turn))
  }
}

function compose(rate: number): AudioBuffer {
  const notes = chords.flatMap((chord) => [...chord, ...[...chord].reverse()])
  const buffer = new AudioBuffer({ length: Math.round(notes.length * noteSeconds * rate), sampleRate: rate })
  const samples = buffer.getChannelData(0)
  for (const [index, hertz] of notes.entries()) pluck(samples, rate, { at: index * noteSeconds, hertz })
  return buffer
}

/** Makes the music of one context; it is composed when it is first needed. */
export function createHoldMusic(context: BaseAudioContext): HoldMusic {
  const output = new GainNode(context)
  let source: AudioBufferSourceNode | undefined
  return {
    output,
    start() {
      if (source) return
      source = new AudioBufferSourceNode(context, { buffer: compose(context.sampleRate), loop: true })
      source.connect(output)
      source.start()
    },
    close() {
      source?.stop()
      source?.disconnect()
      output.disconnect()
    },
  }
}
