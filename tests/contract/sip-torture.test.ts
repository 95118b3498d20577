import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openRaw, type RawClient, request } from '#tests/support/raw-sip.ts'
import { domain, type House, openHouse } from '#tests/support/sip-house.ts'
import { torture, valid } from '#tests/support/sip-torture.ts'

let house: House
beforeEach(async () => {
  house = await openHouse()
})
afterEach(async () => {
  await house.close()
})

let pings = 0
/** Whether the edge still answers this connection, or a new one when the old was closed. */
async function stillAnswers(client: RawClient): Promise<RawClient> {
  const open = client.socket.readyState === client.socket.OPEN ? client : await openRaw(house.url)
  pings += 1
  const ping = { from: `<sip:x@${domain}>;tag=a`, to: `<sip:${domain}>`, callId: `ping-${pings}`, cseq: 1 }
  open.send(request({ method: 'OPTIONS', uri: `sip:${domain}`, ...ping }))
  for (;;) {
    const answer = await Promise.race([open.next(), open.closed])
    if (typeof answer === 'number') return stillAnswers(open)
    if (answer.header('Call-ID') === ping.callId) {
      expect(answer.status).toBe(200)
      return open
    }
  }
}

/** One mutant: a part cut out and something hostile put in. */
const mutant = fc
  .tuple(
    fc.constantFrom(...valid.map(([, text]) => text), ...torture.map(([, , text]) => text)),
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.nat(30),
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.constantFrom('\r\n', '"', '<', '>', ';', '\u0000', '%', '-1', ';tag=x', '4294967296'),
      fc.integer({ min: 1000, max: 66_000 }).map((n) => 'a'.repeat(n)),
    ),
  )
  .map(([text, at, cut, put]) => {
    const from = Math.floor(at * text.length)
    return text.slice(0, from) + put + text.slice(from + cut)
  })

describe('hostile messages on the wire', () => {
  it('do no harm: a call goes on, the edge answers after each hundred, and no fault is raised', async () => {
    const seat = house.party('8001', { onIncoming: (call) => void call.answer() })
    await seat.register()
    house.seatIsReady('8001')
    const call = await house.party('citizen-1').call('12345')
    await expect.poll(() => call.state.kind).toBe('established')

    let client = await openRaw(house.url)
    const texts = [...torture.map(([, , text]) => text), ...fc.sample(mutant, { numRuns: 600, seed: 4475 })]
    for (const [i, text] of texts.entries()) {
      if (client.socket.readyState !== client.socket.OPEN) client = await openRaw(house.url)
      client.send(text)
      if (i % 100 === 99) client = await stillAnswers(client)
    }
    await stillAnswers(client)
    expect(call.state.kind).toBe('established')
    expect(house.errors).toEqual([])
    expect(house.edge.registrations().map(({ user }) => user)).toEqual(['8001'])
  })
})
