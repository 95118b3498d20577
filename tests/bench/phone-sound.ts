import { setTimeout } from 'node:timers/promises'
import type { BrowserContext } from '@playwright/test'
import { usualSoundSettings } from '#shared/contract/phone/sound.schema.ts'
import { startEdgeSite } from '#tests/support/phone-harness/edge-site.ts'
import { callUp, PhonePage } from '#tests/support/phone-harness/phone-page.ts'
import { until } from './bench-phone.ts'

const microphones = [
  { id: 'built-in', label: 'Built-in', kind: 'audioinput', tone: 440 },
  { id: 'head-1', label: 'Headset', kind: 'audioinput', tone: 1000 },
] as const
const swapWindowMs = 1500
const cutMs = 15_000
/** Longer than a cut and the way back. */
const cutWindowMs = 20_000

export interface SoundSamples {
  /** Longest silence at the other end while the microphone changed. */
  readonly swap: number[]
  /** Longest silence at either end around a cut, and in the same time without one: what the ear itself and the machine make of it. */
  readonly gap: number[]
  readonly calm: number[]
  /** Socket possible again → registered, and → the re-INVITE confirmed. */
  readonly registered: number[]
  readonly inStep: number[]
}

const gapOf = (phone: PhonePage, ms: number): Promise<number> =>
  phone.page.evaluate(async (window_) => (await window.earGap?.(window_)) ?? Number.NaN, ms)

const longestGap = async (...phones: PhonePage[]): Promise<number> =>
  Math.max(...(await Promise.all(phones.map((phone) => gapOf(phone, cutWindowMs)))))

async function cutOnce(a: PhonePage, b: PhonePage, samples: SoundSamples): Promise<void> {
  samples.calm.push(await longestGap(a, b))
  const gap = longestGap(a, b)
  const confirmed = a.wire.requests('ACK').length
  await a.wire.cut()
  await setTimeout(cutMs)
  a.wire.restore()
  const back = Date.now()
  await until(async () => (await a.snapshot()).registration.state === 'registered')
  samples.registered.push(Date.now() - back)
  await until(() => a.wire.requests('ACK').length > confirmed)
  samples.inStep.push(Date.now() - back)
  samples.gap.push(await gap)
}

/** Two phones in a call: microphones change at one of them, then its socket is cut for 15 s. */
export async function measureSound(
  context: BrowserContext,
  rounds: { readonly swaps: number; readonly cuts: number },
): Promise<SoundSamples> {
  const site = await startEdgeSite()
  const a = await PhonePage.open(context, site, { user: '8001', devices: microphones })
  const b = await PhonePage.open(context, site, { user: '8002', tone: 700 })
  await Promise.all([a.register(), b.register()])
  await callUp(a, b, '8002')
  const samples: SoundSamples = { swap: [], gap: [], calm: [], registered: [], inStep: [] }
  for (let n = 0; n < rounds.swaps; n++) {
    const { id, label } = microphones[(n + 1) % 2] ?? microphones[0]
    const gap = gapOf(b, swapWindowMs)
    await a.send({ op: 'use-sound', settings: { ...usualSoundSettings, microphone: { id, label } } })
    samples.swap.push(await gap)
  }
  for (let n = 0; n < rounds.cuts; n++) await cutOnce(a, b, samples)
  await a.page.close()
  await b.page.close()
  await site.close()
  return samples
}
