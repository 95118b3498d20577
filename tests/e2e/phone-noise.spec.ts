import { readFile } from 'node:fs/promises'
import { gunzipSync } from 'node:zlib'
import { type BrowserContext, expect, test } from '@playwright/test'
import { decodeMuLaw } from '#server/sandbox/party/mu-law.ts'
import { type NoiseMode, usualSoundSettings } from '#shared/contract/phone/sound.schema.ts'
import { type EdgeSite, startEdgeSite } from '../support/phone-harness/edge-site.ts'
import { callUp, PhonePage } from '../support/phone-harness/phone-page.ts'
import { buildSoundFiles, type SoundFiles } from '../support/phone-harness/sound-files.ts'

declare global {
  interface Window {
    /** Loudness of the parts of what the microphone hears, 0 to 1. */
    say?: (part: 'noise' | 'speech', gain: number) => void
  }
}

let files: SoundFiles
let site: EdgeSite
test.beforeAll(async () => {
  files = await buildSoundFiles()
  site = await startEdgeSite({ sound: files })
})
test.afterAll(async () => {
  await site.close()
  await files.remove()
})

/** A microphone that hears noise like a ventilator's (it falls by 6 dB an octave) and a voice of the sandbox, over and over. */
async function giveMouth(context: BrowserContext): Promise<void> {
  const voice = decodeMuLaw(gunzipSync(await readFile('server/sandbox/voices/D01.ulaw.gz'))).subarray(0, 48_000)
  await context.addInitScript((samples) => {
    const audio = new AudioContext({ sampleRate: 48_000 })
    const mix = new GainNode(audio)
    const part = (rate: number, fill: (n: number) => number, length: number): GainNode => {
      const buffer = new AudioBuffer({ length, sampleRate: rate })
      buffer.getChannelData(0).forEach((_, n, channel) => {
        channel[n] = fill(n)
      })
      const source = new AudioBufferSourceNode(audio, { buffer, loop: true })
      const gain = new GainNode(audio, { gain: 0 })
      source.connect(gain).connect(mix)
      source.start()
      return gain
    }
    let rumble = 0
    const ventilator = () => {
      rumble = 0.98 * rumble + 0.02 * (Math.random() * 2 - 1)
      return rumble * 0.6
    }
    const parts = {
      noise: part(48_000, ventilator, 480_000),
      speech: part(8000, (n) => (samples[n] ?? 0) / 32_768, samples.length),
    }
    window.say = (name, gain) => {
      parts[name].gain.value = gain
    }
    navigator.mediaDevices.getUserMedia = async () => {
      await audio.resume()
      // A stream of its own each time: the one before is stopped.
      const sink = new MediaStreamAudioDestinationNode(audio)
      mix.connect(sink)
      return sink.stream
    }
  }, Array.from(voice))
}

/** Level of the microphone after its treatment over so many seconds, dB of full scale. */
const level = (phone: PhonePage, seconds: number): Promise<number> =>
  phone.page.evaluate(async (time) => {
    const end = performance.now() + time * 1000
    let [sum, count, last] = [0, 0, window.phone.levels()]
    while (performance.now() < end) {
      const now = window.phone.levels()
      if (now !== last) {
        last = now
        sum += (now?.microphone ?? 0) ** 2
        count += 1
      }
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
    return 10 * Math.log10(sum / count + 1e-12)
  }, seconds)

const noiseOf = async (phone: PhonePage) => (await phone.snapshot()).devices?.noise
const use = async (phone: PhonePage, noise: NoiseMode) => {
  expect(await phone.send({ op: 'use-sound', settings: { ...usualSoundSettings, noise } })).toBe('done')
  await expect.poll(() => noiseOf(phone)).toBe(noise)
}
const say = (phone: PhonePage, noise: number, speech: number) =>
  phone.page.evaluate(
    ([n, s]) => {
      window.say?.('noise', n ?? 0)
      window.say?.('speech', s ?? 0)
    },
    [noise, speech],
  )

test('RNNoise takes more than 10 dB of noise away and leaves a voice, switched on in mid-call without renegotiation', async ({
  context,
}) => {
  await giveMouth(context)
  const a = await PhonePage.open(context, site, { user: '8001' })
  const b = await PhonePage.open(context, site, { user: '8002' })
  await Promise.all([a.register(), b.register()])
  await callUp(a, b, '8002')
  await use(a, 'off')
  await say(a, 1, 0)
  const noisy = await level(a, 2)
  await say(a, 0, 1)
  const voice = await level(a, 6)
  const sent = a.wire.requests('INVITE').length + b.wire.requests('INVITE').length
  await use(a, 'rnnoise')
  await say(a, 1, 0)
  // It learns the noise of the room first.
  await level(a, 2)
  const cleaned = await level(a, 2)
  await say(a, 0, 1)
  const kept = await level(a, 6)
  console.log(
    `noise ${noisy.toFixed(1)} dB, with RNNoise ${cleaned.toFixed(1)}; voice ${voice.toFixed(1)} dB, with RNNoise ${kept.toFixed(1)}`,
  )
  expect(noisy - cleaned).toBeGreaterThan(10)
  expect(Math.abs(voice - kept)).toBeLessThan(3)
  await use(a, 'off')
  await say(a, 1, 0)
  expect(Math.abs((await level(a, 2)) - noisy)).toBeLessThan(3)
  expect(a.wire.requests('INVITE').length + b.wire.requests('INVITE').length).toBe(sent)
})

test('no page may compile WebAssembly: the compiler’s file alone has a policy that lets it', async ({ context }) => {
  const a = await PhonePage.open(context, site, { user: '8001' })
  const refused = await a.page.evaluate(async () => {
    const bytes = await (await fetch('/sound/rnnoise.wasm')).arrayBuffer()
    return WebAssembly.compile(bytes).then(
      () => 'compiled',
      (error: unknown) => (error instanceof Error ? error.name : 'refused'),
    )
  })
  expect(refused).toBe('CompileError')
})

test('where the files are missing the browser’s own suppression does the work, and the phone says so', async ({
  context,
}) => {
  const a = await PhonePage.open(context, site, { user: '8001', tone: 440 })
  await a.page.route('**/sound/*', (route) => route.fulfill({ status: 404 }))
  await a.register()
  expect(await a.send({ op: 'use-sound', settings: { ...usualSoundSettings, noise: 'rnnoise' } })).toBe('done')
  await expect.poll(() => noiseOf(a)).toBe('browser')
})
