import { expect, test } from '@playwright/test'
import fc from 'fast-check'
import { openScales } from '../support/page-toll.ts'
import { type EdgeSite, startEdgeSite } from '../support/phone-harness/edge-site.ts'
import { callUp, lineOf, PhonePage } from '../support/phone-harness/phone-page.ts'
import { request } from '../support/raw-sip.ts'
import { mutantOf } from '../support/sip-mutants.ts'
import { torture, valid } from '../support/sip-torture.ts'

const count = process.env.LIANXIAN_FULL === '1' ? 20_000 : 1500
const batch = 100

let site: EdgeSite
test.beforeAll(async () => {
  site = await startEdgeSite()
})
test.afterAll(() => site.close())

const offer = (callId: string, more: { from?: string; headers?: readonly string[] } = {}) =>
  request({
    method: 'INVITE',
    uri: 'sip:8001@sandbox.lianxian;transport=ws',
    from: `${more.from ?? '<sip:9001@sandbox.lianxian>'};tag=h`,
    to: '<sip:8001@sandbox.lianxian>',
    callId,
    cseq: 1,
    more: ['Contact: <sip:9001@raw.invalid;transport=ws>', ...(more.headers ?? [])],
  })
const cancel = (callId: string, from = '<sip:9001@sandbox.lianxian>') =>
  request({
    method: 'CANCEL',
    uri: 'sip:8001@sandbox.lianxian;transport=ws',
    from: `${from};tag=h`,
    to: '<sip:8001@sandbox.lianxian>',
    callId,
    cseq: 1,
    branch: `z9hG4bK${callId}1INVITE`,
  })

/** A phone whose every fault is noted. */
async function openWatched(context: Parameters<typeof PhonePage.open>[0]) {
  const faults: string[] = []
  const prepare = async (page: PhonePage['page']) => {
    page.on('pageerror', (error) => faults.push(String(error)))
    page.on('crash', () => faults.push('crash'))
  }
  const phone = await PhonePage.open(context, site, { user: '8001', bare: true, prepare })
  await phone.register()
  return { phone, faults }
}
const errorsOf = (phone: PhonePage) => phone.page.evaluate(() => window.phone.errors)

test('a fault of the browser in a command is told, and the next command is obeyed', async ({ context }) => {
  const faults: string[] = []
  const phone = await PhonePage.open(context, site, {
    user: '8001',
    bare: true,
    direct: true,
    async prepare(page) {
      page.on('pageerror', (error) => faults.push(error.message))
      await page.addInitScript(() => {
        const sockets = window.WebSocket
        Object.assign(window, { giveSockets: () => Object.assign(window, { WebSocket: sockets }) })
        Object.assign(window, {
          WebSocket: class {
            constructor() {
              throw new Error('no socket')
            }
          },
        })
      })
    },
  })
  expect(await phone.send({ op: 'connect', line: lineOf(site, '8001') })).toBe('failed')
  expect(faults).toEqual(['no socket'])
  expect(await phone.send({ op: 'disconnect' })).toBe('done')
  await phone.page.evaluate('giveSockets()')
  await phone.register()
})

const names = [
  ['markup', '"<img src=x onerror=alert(1)>" <sip:9001@sandbox.lianxian>', '<img src=x onerror=alert(1)>'],
  ['a direction override', '"\u202Etxt.exe" <sip:9001@sandbox.lianxian>', null],
  ['300 letters', `"${'n'.repeat(300)}" <sip:9001@sandbox.lianxian>`, 'n'.repeat(120)],
  ['100 kB', `"${'n'.repeat(100_000)}" <sip:9001@sandbox.lianxian>`, 'n'.repeat(120)],
  ['a user part of 5 kB', `<sip:${'9'.repeat(5000)}@sandbox.lianxian>`, ''],
] as const

for (const [what, from, shown] of names)
  test(`a caller's name with ${what} is text, cut, and the next call rings`, async ({ context }) => {
    const { phone, faults } = await openWatched(context)
    phone.wire.say(offer('hostile-name', { from }))
    await phone.expectLeg({ state: 'offered' })
    const leg = await phone.leg()
    expect(leg?.remote.name).not.toMatch(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/u)
    if (shown !== null) expect(leg?.remote.name).toBe(shown)
    phone.wire.say(cancel('hostile-name', from))
    await phone.expectLeg({ state: 'ended', endReason: 'cancelled' })
    expect([faults, await errorsOf(phone)]).toEqual([[], []])
  })

test('a header of 100 kB rings like any other call', async ({ context }) => {
  const { phone, faults } = await openWatched(context)
  phone.wire.say(offer('long-header', { headers: [`X-Long: ${'x'.repeat(100_000)}`] }))
  await phone.expectLeg({ state: 'offered' })
  phone.wire.say(cancel('long-header'))
  await phone.expectLeg({ state: 'ended', endReason: 'cancelled' })
  expect([faults, await errorsOf(phone)]).toEqual([[], []])
})

test('a Call-ID longer than the desk takes is refused, and what the grammar forbids in a name rings nobody', async ({
  context,
}) => {
  const { phone, faults } = await openWatched(context)
  phone.wire.say(offer('c'.repeat(1000)))
  await expect.poll(() => phone.wire.out.filter((text) => text.startsWith('SIP/2.0 400 '))).toHaveLength(1)
  phone.wire.say(offer('control', { from: '"a\u0001\u0007\u001Bb" <sip:9001@sandbox.lianxian>' }))
  phone.wire.say(offer('after'))
  await phone.expectLeg({ state: 'offered', sipCallId: 'after' })
  expect((await phone.snapshot()).legs).toHaveLength(1)
  expect([faults, await errorsOf(phone)]).toEqual([[], []])
})

const seeds = [
  ...valid.map(([, text]) => text),
  ...torture.map(([, , text]) => text),
  offer('call-1'),
  offer('call-1', { headers: ['Replaces: a;to-tag=b;from-tag=c', 'Require: replaces'] }),
  offer('call-1', { headers: ['P-Asserted-Identity: "A" <sip:1@a>', 'X-Lianxian-Monitor: listen'] }),
  cancel('call-1'),
  ...['BYE', 'ACK', 'NOTIFY', 'REFER', 'OPTIONS', 'INFO', 'MESSAGE'].map((method) =>
    offer('call-1').replaceAll('INVITE', method),
  ),
]

test(`${count} mutated messages from the edge break nothing, and a call that is up goes on`, async ({ context }) => {
  test.setTimeout(600_000)
  const { phone, faults } = await openWatched(context)
  const other = await PhonePage.open(context, site, { user: '8002', bare: true })
  await other.register()
  await callUp(phone, other, '8002')
  const weigh = await openScales(phone.page)
  let early = 0
  for (let round = 0; round < count / batch; round++) {
    for (const text of fc.sample(mutantOf(seeds), { numRuns: batch, seed: 3261 + round })) phone.wire.say(text)
    // It still does what it is told, so it has read them all.
    expect(await phone.send({ op: 'mute', on: round % 2 === 0 })).toBe('done')
    if (round === 2) early = (await weigh()).heapBytes
  }
  expect([faults, await errorsOf(phone)]).toEqual([[], []])
  expect(await phone.send({ op: 'hold', legId: await phone.legId() })).toBe('done')
  await phone.expectLeg({ state: 'established', hold: 'held' })
  expect(await other.send({ op: 'hang-up', legId: await other.legId() })).toBe('done')
  await phone.expectLeg({ state: 'ended', endReason: 'remote' })
  await expect
    .poll(async () => (await weigh()).heapBytes - early, { timeout: 60_000, intervals: [1000] })
    .toBeLessThan(16_000_000)
})
