import { describe, expect, it } from 'vitest'
import type { SipRequest, SipResponse } from '#server/ports/sip.ts'
import { headerLine } from '#server/sip/message/headers.ts'
import { parseSip } from '#server/sip/message/parse.ts'
import { withoutTopVia } from '#server/sip/message/received.ts'
import { answer, respondTo } from '#server/sip/message/respond.ts'
import type { ServerTransaction } from '#server/sip/transaction/server-transaction.ts'
import { createTransactions } from '#server/sip/transaction/transactions.ts'
import type { Flow } from '#server/sip/transport/flow.ts'
import { createFakeClock } from '#tests/support/fake-clock.ts'
import { request } from '#tests/support/raw-sip.ts'

interface TestFlow extends Flow {
  readonly sent: string[]
  open: boolean
}

function flow(id: string): TestFlow {
  const sent: string[] = []
  return {
    id,
    sent,
    open: true,
    left: false,
    transport: 'WS',
    remote: { address: '127.0.0.1', port: 5 },
    send(text) {
      if (this.open) sent.push(text)
      return this.open
    },
    close() {},
  }
}

const read = (text: string) => {
  const parsed = parseSip(text)
  if (parsed.kind !== 'message') throw new Error('not a message')
  return parsed.message
}
const readRequest = (text: string): SipRequest => {
  const message = read(text)
  if (message.kind !== 'request') throw new Error('not a request')
  return message
}

function setUp() {
  const clock = createFakeClock()
  const servers: ServerTransaction[] = []
  const acks: SipRequest[] = []
  let id = 0
  const transactions = createTransactions({
    clock,
    newId: () => `id${++id}`,
    sentBy: 'edge.test',
    user: { request: (server) => void servers.push(server), ack: (_flow, ack) => void acks.push(ack) },
  })
  return { clock, servers, acks, transactions }
}

const make = (method: string, more: { branch?: string; cseq?: number; to?: string } = {}) =>
  readRequest(
    request({
      method,
      uri: 'sip:b@test',
      from: '<sip:a@test>;tag=1',
      to: more.to ?? '<sip:b@test>',
      callId: 'c1',
      cseq: more.cseq ?? 1,
      branch: more.branch ?? 'z9hG4bKone',
    }),
  )

describe('the server side', () => {
  it('gives a request that comes again its last response again, and does not start it twice', () => {
    const { servers, transactions } = setUp()
    const here = flow('f')
    transactions.receiveRequest(here, make('INVITE'))
    servers[0]?.respond(respondTo(make('INVITE'), answer(100), ''))
    transactions.receiveRequest(here, make('INVITE'))
    expect(servers).toHaveLength(1)
    expect(here.sent.map((text) => text.split('\r\n')[0])).toEqual(['SIP/2.0 100 Trying', 'SIP/2.0 100 Trying'])
  })

  it('keeps connections apart: the same branch elsewhere is another request', () => {
    const { servers, transactions } = setUp()
    transactions.receiveRequest(flow('f'), make('INVITE'))
    transactions.receiveRequest(flow('g'), make('INVITE'))
    expect(servers).toHaveLength(2)
  })

  it('tells requests of clients without the magic cookie apart by their fields (badbranch)', () => {
    const { servers, transactions } = setUp()
    const here = flow('f')
    transactions.receiveRequest(here, make('OPTIONS', { branch: 'z9hG4bK' }))
    transactions.receiveRequest(here, make('OPTIONS', { branch: 'z9hG4bK', cseq: 2 }))
    transactions.receiveRequest(here, make('OPTIONS', { branch: 'z9hG4bK', cseq: 2 }))
    expect(servers).toHaveLength(2)
  })

  it('keeps the ACK of a refusal to itself, and passes that of a 2xx on', () => {
    const { servers, acks, transactions } = setUp()
    const here = flow('f')
    transactions.receiveRequest(here, make('INVITE'))
    servers[0]?.respond(respondTo(make('INVITE'), answer(480), 't'))
    transactions.receiveRequest(here, make('ACK', { to: '<sip:b@test>;tag=t' }))
    expect(acks).toEqual([])
    transactions.receiveRequest(here, make('ACK', { branch: 'z9hG4bKother', to: '<sip:b@test>;tag=t' }))
    expect(acks).toHaveLength(1)
  })

  it('forgets a refused INVITE without ACK after 32 s (timer H)', () => {
    const { clock, servers, transactions } = setUp()
    const here = flow('f')
    transactions.receiveRequest(here, make('INVITE'))
    servers[0]?.respond(respondTo(make('INVITE'), answer(480), 't'))
    clock.advance(31_999)
    expect(servers[0]?.phase).toBe('completed')
    clock.advance(1)
    expect(servers[0]?.phase).toBe('terminated')
  })

  it('answers one final response only, but lets an INVITE’s 2xx through again', () => {
    const { servers, transactions } = setUp()
    const here = flow('f')
    transactions.receiveRequest(here, make('INVITE'))
    const [server] = servers
    server?.respond(respondTo(make('INVITE'), answer(200), 't'))
    server?.respond(respondTo(make('INVITE'), answer(480), 't'))
    server?.respond(respondTo(make('INVITE'), answer(200), 't'))
    expect(here.sent.map((text) => text.slice(8, 11))).toEqual(['200', '200'])
  })

  it('says when the connection died before the answer, and not after it', () => {
    const { servers, transactions } = setUp()
    const here = flow('f')
    const gone: number[] = []
    transactions.receiveRequest(here, make('INVITE'))
    transactions.receiveRequest(here, make('INVITE', { branch: 'z9hG4bKtwo' }))
    servers.forEach((server, i) => {
      server.onGone = () => void gone.push(i)
    })
    servers[1]?.respond(respondTo(make('INVITE'), answer(480), 't'))
    transactions.dropFlow(here)
    expect(gone).toEqual([0])
  })

  it('answers a CANCEL: 481 for nothing, 200 once for an INVITE, no effect after its final response', () => {
    const { servers, transactions } = setUp()
    const here = flow('f')
    let cancelled = 0
    transactions.receiveRequest(here, make('CANCEL'))
    transactions.receiveRequest(here, make('INVITE'))
    const [server] = servers
    if (server) server.onCancel = () => void cancelled++
    transactions.receiveRequest(here, make('CANCEL'))
    transactions.receiveRequest(here, make('CANCEL'))
    expect(here.sent.map((text) => text.slice(8, 11))).toEqual(['481', '200', '200'])
    expect(cancelled).toBe(1)
  })
})

describe('the client side', () => {
  function sending(method: string) {
    const set = setUp()
    const there = flow('f')
    const heard: (number | string)[] = []
    const client = set.transactions.send(there, make(method), {
      response: (response) => void heard.push(response.status),
      failed: (status) => void heard.push(`failed ${status}`),
    })
    const respond = (status: number, to = 0) => {
      const response = respondTo(readRequest(there.sent[to] ?? ''), answer(status), 't') as SipResponse
      set.transactions.receiveResponse(there, response)
    }
    return { ...set, there, heard, client, respond, lines: () => there.sent.map((text) => text.split(' ')[0]) }
  }

  it('gives up without any response after 32 s (timers B and F)', () => {
    for (const method of ['INVITE', 'OPTIONS']) {
      const { clock, heard } = sending(method)
      clock.advance(31_999)
      expect(heard).toEqual([])
      clock.advance(1)
      expect(heard).toEqual(['failed 408'])
    }
  })

  it('lets an INVITE ring on after a provisional response, but not another request', () => {
    const ringing = sending('INVITE')
    ringing.respond(180)
    ringing.clock.advance(100_000)
    expect(ringing.heard).toEqual([180])
    const slow = sending('OPTIONS')
    slow.respond(100)
    slow.clock.advance(100_000)
    expect(slow.heard).toEqual([100, 'failed 408'])
  })

  it('acknowledges a refusal itself, each time it comes, with the INVITE’s own branch', () => {
    const { respond, heard, lines, there } = sending('INVITE')
    respond(486)
    respond(486)
    expect(heard).toEqual([486])
    expect(lines()).toEqual(['INVITE', 'ACK', 'ACK'])
    const [invite, ack] = there.sent.map(readRequest)
    expect(ack && headerLine(ack, 'via')).toBe(invite && headerLine(invite, 'via'))
    expect(ack && headerLine(ack, 'to')).toMatch(/;tag=t$/)
  })

  it('sends CANCEL only after the first provisional response', () => {
    const { respond, client, lines } = sending('INVITE')
    client.cancel()
    expect(lines()).toEqual(['INVITE'])
    respond(100)
    expect(lines()).toEqual(['INVITE', 'CANCEL'])
    client.cancel()
    expect(lines()).toEqual(['INVITE', 'CANCEL'])
  })

  it('takes a cancelled INVITE as over when nothing follows for 32 s', () => {
    const { clock, respond, client, heard } = sending('INVITE')
    respond(180)
    client.cancel()
    clock.advance(32_000)
    expect(heard).toEqual([180, 'failed 408'])
  })

  it('hears the 2xx again until its time is over', () => {
    const { clock, respond, heard } = sending('INVITE')
    respond(200)
    respond(200)
    clock.advance(32_000)
    respond(200)
    expect(heard).toEqual([200, 200])
  })

  it('fails at once on a dead connection, later when it dies, and never twice', () => {
    const { transactions, there, heard, clock } = sending('INVITE')
    there.open = false
    transactions.dropFlow(there)
    clock.advance(100_000)
    expect(heard).toEqual(['failed 430'])
    const late: number[] = []
    transactions.send(there, make('OPTIONS'), { response() {}, failed: (status) => void late.push(status) })
    clock.advance(0)
    expect(late).toEqual([430])
  })

  it('takes no response from another connection, nor one with a Via that is not ours', () => {
    const { transactions, there, heard } = sending('INVITE')
    const response = respondTo(readRequest(there.sent[0] ?? ''), answer(200), 't')
    transactions.receiveResponse(flow('other'), response)
    transactions.receiveResponse(there, withoutTopVia(response))
    expect(heard).toEqual([])
  })
})
