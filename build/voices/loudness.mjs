/** Speech level wanted while somebody speaks, dBFS, and the highest peak allowed (1 is full scale). */
export const target = { level: -20, peak: 0.9 }

const frame = 160

/** Level of each 20 ms. @param {Float64Array} samples */
function frameLevels(samples) {
  const levels = []
  for (let at = 0; at + frame <= samples.length; at += frame) {
    const sum = samples.subarray(at, at + frame).reduce((all, sample) => all + sample * sample, 0)
    levels.push(10 * Math.log10(sum / frame + 1e-12))
  }
  return levels
}

/**
 * Level of the parts where somebody speaks (within 25 dB of the loudest 20 ms), dBFS: pauses do not count, as in ITU-T P.56.
 * @param {Float64Array} samples
 */
export function activeLevel(samples) {
  const levels = frameLevels(samples)
  const loudest = Math.max(...levels)
  const active = levels.filter((level) => level > loudest - 25)
  return 10 * Math.log10(active.reduce((sum, level) => sum + 10 ** (level / 10), 0) / active.length)
}

/** Brings a line to the wanted level without clipping. @param {Float64Array} samples */
export function normalise(samples) {
  const peak = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0)
  const gain = Math.min(10 ** ((target.level - activeLevel(samples)) / 20), target.peak / peak)
  return samples.map((sample) => sample * gain)
}
