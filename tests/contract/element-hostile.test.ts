import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { type ElementHouse, openElementHouse, proxied } from '#tests/support/element-house.ts'
import { createFakeClock, type FakeClock } from '#tests/support/fake-clock.ts'
import { heapAfterGc } from '#tests/support/heap.ts'
import { openTcpPeer, openUdpPeer, type RawPeer } from '#tests/support/raw-datagram.ts'
import type { RawMessage } from '#tests/support/raw-sip.ts'
import { mutantOf } from '#tests/support/sip-mutants.ts'
import { torture, valid } from '#tests/support/sip-torture.ts'

let house: ElementHouse
let clock: FakeClock
const open = async () => {
  clock = createFakeClock()
  house = await openElementHouse({ clock })
}
afterEach(() => house.close())

/** As a proxy sends it: over UDP, answers asked back to where it came from. */
const overUdp = (text: string) => text.replace(/^Via: SIP\/2\.0\/WS ([^;\r]+)/m, 'Via: SIP/2.0/UDP $1;rport')
let marks = 0
/** Everything that is answered before a message that certainly is. */
async function answersTo(peer: RawPeer, texts: readonly string[]): Promise<RawMessage[]> {
  for (const text of texts) peer.send(text)
  marks += 1
  const mark = `mark-${marks}`
  const send = () => peer.send(proxied({ method: 'OPTIONS', callId: mark }))
  send()
  // The system drops datagrams it has no room for.
  const timer = setInterval(send, 200)
  const answers: RawMessage[] = []
  try {
    for (;;) {
      const answer = await peer.next()
      if (answer.header('Call-ID') === mark) return answers
      answers.push(answer)
    }
  } finally {
    clearInterval(timer)
  }
}

/** Nobody can be answered: a response, or a request without what an answer repeats. */
const unanswerable = /bigcode|insuf|nothing after the method/
/** Over UDP what follows the body is dropped (RFC 3261 18.3): the first request is whole, and calls nobody we know. */
const trimmed = /dblreq/

describe('hostile datagrams', () => {
  it.each(torture)('%s: answered %i or dropped', async (name, status, text) => {
    await open()
    const peer = await openUdpPeer(house.port)
    const answers = await answersTo(peer, [overUdp(text)])
    const expected = trimmed.test(name) ? [404] : unanswerable.test(name) ? [] : [status]
    expect(answers.map((answer) => answer.status).filter((code) => code !== 100)).toEqual(expected)
    expect([house.events, house.errors]).toEqual([[], []])
    peer.close()
  })

  it.each(valid)('%s: no harm in it', async (_name, text) => {
    await open()
    const peer = await openUdpPeer(house.port)
    const answers = await answersTo(peer, [overUdp(text)])
    for (const { status } of answers) expect([404, 405, 481, 501]).toContain(status)
    expect([house.events, house.errors]).toEqual([[], []])
    peer.close()
  })
})

const seeds = [
  ...valid.map(([, text]) => text),
  ...torture.map(([, , text]) => text),
  ...['INVITE', 'OPTIONS', 'CANCEL', 'ACK', 'PUBLISH', 'BYE'].map((method) => proxied({ method })),
  proxied({ method: 'PUBLISH', more: ['Event: lianxian-call', 'X-News: answered', 'X-Call-ID: a', 'X-Seat: 8001'] }),
  proxied({ method: 'INVITE', more: ['Reason: SIP;cause=486', 'P-Asserted-Identity: <sip:1@a>'] }),
]
const mutant = mutantOf(seeds).map(overUdp)

const count = process.env.LIANXIAN_FULL === '1' ? 100_000 : 3000
const batch = 50

describe.each([
  ['UDP', openUdpPeer],
  ['TCP', openTcpPeer],
] as const)('mutated messages over %s', (name, connect) => {
  it(`${count} of them are answered or dropped, break nothing, and leave nothing behind`, {
    timeout: 900_000,
  }, async () => {
    await open()
    let peer = await connect(house.port)
    let early = 0
    const rounds = count / batch
    for (let round = 0; round < rounds; round++) {
      const texts = fc.sample(mutant, { numRuns: batch, seed: 3261 + round })
      if (name === 'UDP') {
        for (const answer of await answersTo(peer, texts)) expect(answer.start).toMatch(/^(SIP\/2\.0 [1-6]\d\d |$)/)
      } else {
        // A stream whose framing is lost is closed; the next is read from its beginning.
        for (const text of texts) peer.send(text)
      }
      peer.close()
      if (name === 'TCP') await peer.closed
      peer = await connect(house.port)
      await answersTo(peer, [])
      // 32 s of transactions, 150 s of waiting, 60 s of silence are over.
      clock.advance(300_000)
      if (round === Math.floor(rounds / 5)) early = heapAfterGc()
    }
    expect(house.errors).toEqual([])
    expect(clock.pending()).toBe(0)
    expect(house.queue.snapshot()).toEqual([])
    expect(heapAfterGc() - early).toBeLessThan(16_000_000)
    peer.close()
  })
})
