import { readFile } from 'node:fs/promises'
import { expect, test } from '@playwright/test'
import { build } from 'esbuild'
import type { loadGreeting } from '#renderer/phone/media/greeting.ts'

declare global {
  interface Window {
    loadGreeting: typeof loadGreeting
  }
}

const program = async () => {
  const contents =
    "import { loadGreeting } from './renderer/phone/media/greeting.ts'\nwindow.loadGreeting = loadGreeting"
  const stdin = { contents, resolveDir: process.cwd() }
  const built = await build({ stdin, bundle: true, write: false, format: 'esm', logLevel: 'silent' })
  return built.outputFiles[0]?.text ?? ''
}

test('the greeting of a seat is decoded and said piece by piece, once', async ({ page }) => {
  const sound = await readFile('renderer/phone/media/data/greeting.wav')
  const script = await program()
  await page.route('http://greeting.test/**', (route) => {
    const { pathname } = new URL(route.request().url())
    if (pathname === '/greeting.wav') return route.fulfill({ body: sound, contentType: 'audio/wav' })
    if (pathname === '/greeting.js') return route.fulfill({ body: script, contentType: 'text/javascript' })
    return route.fulfill({
      body: '<!doctype html><script type="module" src="/greeting.js"></script>',
      contentType: 'text/html',
    })
  })
  await page.goto('http://greeting.test/')
  await page.waitForFunction(() => 'loadGreeting' in window)
  const said = await page.evaluate(async () => {
    const context = new OfflineAudioContext(1, 48_000 * 10, 48_000)
    const greeting = await window.loadGreeting(context, '/greeting.wav')
    const source = greeting.source('8001')
    source.connect(context.destination)
    source.start()
    const rendered = (await context.startRendering()).getChannelData(0)
    const last = rendered.findLastIndex((sample) => Math.abs(sample) > 0.003) / 48_000
    const loud = rendered.subarray(0, Math.round(last * 48_000))
    const level = 10 * Math.log10(loud.reduce((sum, sample) => sum + sample * sample, 0) / loud.length)
    return { seconds: source.buffer?.duration ?? 0, last, level }
  })
  // 八 零 零 幺, two phrases and five breaths.
  expect(said.seconds).toBeCloseTo((2799 + 2 * 3237 + 3015 + 15384 + 17079) / 8000 + 5 * 0.05, 2)
  expect(said.last).toBeGreaterThan(said.seconds - 0.3)
  expect(said.last).toBeLessThan(said.seconds + 0.01)
  expect(said.level).toBeGreaterThan(-28)
  await expect(
    page.evaluate(() => window.loadGreeting(new OfflineAudioContext(1, 1, 8000), '/none/greeting.html')),
  ).rejects.toThrow()
})
