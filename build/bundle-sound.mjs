/**
 * What carries, listens to and treats sound, in out/renderer/sound: five scripts and RNNoise itself, at fixed addresses. They are no part of the pages: an audio worklet is loaded
 * by address, and the compiler's file comes with a policy of its own (shared/kit/page-headers.ts).
 */
import { cpSync, mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const rnnoise = fileURLToPath(import.meta.resolve('@sapphi-red/web-noise-suppressor/rnnoise_simd.wasm'))

const scripts = ['denoise-compiler', 'denoise-worklet', 'leg-sound-worker', 'leg-sound-worklet', 'tap-worklet']

/** @param {string} into folder of the pages */
export async function bundleSound(into) {
  const folder = `${into}/sound`
  mkdirSync(folder, { recursive: true })
  await build({
    entryPoints: scripts.map((name) => ({ in: `renderer/phone/worklet/${name}.ts`, out: name })),
    outdir: folder,
    bundle: true,
    minify: true,
    format: 'iife',
    platform: 'browser',
    target: 'chrome120',
    logLevel: 'warning',
  })
  cpSync(rnnoise, `${folder}/rnnoise.wasm`)
  cpSync('build/data/rnnoise-notice.txt', `${folder}/rnnoise-notice.txt`)
}
