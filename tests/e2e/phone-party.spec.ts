import { type BrowserContext, expect, test } from '@playwright/test'
import { createParty } from '#server/sandbox/party/party.ts'
import type { PartyCall } from '#server/sandbox/party/party-call.ts'
import { hears } from '../support/page-ear.ts'
import { scriptedQueue } from '../support/phone-harness/call-site.ts'
import { domain, type EdgeSite, password, startEdgeSite } from '../support/phone-harness/edge-site.ts'
import { PhonePage } from '../support/phone-harness/phone-page.ts'
import { record, toneLevel, toneSource } from '../support/tones.ts'

let site: EdgeSite
const queue = scriptedQueue('8001', domain)
test.beforeAll(async () => {
  site = await startEdgeSite({ elements: new Map([['12345', queue.element]]) })
})
test.afterAll(() => site.close())

/** What the party in Node hears now, dB. */
const level = async (call: PartyCall, hertz: number) =>
  toneLevel(await record(call.onAudio, { ms: 300, skipMs: 100 }), hertz)

/** A scripted citizen in Node, over plain PCMU, talks with a seat in the browser. */
const talk = async (context: BrowserContext) => {
  const seat = await PhonePage.open(context, site, { user: '8001', tone: 440, memory: true })
  await seat.register()
  const citizen = createParty({ url: site.sip, user: 'citizen-14200001234', domain, password })
  await citizen.register()
  const call = await citizen.call('12345')
  call.sendAudio(toneSource(1000))
  queue.serve()
  await seat.expectLeg({ state: 'offered', remote: { name: '', number: '14200001234' } })
  expect(await seat.send({ op: 'answer', legId: await seat.legId() })).toBe('done')
  await seat.expectLeg({ state: 'established', sipCallId: call.sipCallId })
  await expect.poll(() => level(call, 440)).toBeGreaterThan(-20)
  await expect.poll(() => hears(seat.page, 1000)).toBeGreaterThan(-20)
  return { seat, citizen, call }
}

test('a party that is no browser hears the agent and is heard, is held in silence, and hangs up', async ({
  context,
}) => {
  const { seat, citizen, call } = await talk(context)
  const held: boolean[] = []
  call.onHold((on) => held.push(on))
  expect(await seat.send({ op: 'hold', legId: await seat.legId() })).toBe('done')
  await expect.poll(() => held.at(-1)).toBe(true)
  await expect.poll(() => level(call, 440)).toBeLessThan(-50)
  expect(await seat.send({ op: 'resume', legId: await seat.legId() })).toBe('done')
  await expect.poll(() => level(call, 440)).toBeGreaterThan(-20)
  await expect.poll(() => hears(seat.page, 1000)).toBeGreaterThan(-20)
  await call.hold()
  await seat.expectLeg({ remoteHold: true })
  await call.resume()
  await seat.expectLeg({ remoteHold: false })
  await expect.poll(() => level(call, 440)).toBeGreaterThan(-20)
  await expect.poll(() => hears(seat.page, 1000)).toBeGreaterThan(-20)
  await call.hangUp()
  await seat.expectLeg({ state: 'ended', endReason: 'remote' })
  await citizen.dispose()
})

test('the seat reloads: the party stays in its call and hears the agent again within 5 s', async ({ context }) => {
  const { seat, citizen, call } = await talk(context)
  const at = Date.now()
  await seat.page.reload()
  await seat.page.waitForFunction(() => window.phone?.snapshot() != null)
  await seat.connect()
  await seat.expectLeg({ state: 'established' })
  await expect.poll(() => level(call, 440)).toBeGreaterThan(-20)
  expect(Date.now() - at).toBeLessThan(5000)
  await expect.poll(() => hears(seat.page, 1000)).toBeGreaterThan(-20)
  expect(call.state.kind).toBe('established')
  expect(await seat.send({ op: 'hang-up', legId: await seat.legId() })).toBe('done')
  await expect.poll(() => call.state.kind).toBe('ended')
  await citizen.dispose()
})

test('keys pressed in the browser are heard by the party as telephone events, and the sound goes on', async ({
  context,
}) => {
  const { seat, citizen, call } = await talk(context)
  const heard: string[] = []
  call.onKey((key) => void heard.push(key))
  expect(await seat.send({ op: 'send-tones', legId: await seat.legId(), tones: '1*29#' })).toBe('done')
  await expect.poll(() => heard.join('')).toBe('1*29#')
  await expect.poll(() => level(call, 440)).toBeGreaterThan(-20)
  await call.hangUp()
  await citizen.dispose()
})
