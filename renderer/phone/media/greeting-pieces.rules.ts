/** A piece of a sound, in seconds. */
export interface Span {
  readonly from: number
  readonly length: number
}

/** Between two pieces, in seconds. */
const gap = 0.05

/** Pieces of a sound one after the other, with a breath between; what lies beyond the sound's end is silence. */
export function joinPieces(
  { samples, rate }: { readonly samples: Float32Array; readonly rate: number },
  spans: readonly Span[],
): Float32Array<ArrayBuffer> {
  const parts = spans.map(({ from, length }) => {
    const start = Math.round(from * rate)
    return { sound: samples.subarray(start, start + Math.round(length * rate)), length: Math.round(length * rate) }
  })
  const pause = Math.round(gap * rate)
  const total = parts.reduce((sum, { length }) => sum + length + pause, 0)
  // A buffer of no samples cannot be made.
  const joined = new Float32Array(Math.max(1, total - pause))
  let at = 0
  for (const { sound, length } of parts) {
    joined.set(sound, at)
    at += length + pause
  }
  return joined
}
