/** Nothing is quieter than this, dBFS. */
export const silenceLevel = -90

/** Level of a piece of 16-bit sound in dBFS (RMS; a full-scale square is 0). */
export function levelOf(samples: Int16Array): number {
  let sum = 0
  for (const sample of samples) sum += sample * sample
  if (sum === 0) return silenceLevel
  return Math.max(silenceLevel, 10 * Math.log10(sum / samples.length / 32_768 ** 2))
}
