import { describe, expect, it } from 'vitest'
import type { SipRequest, SipResponse } from '#server/ports/sip.ts'
import { parseSip } from '#server/sip/message/parse.ts'
import { answer, respondTo } from '#server/sip/message/respond.ts'
import type { ServerTransaction } from '#server/sip/transaction/server-transaction.ts'
import { createTransactions } from '#server/sip/transaction/transactions.ts'
import type { Flow } from '#server/sip/transport/flow.ts'
import { createFakeClock } from '#tests/support/fake-clock.ts'
import { request } from '#tests/support/raw-sip.ts'

/** A table of transactions over UDP, with the times at which each start line was sent. */
function setUp() {
  const clock = createFakeClock(0)
  const servers: ServerTransaction[] = []
  const sent: [number, string][] = []
  let id = 0
  const flow: Flow = {
    id: 'f',
    transport: 'UDP',
    open: true,
    left: false,
    remote: { address: '192.0.2.1', port: 5060 },
    send: (text) => sent.push([clock.now(), text.split(/ |\r/, 2).join(' ').replace('SIP/2.0 ', '')]) > 0,
    close() {},
  }
  const transactions = createTransactions({
    clock,
    newId: () => `id${++id}`,
    sentBy: 'edge.test',
    user: { request: (server) => void servers.push(server), ack() {} },
  })
  const times = (word: string) => sent.filter(([, line]) => line.startsWith(word)).map(([at]) => at)
  return { clock, servers, sent, flow, transactions, times }
}

const make = (method: string, more: { to?: string } = {}): SipRequest => {
  const text = request({
    method,
    uri: 'sip:b@test',
    from: '<sip:a@test>;tag=1',
    to: more.to ?? '<sip:b@test>',
    callId: 'c1',
    cseq: 1,
    branch: 'z9hG4bKone',
  })
  const parsed = parseSip(text)
  if (parsed.kind !== 'message' || parsed.message.kind !== 'request') throw new Error('not a request')
  return parsed.message
}
const reply = (to: SipRequest, status: number): SipResponse => respondTo(to, answer(status), 't')

describe('the server side over UDP', () => {
  it('sends a refusal again after 0.5, 1.5, 3.5, 7.5 s and then every 4 s until timer H (timer G)', () => {
    const { clock, servers, flow, transactions, times } = setUp()
    transactions.receiveRequest(flow, make('INVITE'))
    let lost = 0
    const [server] = servers
    if (server) server.onUnacknowledged = () => void lost++
    server?.respond(reply(make('INVITE'), 302))
    clock.advance(40_000)
    expect(times('302')).toEqual([0, 500, 1500, 3500, 7500, 11_500, 15_500, 19_500, 23_500, 27_500, 31_500])
    expect([server?.phase, lost, clock.pending()]).toEqual(['terminated', 1, 0])
  })

  it('stops with the ACK, takes its repetitions in silence and is forgotten after 5 s (timer I)', () => {
    const { clock, servers, flow, transactions, times } = setUp()
    transactions.receiveRequest(flow, make('INVITE'))
    servers[0]?.respond(reply(make('INVITE'), 480))
    const ack = make('ACK', { to: '<sip:b@test>;tag=t' })
    transactions.receiveRequest(flow, ack)
    transactions.receiveRequest(flow, ack)
    transactions.receiveRequest(flow, make('INVITE'))
    clock.advance(4999)
    expect([times('480'), servers[0]?.phase]).toEqual([[0], 'confirmed'])
    clock.advance(1)
    expect([servers[0]?.phase, servers.length, clock.pending()]).toEqual(['terminated', 1, 0])
  })

  it('answers an OPTIONS that comes again for 32 s (timer J)', () => {
    const { clock, servers, flow, transactions, times } = setUp()
    transactions.receiveRequest(flow, make('OPTIONS'))
    servers[0]?.respond(reply(make('OPTIONS'), 200))
    clock.advance(31_999)
    transactions.receiveRequest(flow, make('OPTIONS'))
    expect([times('200'), servers.length]).toEqual([[0, 31_999], 1])
    clock.advance(1)
    transactions.receiveRequest(flow, make('OPTIONS'))
    expect(servers).toHaveLength(2)
  })
})

describe('the client side over UDP', () => {
  it('sends an INVITE again at doubling pauses (timer A) until a provisional response', () => {
    const { clock, flow, transactions, times, sent } = setUp()
    const client = transactions.send(flow, make('INVITE'), { response() {}, failed() {} })
    clock.advance(4000)
    expect(times('INVITE')).toEqual([0, 500, 1500, 3500])
    client.receive(reply(client.request, 180))
    clock.advance(60_000)
    expect(times('INVITE')).toHaveLength(4)
    client.receive(reply(client.request, 486))
    client.receive(reply(client.request, 486))
    expect(sent.filter(([, line]) => line.startsWith('ACK'))).toHaveLength(2)
    clock.advance(32_000)
    expect(clock.pending()).toBe(0)
  })

  it('gives up after 32 s without any response (timers B and F)', () => {
    const { clock, flow, transactions, times } = setUp()
    const failed: [string, number][] = []
    for (const method of ['INVITE', 'OPTIONS'])
      transactions.send(flow, make(method), { response() {}, failed: (status) => void failed.push([method, status]) })
    clock.advance(32_000)
    expect(failed).toEqual([
      ['INVITE', 408],
      ['OPTIONS', 408],
    ])
    expect(times('INVITE')).toEqual([0, 500, 1500, 3500, 7500, 15_500, 31_500])
    expect(times('OPTIONS')).toEqual([0, 500, 1500, 3500, 7500, 11_500, 15_500, 19_500, 23_500, 27_500, 31_500])
    expect(clock.pending()).toBe(0)
  })

  it('hears one final response of a BYE, though it comes again within 5 s (timer K)', () => {
    const { clock, flow, transactions } = setUp()
    const heard: number[] = []
    const client = transactions.send(flow, make('BYE'), {
      response: ({ status }) => void heard.push(status),
      failed() {},
    })
    const ok = reply(client.request, 200)
    transactions.receiveResponse(flow, ok)
    transactions.receiveResponse(flow, ok)
    clock.advance(5000)
    expect([heard, clock.pending()]).toEqual([[200], 0])
  })
})
