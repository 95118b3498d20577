import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openRaw, type RawClient, request } from '#tests/support/raw-sip.ts'
import { domain, type House, openHouse } from '#tests/support/sip-house.ts'
import { mutantOf } from '#tests/support/sip-mutants.ts'
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

const mutant = mutantOf([...valid.map(([, text]) => text), ...torture.map(([, , text]) => text)], 66_000)

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
