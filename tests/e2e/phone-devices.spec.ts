import { expect, test } from '@playwright/test'
import { type SoundSettings, usualSoundSettings } from '#shared/contract/phone/sound.schema.ts'
import { hears } from '../support/page-ear.ts'
import { type EdgeSite, startEdgeSite } from '../support/phone-harness/edge-site.ts'
import type { FakeDevice } from '../support/phone-harness/fake-devices.ts'
import { callUp, PhonePage } from '../support/phone-harness/phone-page.ts'

let site: EdgeSite
test.beforeAll(async () => {
  site = await startEdgeSite()
})
test.afterAll(() => site.close())

const built: FakeDevice = { id: 'built-in', label: 'Built-in', kind: 'audioinput', tone: 440 }
const headset: FakeDevice = { id: 'head-1', label: 'Headset', kind: 'audioinput', tone: 1000 }
const use = (phone: PhonePage, change: Partial<SoundSettings>) =>
  phone.send({ op: 'use-sound', settings: { ...usualSoundSettings, ...change } })
const chosen = ({ id, label }: FakeDevice) => ({ id, label })
const microphone = async (phone: PhonePage) => (await phone.snapshot()).devices?.microphone

/** How loud the phone's page is at the other end must be over this, and what is silent under, dB. */
const clear = -25
const silent = -50

test('another microphone in mid-call is heard without a gap and without a word on the wire', async ({ context }) => {
  const a = await PhonePage.open(context, site, { user: '8001', devices: [built, headset] })
  const b = await PhonePage.open(context, site, { user: '8002', tone: 700 })
  await Promise.all([a.register(), b.register()])
  await callUp(a, b, '8002')
  expect(await hears(b.page, 440)).toBeGreaterThan(clear)
  const before = [a.wire.out.length, b.wire.out.length]
  const gap = b.page.evaluate(() => window.earGap?.(2500) ?? -1)
  await expect.poll(() => microphone(a)).toMatchObject({ label: 'Built-in', id: '' })
  expect(await use(a, { microphone: chosen(headset) })).toBe('done')
  await expect.poll(() => hears(b.page, 1000, 200)).toBeGreaterThan(clear)
  expect(await hears(b.page, 440)).toBeLessThan(silent)
  const silence = await gap
  console.log(`silence at the other end while the microphone changed: ${Math.round(silence)} ms`)
  expect(silence).toBeLessThan(1000)
  // A ping may have gone; nothing of a call has.
  const later = [...a.wire.out.slice(before[0]), ...b.wire.out.slice(before[1])]
  expect(later.filter((message) => /^(INVITE|UPDATE|ACK) /.test(message))).toEqual([])
  expect(await microphone(a)).toEqual({ id: 'head-1', label: 'Headset', away: false })
})

test('a headset that is pulled out gives way to the default and is used again when it is back under another id', async ({
  context,
}) => {
  const a = await PhonePage.open(context, site, { user: '8001', devices: [built, headset] })
  const b = await PhonePage.open(context, site, { user: '8002', tone: 700 })
  expect(await use(a, { microphone: chosen(headset) })).toBe('done')
  await Promise.all([a.register(), b.register()])
  await callUp(a, b, '8002')
  expect(await hears(b.page, 1000)).toBeGreaterThan(clear)
  const gap = b.page.evaluate(() => window.earGap?.(2500) ?? -1)
  await a.page.evaluate(() => window.phone.devices?.unplug('head-1'))
  await expect.poll(() => microphone(a), { intervals: [20] }).toEqual({ id: '', label: 'Built-in', away: true })
  await expect.poll(() => hears(b.page, 440, 200)).toBeGreaterThan(clear)
  expect((await a.snapshot()).microphone).toBe('ready')
  const silence = await gap
  console.log(`silence at the other end when the headset was pulled out: ${Math.round(silence)} ms`)
  expect(silence).toBeLessThan(1000)
  await a.page.evaluate((device) => window.phone.devices?.plug(device), { ...headset, id: 'head-2' })
  await expect.poll(() => microphone(a), { intervals: [20] }).toEqual({ id: 'head-2', label: 'Headset', away: false })
  await expect.poll(() => hears(b.page, 1000, 200)).toBeGreaterThan(clear)
  expect(await hears(b.page, 440)).toBeLessThan(silent)
})

test('with the only microphone pulled out the call says so, and goes on with the next that is plugged in', async ({
  context,
}) => {
  const a = await PhonePage.open(context, site, { user: '8001', devices: [built] })
  const b = await PhonePage.open(context, site, { user: '8002', tone: 700 })
  await Promise.all([a.register(), b.register()])
  await callUp(a, b, '8002')
  await a.page.evaluate(() => window.phone.devices?.unplug('built-in'))
  await expect.poll(async () => (await a.snapshot()).microphone, { intervals: [20] }).toBe('lost')
  await a.page.evaluate((device) => window.phone.devices?.plug(device), headset)
  await expect.poll(async () => (await a.snapshot()).microphone, { intervals: [20] }).toBe('ready')
  await expect.poll(() => hears(b.page, 1000, 200)).toBeGreaterThan(clear)
})

test('the treatment of the microphone changes with it: each wish takes it anew', async ({ context }) => {
  const a = await PhonePage.open(context, site, { user: '8001', devices: [built] })
  await a.register()
  await use(a, { echoCancellation: false, automaticGain: false, noise: 'off' })
  const last = () => a.page.evaluate(() => window.phone.devices?.taken.at(-1))
  await expect.poll(last).toEqual({ echoCancellation: false, autoGainControl: false, noiseSuppression: false })
  await use(a, {})
  await expect.poll(last).toEqual({ echoCancellation: true, autoGainControl: true, noiseSuppression: true })
})

test('what the agent hears by moves to the chosen speaker in mid-call and to the default when it is away', async ({
  context,
}) => {
  const a = await PhonePage.open(context, site, { user: '8001' })
  const b = await PhonePage.open(context, site, { user: '8002', tone: 700 })
  await Promise.all([a.register(), b.register()])
  await callUp(a, b, '8002')
  const outputs = (await a.snapshot()).devices?.outputs ?? []
  expect(outputs.length).toBeGreaterThan(1)
  const speaker = outputs.at(-1) ?? { id: '', label: '' }
  const sinks = () => a.page.evaluate(() => window.players?.map(({ sinkId }) => sinkId))
  expect(await sinks()).toEqual([''])
  expect(await use(a, { speaker })).toBe('done')
  await expect.poll(sinks).toEqual([speaker.id])
  expect(await hears(a.page, 700)).toBeGreaterThan(clear)
  await use(a, { speaker: { id: 'sold', label: 'Sold' } })
  await expect.poll(sinks).toEqual([''])
  expect((await a.snapshot()).devices?.speaker.away).toBe(true)
})

test('a person tries the devices: meter, speaker, echo; and a call ends the trial', async ({ context }) => {
  const a = await PhonePage.open(context, site, { user: '8001', tone: 440 })
  const b = await PhonePage.open(context, site, { user: '8002' })
  await Promise.all([a.register(), b.register()])
  expect(await a.send({ op: 'watch-levels', on: true })).toBe('done')
  await expect.poll(() => a.page.evaluate(() => window.phone.levels()?.microphone ?? 0)).toBeGreaterThan(0.2)
  expect(await a.send({ op: 'watch-levels', on: false })).toBe('done')
  const played = a.page.evaluate(() => window.playerLevel?.(440, 6500))
  expect(await a.send({ op: 'test-speaker' })).toBe('done')
  expect(await a.send({ op: 'test-echo' })).toBe('done')
  expect(await played).toBeGreaterThan(clear)
  expect(await a.send({ op: 'check-network' })).toBe('done')
  const echo = a.send({ op: 'test-echo' })
  expect(await b.send({ op: 'dial', target: '8001' })).toBe('done')
  await a.expectLeg({ state: 'offered' })
  expect(await echo).toBe('not-now')
  expect(await a.send({ op: 'test-echo' })).toBe('not-now')
})
