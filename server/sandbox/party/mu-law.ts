/** G.711 µ-law (ITU-T G.711), 8 bits a sample; linear side is 16-bit signed. */

const bias = 0x84
const clip = 32_635

/** One linear sample to its µ-law octet. */
function encodeSample(sample: number): number {
  const sign = sample < 0 ? 0x80 : 0
  const magnitude = Math.min(Math.abs(sample), clip) + bias
  const exponent = Math.max(0, 24 - Math.clz32(magnitude))
  const mantissa = (magnitude >> (exponent + 3)) & 0x0f
  return ~(sign | (exponent << 4) | mantissa) & 0xff
}

/** One µ-law octet to its linear sample. */
function decodeSample(octet: number): number {
  const bits = ~octet & 0xff
  const exponent = (bits >> 4) & 0x07
  const magnitude = (((bits & 0x0f) << 3) + bias) << exponent
  return bits & 0x80 ? bias - magnitude : magnitude - bias
}

const decoded = Int16Array.from({ length: 256 }, (_, octet) => decodeSample(octet))

export function encodeMuLaw(samples: Int16Array): Buffer {
  const out = Buffer.alloc(samples.length)
  for (let i = 0; i < samples.length; i++) out[i] = encodeSample(samples[i] ?? 0)
  return out
}

export function decodeMuLaw(octets: Uint8Array): Int16Array {
  const out = new Int16Array(octets.length)
  for (let i = 0; i < octets.length; i++) out[i] = decoded[octets[i] ?? 0] ?? 0
  return out
}
