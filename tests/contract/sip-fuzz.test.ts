import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { parseSip } from '#server/sip/message/parse.ts'
import { createFakeClock, type FakeClock } from '#tests/support/fake-clock.ts'
import { heapAfterGc } from '#tests/support/heap.ts'
import { authorization, openRaw, type RawClient, request } from '#tests/support/raw-sip.ts'
import { domain, type House, openHouse, password } from '#tests/support/sip-house.ts'
import { mutantOf } from '#tests/support/sip-mutants.ts'
import { torture, valid } from '#tests/support/sip-torture.ts'

const count = process.env.LIANXIAN_FULL === '1' ? 100_000 : 4000
/** Messages on one connection: under what the edge allows in a burst. */
const batch = 100

let house: House
let clock: FakeClock
afterEach(() => house.close())

const contact = (user: string) => `Contact: <sip:${user}@raw.invalid;transport=ws>`
const own = (method: string, more: readonly string[] = [], uri = `sip:8002@${domain}`) =>
  request({
    method,
    uri,
    from: `"Seat" <sip:8001@${domain}>;tag=a`,
    to: `<${uri}>`,
    callId: 'call-1',
    cseq: 1,
    branch: 'z9hG4bKcall-1',
    more: [contact('8001'), ...more],
  })
const seeds = [
  ...valid.map(([, text]) => text),
  ...torture.map(([, , text]) => text),
  ...['INVITE', 'CANCEL', 'ACK', 'BYE', 'OPTIONS', 'MESSAGE'].map((method) => own(method)),
  own('INVITE', ['X-Lianxian-Monitor: x']),
  own('INVITE', ['Replaces: call-1;to-tag=a;from-tag=b', 'Require: replaces']),
  own('INVITE', [], `sip:12345@${domain}`),
  own('REFER', [`Refer-To: <sip:9001@${domain}?Replaces=call-1%3Bto-tag%3Da%3Bfrom-tag%3Db>`]),
  own('REGISTER', ['Expires: 300'], `sip:${domain}`),
]
const mutant = mutantOf(seeds, 70_000)

/** A connection on which the seat has proved itself and registered. */
async function openSeat(user: string): Promise<RawClient> {
  const client = await openRaw(house.url)
  const uri = `sip:${domain}`
  const address = `<sip:${user}@${domain}>`
  const register = (cseq: number, more: readonly string[]) =>
    request({
      method: 'REGISTER',
      uri,
      from: `${address};tag=${user}`,
      to: address,
      callId: `register-${user}`,
      cseq,
      more: [contact(user), ...more],
    })
  client.send(register(1, []))
  const challenge = (await client.next()).header('WWW-Authenticate')
  const proof = authorization(challenge, { user, password }, { method: 'REGISTER', uri })
  client.send(register(2, [`Authorization: ${proof}`]))
  expect((await client.next()).status).toBe(200)
  return client
}

/** Whether the connection may go on after the text. */
function isAnswerable(text: string): boolean {
  const parsed = parseSip(text)
  return parsed.kind !== 'bad' || parsed.harmless || parsed.request?.kind === 'request'
}

async function close(client: RawClient): Promise<void> {
  client.socket.close()
  await client.closed
}

/** Sends the text on a connection of its own, which the edge ends. */
async function expectCutOff(text: string): Promise<void> {
  const stranger = await openRaw(house.url)
  stranger.send(text)
  expect([1002, 1009]).toContain(await stranger.closed)
}

/** Waits until all before it has been dealt with. */
async function mark(client: RawClient, callId: string): Promise<void> {
  const ping = { from: `<sip:8001@${domain}>;tag=m`, to: `<sip:${domain}>`, callId, cseq: 1 }
  client.send(request({ method: 'OPTIONS', uri: `sip:${domain}`, ...ping }))
  for (;;) {
    const answer = await Promise.race([client.next(), client.closed])
    if (typeof answer === 'number')
      throw new Error(`The edge closed a connection that did nothing to be closed for: ${answer}`)
    if (answer.header('Call-ID') === callId) return
  }
}

/** An answer repeats what it answers, faults too; what is sent on is whole by the edge's own strict measure. */
function expectSound(client: RawClient): void {
  for (const { status, text } of client.seen)
    if (text.trim() !== '' && (status < 100 || status > 699))
      expect([parseSip(text).kind, text]).toEqual(['message', text])
}

describe('mutated messages over WebSocket, from a seat that is signed in', () => {
  it(`${count} of them are answered, sent on whole or dropped, break nothing, and leave nothing behind`, {
    timeout: 900_000,
  }, async () => {
    clock = createFakeClock()
    house = await openHouse({ clock })
    const rounds = count / batch
    let early = 0
    for (let round = 0; round < rounds; round++) {
      const [seat, callee] = await Promise.all([openSeat('8001'), openSeat('8002')])
      const texts = fc.sample(mutant, { numRuns: batch, seed: 4475 + round })
      for (const text of texts) if (isAnswerable(text)) seat.send(text)
      await mark(seat, `mark-${round}`)
      for (const text of texts) if (!isAnswerable(text)) await expectCutOff(text)
      for (const client of [seat, callee]) {
        expectSound(client)
        await close(client)
      }
      // Transactions, ringing, grace, nonces and registrations are over.
      clock.advance(400_000)
      if (round === Math.floor(rounds / 5)) early = heapAfterGc()
    }
    expect(house.errors).toEqual([])
    expect(house.edge.registrations()).toEqual([])
    expect(house.queue.snapshot()).toEqual([])
    await expect.poll(() => clock.pending()).toBe(0)
    expect(heapAfterGc() - early).toBeLessThan(16_000_000)
  })
})
