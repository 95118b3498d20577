import { type BrowserContext, expect, test } from '@playwright/test'
import { type SoundSettings, usualSoundSettings } from '#shared/contract/phone/sound.schema.ts'
import { hears, personHears } from '../support/page-ear.ts'
import { scriptedQueue } from '../support/phone-harness/call-site.ts'
import { domain, type EdgeSite, startEdgeSite } from '../support/phone-harness/edge-site.ts'
import { callUp, PhonePage } from '../support/phone-harness/phone-page.ts'
import { readRaw, request } from '../support/raw-sip.ts'

let site: EdgeSite
const queue = scriptedQueue('8001', domain)
test.beforeAll(async () => {
  site = await startEdgeSite({ elements: new Map([['12345', queue.element]]) })
})
test.afterAll(() => site.close())

const heard = -20
const silent = -50
/** Of a beep at the ear, Hz. */
const beep = 700
const open = async (context: BrowserContext, user: string, tone: number) => {
  const phone = await PhonePage.open(context, site, { user, tone })
  await phone.register()
  return phone
}
const set = async (phone: PhonePage, answering: SoundSettings['answering']) =>
  expect(await phone.send({ op: 'use-sound', settings: { ...usualSoundSettings, answering } })).toBe('done')
/** Puts headers into every INVITE that leaves a page. */
const withHeaders = (phone: PhonePage, ...headers: string[]) => {
  phone.wire.rewrite = (text) =>
    text.startsWith('INVITE ') ? text.replace('\r\n', `\r\n${headers.join('\r\n')}\r\n`) : text
}
const autoAnswer = ['Alert-Info: <http://hall.example/>;info=alert-autoanswer', 'Call-Info: <sip:x>;answer-after=0']

test('a seat that wants it answers by itself: first the tone at its ear, then the voice', async ({ context }) => {
  const a = await open(context, '8001', 440)
  const b = await open(context, '8002', 1000)
  await set(b, { auto: 'after-tone', afterMs: 600, waiting: false })
  const tone = b.page.evaluate((hertz) => window.personFirst?.(hertz) ?? 0, beep)
  expect(await a.send({ op: 'dial', target: '8002' })).toBe('done')
  await b.expectLeg({ state: 'offered' })
  const heardAt = await tone
  await b.expectLeg({ state: 'established' })
  await expect.poll(() => hears(a.page, 1000)).toBeGreaterThan(heard)
  const leg = await b.leg()
  expect(heardAt - (leg?.startedAt ?? 0)).toBeGreaterThanOrEqual(600)
  expect(leg?.answeredAt).toBeGreaterThan(heardAt)
})

test('headers answer a call from another seat, and never one of a citizen', async ({ context }) => {
  const seat = await open(context, '8001', 440)
  const lead = await open(context, '7001', 1000)
  withHeaders(lead, ...autoAnswer)
  expect(await lead.send({ op: 'dial', target: '8001' })).toBe('done')
  await seat.expectLeg({ state: 'established' })
  await lead.expectLeg({ state: 'established' })
  expect(await lead.send({ op: 'hang-up', legId: await lead.legId() })).toBe('done')
  await seat.expectLeg({ state: 'ended' })

  const citizen = await open(context, 'citizen-14200001234', 600)
  withHeaders(citizen, ...autoAnswer)
  expect(await citizen.send({ op: 'dial', target: '12345' })).toBe('done')
  queue.serve()
  await seat.expectLeg({ state: 'offered' })
  expect(
    seat.wire.in.some(
      (text) => text.startsWith('INVITE ') && text.includes('citizen-14200001234') && text.includes('alert-autoanswer'),
    ),
  ).toBe(true)
  // Longer than any call from inside was left ringing above.
  await expect
    .poll(async () => Date.now() - ((await seat.leg())?.startedAt ?? 0), { timeout: 5000 })
    .toBeGreaterThan(1500)
  await seat.expectLeg({ state: 'offered' })
  expect(await seat.send({ op: 'reject', legId: await seat.legId() })).toBe('done')
})

test('a second caller hears busy; with call waiting it rings softly, Answer holds the first one, and it stays held till it is taken back', async ({
  context,
}) => {
  const a = await open(context, '8001', 440)
  const b = await open(context, '8002', 1000)
  const c = await open(context, '8003', 600)
  await callUp(a, b, '8002')
  expect(await c.send({ op: 'dial', target: '8002' })).toBe('done')
  await c.expectLeg({ state: 'ended', endReason: 'busy' })
  expect((await b.snapshot()).legs).toHaveLength(1)

  await set(b, { auto: 'after-tone', afterMs: 0, waiting: true })
  const tone = b.page.evaluate((hertz) => window.personFirst?.(hertz) ?? 0, beep)
  expect(await c.send({ op: 'dial', target: '8002' })).toBe('done')
  await b.expectLeg({ state: 'offered', remote: { name: 'Seat 8003', number: '8003' } })
  await tone
  expect(await b.send({ op: 'reject', legId: await b.legId() })).toBe('done')
  await c.expectLeg({ state: 'ended', endReason: 'busy' })

  expect(await c.send({ op: 'dial', target: '8002' })).toBe('done')
  await b.expectLeg({ state: 'offered' })
  expect(await b.send({ op: 'answer', legId: await b.legId() })).toBe('done')
  await b.expectLeg({ state: 'established' })
  expect((await b.snapshot()).legs.filter(({ state }) => state === 'established').map(({ hold }) => hold)).toEqual([
    'held',
    'none',
  ])
  await expect.poll(() => hears(b.page, 600)).toBeGreaterThan(heard)
  await expect.poll(() => hears(c.page, 1000)).toBeGreaterThan(heard)
  // Two callers never hear each other.
  expect(await hears(c.page, 440)).toBeLessThan(silent)
  expect(await hears(a.page, 600)).toBeLessThan(silent)
  // The one who waits is not spoken to by surprise when the other has gone: the agent takes it back.
  expect(await c.send({ op: 'hang-up', legId: await c.legId() })).toBe('done')
  await expect.poll(async () => (await b.snapshot()).together.mix).toBe('held')
  const first = (await b.snapshot()).legs.find(({ state }) => state === 'established')
  expect(first).toMatchObject({ hold: 'held', remote: { number: '8001' } })
  expect(await hears(a.page, 1000)).toBeLessThan(silent)
  expect(await hears(b.page, 440)).toBeLessThan(silent)
  expect(await b.send({ op: 'resume', legId: first?.id ?? '' })).toBe('done')
  await expect.poll(() => hears(a.page, 1000)).toBeGreaterThan(heard)
  await expect.poll(() => hears(b.page, 440)).toBeGreaterThan(heard)
})

test('refreshes of the session by UPDATE and re-INVITE are agreed to, and change neither hold nor sound', async ({
  context,
}) => {
  const a = await open(context, '8001', 440)
  const b = await open(context, '8002', 1000)
  await callUp(a, b, '8002')
  await expect.poll(() => hears(a.page, 1000)).toBeGreaterThan(heard)
  const offer = readRaw(a.wire.requests('INVITE').at(-1) ?? '')
  const answer = readRaw(
    b.wire.out.findLast((text) => text.startsWith('SIP/2.0 200') && /CSeq: \d+ INVITE/.test(text)) ?? '',
  )
  const sdp = offer.text.split('\r\n\r\n')[1] ?? ''
  let cseq = 1000
  /** Sends one as if A did, and gives B's answer; its ACK too. */
  const refresh = async (method: 'UPDATE' | 'INVITE', body = '') => {
    cseq += 1
    const mine = cseq
    const parts = {
      uri: /<([^>]+)>/.exec(answer.header('contact'))?.[1] ?? '',
      from: offer.header('from'),
      to: answer.header('to'),
      callId: offer.header('call-id'),
    }
    const more = ['Session-Expires: 90;refresher=uac', 'Supported: timer', `Contact: ${offer.header('contact')}`]
    if (body) more.push('Content-Type: application/sdp')
    const answers = () =>
      b.wire.out.filter(
        (text) =>
          text.startsWith('SIP/2.0 ') && text.includes(`CSeq: ${mine} ${method}`) && !text.startsWith('SIP/2.0 100'),
      )
    b.wire.onOut = (text) => text.includes(`CSeq: ${mine} ${method}`)
    b.wire.inject(request({ method, cseq: mine, ...parts, more, body }))
    await expect.poll(() => answers().length).toBe(1)
    if (method === 'INVITE') b.wire.inject(request({ method: 'ACK', cseq: mine, ...parts }))
    return readRaw(answers()[0] ?? '')
  }
  const bodyOf = (text: string) => text.split('\r\n\r\n')[1]

  for (const hold of [false, true]) {
    if (hold) expect(await b.send({ op: 'hold', legId: await b.legId() })).toBe('done')
    const before = hold ? silent : heard
    const empty = await refresh('UPDATE')
    expect([empty.status, bodyOf(empty.text)]).toEqual([200, ''])
    const first = await refresh('INVITE', sdp)
    const second = await refresh('INVITE', sdp)
    const third = await refresh('UPDATE', sdp)
    expect([first.status, second.status, third.status]).toEqual([200, 200, 200])
    expect(bodyOf(second.text)).toBe(bodyOf(first.text))
    expect(bodyOf(third.text)).toBe(bodyOf(first.text))
    expect(first.text).toContain(hold ? 'a=sendonly' : 'a=sendrecv')
    await b.expectLeg({ state: 'established', hold: hold ? 'held' : 'none', remoteHold: false })
    if (before === heard) await expect.poll(() => hears(a.page, 1000)).toBeGreaterThan(before)
    else await expect.poll(() => hears(a.page, 1000)).toBeLessThan(before)
  }
  expect(await b.send({ op: 'resume', legId: await b.legId() })).toBe('done')
  await expect.poll(() => hears(a.page, 1000)).toBeGreaterThan(heard)
  await expect.poll(() => hears(b.page, 440)).toBeGreaterThan(heard)

  cseq = 1
  expect((await refresh('UPDATE')).status).toBe(500)
})

test('sound that comes before the answer is heard, and the ring-back tone is silent for it', async ({ context }) => {
  const a = await open(context, '8001', 440)
  const b = await open(context, '8002', 1000)
  let later = ''
  let answered = false
  // The edge's 200 reaches the caller as a 183 with the same answer; the 200 itself comes when the test says so.
  a.wire.deliver = (text) => {
    if (answered || !/^SIP\/2\.0 200/.test(text) || !/CSeq: \d+ INVITE/.test(text)) return [text]
    // It comes again as long as no ACK has gone.
    if (later !== '') return []
    later = text
    return [text.replace('SIP/2.0 200 OK', 'SIP/2.0 183 Session Progress')]
  }
  expect(await a.send({ op: 'dial', target: '8002' })).toBe('done')
  await a.expectLeg({ state: 'early' })
  await expect.poll(() => personHears(a.page, 450), { intervals: [50] }).toBeGreaterThan(-45)
  await b.expectLeg({ state: 'offered' })
  expect(await b.send({ op: 'answer', legId: await b.legId() })).toBe('done')
  await expect.poll(() => personHears(a.page, 1000)).toBeGreaterThan(heard)
  await a.expectLeg({ state: 'early', answeredAt: null })
  await expect.poll(() => personHears(a.page, 450)).toBeLessThan(-50)
  // Nobody has answered yet as far as this phone knows: it does not speak.
  expect(await hears(b.page, 440)).toBeLessThan(silent)
  answered = true
  a.wire.inject(later)
  await a.expectLeg({ state: 'established' })
  await expect.poll(() => hears(b.page, 440)).toBeGreaterThan(heard)
  await expect.poll(() => personHears(a.page, 1000)).toBeGreaterThan(heard)
})
