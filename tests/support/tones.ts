/** Samples a second of telephone sound. */
export const sampleRate = 8000

/** A source of 20 ms frames of one sine; `level` 0 to 1 of full scale. */
export function toneSource(frequency: number, level = 0.4): () => Int16Array {
  let n = 0
  return () => {
    const frame = new Int16Array(160)
    for (let i = 0; i < frame.length; i++, n++)
      frame[i] = Math.round(Math.sin((2 * Math.PI * frequency * n) / sampleRate) * level * 32_767)
    return frame
  }
}

/** Level of one frequency in dB of full scale (Goertzel): a full-scale sine gives 0, silence -Infinity. */
export function toneLevel(samples: Int16Array, frequency: number): number {
  const w = (2 * Math.PI * frequency) / sampleRate
  const coefficient = 2 * Math.cos(w)
  let [s1, s2] = [0, 0]
  for (const sample of samples) {
    const s0 = sample / 32_768 + coefficient * s1 - s2
    s2 = s1
    s1 = s0
  }
  const power = s1 * s1 + s2 * s2 - coefficient * s1 * s2
  return 20 * Math.log10((2 * Math.sqrt(Math.max(power, 0))) / Math.max(samples.length, 1))
}

/** Collects what `subscribe` hears until `ms` of sound are there; the beginning can be skipped. */
export function record(
  subscribe: (listener: (frame: Int16Array) => void) => () => void,
  want: { readonly ms: number; readonly skipMs?: number },
): Promise<Int16Array> {
  const skip = ((want.skipMs ?? 0) * sampleRate) / 1000
  const all = new Int16Array((want.ms * sampleRate) / 1000 + skip)
  let filled = 0
  return new Promise((resolve) => {
    const stop = subscribe((frame) => {
      const part = frame.subarray(0, all.length - filled)
      all.set(part, filled)
      filled += part.length
      if (filled < all.length) return
      stop()
      resolve(all.subarray(skip))
    })
  })
}
