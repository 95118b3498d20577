/** Samples of the source that each sample is made of. */
const taps = 48
/** Of what the source can hold (half its rate), what is kept; above lies the filter's slope. */
const kept = 0.92

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b))

/** A low-pass of the source's band, windowed sinc (Blackman), seen from each of the places between two samples. */
function makePhases(count: number): Float32Array[] {
  return Array.from({ length: count }, (_, phase) => {
    const filter = Float32Array.from({ length: taps }, (_, n) => {
      const distance = n - (taps / 2 - 1) - phase / count
      const at = Math.PI * kept * distance
      const turn = (Math.PI * distance) / (taps / 2)
      return (at === 0 ? 1 : Math.sin(at) / at) * (0.42 + 0.5 * Math.cos(turn) + 0.08 * Math.cos(2 * turn))
    })
    const sum = filter.reduce((all, value) => all + value, 0)
    return filter.map((value) => value / sum)
  })
}

/**
 * Brings sound to a higher rate: a call over G.711 comes with 8 kHz, over G.722 with 16.
 * @param from, to Hz, `from` not above `to`
 * @returns takes pieces that follow each other and gives them at the other rate, 24 samples of the source later; at the same rate as they are
 */
export function createUpsampler(from: number, to: number): (piece: Float32Array) => Float32Array {
  if (from === to) return (piece) => piece
  const count = to / gcd(from, to)
  const stride = from / gcd(from, to)
  const phases = makePhases(count)
  let rest: Float32Array = new Float32Array(taps - 1)
  /** Where the next sample lies behind the first of `rest`, in parts of `count`. */
  let phase = 0
  return (piece) => {
    const line = new Float32Array(rest.length + piece.length)
    line.set(rest)
    line.set(piece, rest.length)
    const out: number[] = []
    let first = 0
    while (first + taps <= line.length) {
      const filter = phases[phase]
      let sum = 0
      for (let n = 0; n < taps; n += 1) sum += (filter?.[n] ?? 0) * (line[first + n] ?? 0)
      out.push(sum)
      phase += stride
      first += Math.floor(phase / count)
      phase %= count
    }
    rest = line.slice(first)
    return Float32Array.from(out)
  }
}
