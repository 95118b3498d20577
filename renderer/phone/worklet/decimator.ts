/** From 48 kHz to 16. */
const factor = 3
/** Length of the filter; odd, so that it delays by whole samples. */
const taps = 95
/** Hz: speech goes up to here, and by 8 kHz, where it would fold, nothing is left. */
const cutoff = 7000
const rate = 48_000

/** Low-pass, windowed sinc (Blackman), of gain 1. */
function makeFilter(): Float32Array {
  const middle = (taps - 1) / 2
  const filter = Float32Array.from({ length: taps }, (_, n) => {
    const at = (2 * Math.PI * cutoff * (n - middle)) / rate
    const sinc = n === middle ? 1 : Math.sin(at) / at
    const turn = (2 * Math.PI * n) / (taps - 1)
    return sinc * (0.42 - 0.5 * Math.cos(turn) + 0.08 * Math.cos(2 * turn))
  })
  const sum = filter.reduce((all, value) => all + value, 0)
  return filter.map((value) => value / sum)
}

/** Takes samples of 48 kHz and gives every third, filtered, to `put`. */
export function createDecimator(put: (sample: number) => void): (sample: number) => void {
  const filter = makeFilter()
  // Twice the same, so that the window is always one piece.
  const line = new Float32Array(taps * 2)
  let at = 0
  let phase = 0
  return (sample) => {
    line[at] = sample
    line[at + taps] = sample
    at = (at + 1) % taps
    phase = (phase + 1) % factor
    if (phase !== 0) return
    let sum = 0
    for (let n = 0; n < taps; n += 1) sum += (filter[n] ?? 0) * (line[at + n] ?? 0)
    put(sum)
  }
}
