import { execFileSync } from 'node:child_process'
import { languageVoice } from './voices.mjs'

/** Samples a second of everything here: the telephone's. */
export const rate = 8000

const run = (/** @type {string} */ program, /** @type {string[]} */ args, /** @type {Buffer | undefined} */ input) =>
  execFileSync(program, args, { input, maxBuffer: 1 << 26, stdio: ['pipe', 'pipe', 'pipe'] })

/**
 * Speaks a clause: linear samples (-1 to 1) at 8 kHz, band-limited to the telephone's 250-3400 Hz, silence at both ends cut.
 * @param {{ reading: string, lang: 'zh' | 'en', voice: import('./voices.mjs').Voice }} clause
 * @returns {Float64Array}
 */
export function synthesise({ reading, lang, voice }) {
  const wav = run(
    'espeak-ng',
    [
      '-v',
      `${languageVoice[lang]}+${voice.variant}`,
      '-p',
      `${voice.pitch}`,
      '-s',
      `${voice.speed}`,
      '-a',
      '60',
      '--stdout',
      reading,
    ],
    undefined,
  )
  const raw = run(
    'sox',
    [
      '-D',
      '-V1',
      '--ignore-length',
      '-t',
      'wav',
      '-',
      '-t',
      'raw',
      '-e',
      'signed',
      '-b',
      '16',
      '-L',
      '-c',
      '1',
      '-r',
      `${rate}`,
      '-',
      'sinc',
      '250-3400',
    ],
    wav,
  )
  const samples = Float64Array.from({ length: raw.length >> 1 }, (_, index) => raw.readInt16LE(index * 2) / 32_768)
  return withSoftEdges(trim(samples))
}

/** @param {Float64Array} samples */
function trim(samples) {
  const audible = 0.006
  const first = samples.findIndex((sample) => Math.abs(sample) > audible)
  const last = samples.findLastIndex((sample) => Math.abs(sample) > audible)
  if (first < 0) throw new Error('a clause without sound')
  const margin = rate / 100
  return samples.slice(Math.max(0, first - margin), Math.min(samples.length, last + 2 * margin))
}

/** A cut would click: 4 ms of fade. @param {Float64Array} samples */
function withSoftEdges(samples) {
  const length = 32
  return samples.map((sample, index) => sample * Math.min(1, index / length, (samples.length - 1 - index) / length))
}
