import { type BrowserContext, expect, type Page, test } from '@playwright/test'
import { type EdgeSite, startEdgeSite } from '../support/phone-harness/edge-site.ts'
import { callUp, PhonePage } from '../support/phone-harness/phone-page.ts'
import { type RawMessage, readRaw, request } from '../support/raw-sip.ts'

declare global {
  interface Window {
    /** Put there by `slowAnswers`: an answer has come and waits. */
    answerWaits?: boolean
    /** Lets it be applied. */
    applyAnswer?: () => void
  }
}

let site: EdgeSite
test.beforeAll(async () => {
  site = await startEdgeSite()
})
test.afterAll(() => site.close())

/** Two phones that know each other. */
const openTwo = async (context: BrowserContext, prepare?: (page: Page) => Promise<unknown>) => {
  const [a, b] = await Promise.all([
    PhonePage.open(context, site, { user: '8001', tone: 440, ...(prepare ? { prepare } : {}) }),
    PhonePage.open(context, site, { user: '8002', tone: 1000 }),
  ])
  await Promise.all([a.register(), b.register()])
  return { a, b }
}

/** The page takes an answer only when the test says so; as in a browser, one that closes meanwhile never says that it is done. */
const slowAnswers = (page: Page) =>
  page.addInitScript(() => {
    const apply = RTCPeerConnection.prototype.setRemoteDescription
    RTCPeerConnection.prototype.setRemoteDescription = async function (description) {
      if (description.type === 'answer') {
        window.answerWaits = true
        await new Promise<void>((resolve) => {
          window.applyAnswer = resolve
        })
        if (this.signalingState === 'closed') await new Promise(() => undefined)
      }
      await Reflect.apply(apply, this, [description])
    }
  })

/** A has B's 200 and applies it. */
const answeredButNotApplied = async (context: BrowserContext) => {
  const two = await openTwo(context, slowAnswers)
  expect(await two.a.send({ op: 'dial', target: '8002' })).toBe('done')
  await two.b.expectLeg({ state: 'offered' })
  expect(await two.b.send({ op: 'answer', legId: await two.b.legId() })).toBe('done')
  await two.a.page.waitForFunction(() => window.answerWaits)
  await two.a.expectLeg({ state: 'early' })
  return two
}

/** What names the dialog of two phones, as A writes it to B. */
const dialogOf = (a: PhonePage, b: PhonePage) => {
  const offer = readRaw(a.wire.requests('INVITE')[0] ?? '')
  const answer = readRaw(
    b.wire.out.find((text) => text.startsWith('SIP/2.0 200') && /CSeq: \d+ INVITE/.test(text)) ?? '',
  )
  return { offer, answer, callId: offer.header('call-id') }
}
const uriOf = (contact: string) => /<([^>]+)>/.exec(contact)?.[1] ?? ''
const targetOf = (message: string | undefined) => (message ?? '').split(' ')[1]
/** The answer to a request with this number and method that left the page; it goes no further. */
const answersTo = (phone: PhonePage, cseq: number, method: string) => (): RawMessage[] =>
  phone.wire.out
    .filter((text) => text.includes(`CSeq: ${cseq} ${method}`) && /^SIP\/2\.0 [2-6]/.test(text))
    .map(readRaw)

test('hung up while the answer is applied: the one who answered is told at once', async ({ context }) => {
  const { a, b } = await answeredButNotApplied(context)
  await b.expectLeg({ state: 'established' })
  expect(await a.send({ op: 'hang-up', legId: await a.legId() })).toBe('done')
  await expect.poll(async () => (await b.leg())?.state, { timeout: 2000 }).toBe('ended')
  await b.expectLeg({ endReason: 'remote' })
  await a.expectLeg({ state: 'ended', endReason: 'hung-up' })
  const said = a.wire.out.map((text) => text.split(' ')[0]).filter((method) => method === 'ACK' || method === 'BYE')
  expect(said.filter((method) => method === 'BYE')).toEqual(['BYE'])
  expect(said[0]).toBe('ACK')
  expect(a.wire.requests('CANCEL')).toEqual([])
})

test('the other side hangs up while its answer is applied: the call ends when that is done', async ({ context }) => {
  const { a, b } = await answeredButNotApplied(context)
  const { offer, answer, callId } = dialogOf(a, b)
  const bye = answersTo(a, 7, 'BYE')
  a.wire.onOut = (text) => text.includes('CSeq: 7 BYE')
  a.wire.inject(
    request({
      method: 'BYE',
      cseq: 7,
      uri: uriOf(offer.header('contact')),
      from: answer.header('to'),
      to: offer.header('from'),
      callId,
    }),
  )
  await a.page.evaluate(() => window.applyAnswer?.())
  await expect.poll(async () => (await a.leg())?.state, { timeout: 2000 }).toBe('ended')
  await a.expectLeg({ endReason: 'remote' })
  expect(bye().map(({ status }) => status)).toEqual([200])
})

test('a Contact that changes in mid-call is where the next request goes: by re-INVITE, UPDATE and their answers', async ({
  context,
}) => {
  const { a, b } = await openTwo(context)
  await callUp(a, b, '8002')
  const { offer, answer, callId } = dialogOf(a, b)
  const sdp = offer.text.split('\r\n\r\n')[1] ?? ''
  const parts = { uri: uriOf(answer.header('contact')), from: offer.header('from'), to: answer.header('to'), callId }
  /** Sends one as if A did, from another place. */
  const move = async (method: 'UPDATE' | 'INVITE', cseq: number, contact: string | null, body = '') => {
    const answers = answersTo(b, cseq, method)
    const before = answers().length
    b.wire.onOut = (text) => text.includes(`CSeq: ${cseq} ${method}`)
    const more = contact === null ? [] : [`Contact: <${contact}>`]
    if (body) more.push('Content-Type: application/sdp')
    b.wire.inject(request({ method, cseq, ...parts, more, body }))
    await expect.poll(() => answers().length).toBe(before + 1)
    if (method === 'INVITE') b.wire.inject(request({ method: 'ACK', cseq, ...parts }))
    return answers().at(-1)?.status
  }
  const home = uriOf(offer.header('contact'))
  const place = (n: number) => `sip:8001@moved-${n}.invalid;transport=ws`
  const holdTarget = async (on: boolean) => {
    expect(await b.send({ op: on ? 'hold' : 'resume', legId: await b.legId() })).toBe('done')
    return { invite: targetOf(b.wire.requests('INVITE').at(-1)), ack: targetOf(b.wire.requests('ACK').at(-1)) }
  }
  expect(await move('INVITE', 1001, place(1), sdp)).toBe(200)
  // A's own answer names its real Contact: the ACK goes there already (RFC 3261 12.2.1.2).
  expect(await holdTarget(true)).toEqual({ invite: place(1), ack: home })
  expect(await move('UPDATE', 1002, place(2))).toBe(200)
  expect(await holdTarget(false)).toEqual({ invite: place(2), ack: home })
  expect(await move('UPDATE', 1003, null)).toBe(200)
  b.wire.deliver = (text) => [
    /^SIP\/2\.0 200/.test(text) && /CSeq: \d+ INVITE/.test(text)
      ? text.replace(/^Contact: .*$/m, `Contact: <${place(3)}>`)
      : text,
  ]
  expect(await holdTarget(true)).toEqual({ invite: home, ack: place(3) })
  // What is refused changes nothing, and an UPDATE counts: what is older than it comes too late.
  expect(await move('UPDATE', 1003, place(4))).toBe(500)
  expect(await move('UPDATE', 1004, place(5), 'v=nonsense')).toBe(488)
  expect(await b.send({ op: 'hang-up', legId: await b.legId() })).toBe('done')
  await expect.poll(() => targetOf(b.wire.requests('BYE')[0])).toBe(place(3))
})
