import { afterEach, describe, expect, it, vi } from 'vitest'
import { type ElementHouse, type ElementHouseOptions, openElementHouse, proxied } from '#tests/support/element-house.ts'
import { createFakeClock } from '#tests/support/fake-clock.ts'
import { openTcpPeer, openUdpPeer, type RawPeer } from '#tests/support/raw-datagram.ts'
import type { RawRequest } from '#tests/support/raw-sip.ts'

let house: ElementHouse
const peers: RawPeer[] = []
afterEach(async () => {
  for (const peer of peers.splice(0)) peer.close()
  await house.close()
  expect(house.errors).toEqual([])
})
const open = async (options: ElementHouseOptions = {}) => {
  house = await openElementHouse(options)
}
const udp = async () => {
  const peer = await openUdpPeer(house.port)
  peers.push(peer)
  return peer
}
const tcp = async () => {
  const peer = await openTcpPeer(house.port)
  peers.push(peer)
  return peer
}
const kinds = () => house.events.map((event) => event.type)
/** Sends an INVITE and takes its 100 and 182. */
async function waits(peer: RawPeer, more: Partial<RawRequest> = {}) {
  peer.send(proxied({ method: 'INVITE', ...more }))
  expect((await peer.next()).status).toBe(100)
  const queued = await peer.next()
  expect(queued.status).toBe(182)
  return queued
}
const ack = (to: string, more: Partial<RawRequest> = {}) => {
  const invite = { callId: more.callId ?? 'call-1', cseq: more.cseq ?? 1 }
  return proxied({ method: 'ACK', to, branch: `z9hG4bK${invite.callId}${invite.cseq}INVITE`, ...more })
}

describe.each([
  ['UDP', udp],
  ['TCP', tcp],
] as const)('the queue behind a proxy over %s', (_name, connect) => {
  it('lets a call wait, sends it to a seat, and gives it its old place when it comes back', async () => {
    await open()
    const peer = await connect()
    const queued = await waits(peer)
    expect(queued.header('X-Queue-Position')).toBe('1')
    const since = house.queue.snapshot()[0]?.since
    house.seatIsReady('8001')
    const moved = await peer.next()
    expect([moved.status, moved.header('Contact')]).toEqual([302, '<sip:8001@hall.test>'])
    peer.send(ack(moved.header('To')))
    await waits(peer, { callId: 'call-2' })
    const branch = 'z9hG4bKback'
    const reason = 'Reason: SIP;cause=486;text="Busy"'
    const again = await waits(peer, { branch, more: [reason] })
    expect(again.header('X-Queue-Position')).toBe('1')
    expect(house.queue.snapshot()[0]).toMatchObject({ sipCallId: 'call-1', since, callerNumber: '13800000001' })
    expect(house.events.filter(({ type }) => type === 'declined')).toMatchObject([{ seat: '8001', cause: 'busy' }])
  })

  it('takes the same Call-ID again for a merged request while it waits', async () => {
    await open()
    const peer = await connect()
    await waits(peer)
    peer.send(proxied({ method: 'INVITE', branch: 'z9hG4bKother' }))
    expect((await peer.next()).status).toBe(100)
    expect((await peer.next()).status).toBe(482)
  })

  it('ends a cancelled call with 487 and counts it as abandoned', async () => {
    await open()
    const peer = await connect()
    await waits(peer)
    peer.send(proxied({ method: 'CANCEL', branch: 'z9hG4bKcall-11INVITE' }))
    const answers = [await peer.next(), await peer.next()]
    expect(answers.map(({ status, header }) => [status, header('CSeq')])).toEqual([
      [200, '1 CANCEL'],
      [487, '1 INVITE'],
    ])
    expect(kinds()).toEqual(['queued', 'abandoned'])
    expect(house.stream.callIdOf('call-1')).toBeUndefined()
  })

  it.each([
    ['OPTIONS', {}, 200],
    ['OPTIONS', { uri: 'sip:127.0.0.1' }, 200],
    ['INVITE', { uri: 'sip:8001@hall.test' }, 404],
    ['INVITE', { uri: 'sip:12345@elsewhere.test' }, 404],
    ['INVITE', { uri: 'sip:hall.test' }, 484],
    ['INVITE', { to: '<sip:12345@hall.test>;tag=x' }, 481],
    ['INVITE', { more: ['Require: replaces'] }, 420],
    ['BYE', {}, 481],
    ['REGISTER', {}, 405],
    ['SUBSCRIBE', {}, 405],
    ['PUBLISH', { more: ['Event: presence'] }, 489],
    ['CANCEL', { callId: 'nothing' }, 481],
  ] as const)('answers %s %o with %i', async (method, more, status) => {
    await open()
    const peer = await connect()
    peer.send(proxied({ method, ...more }))
    expect((await peer.next()).status).toBe(status)
    expect(house.events).toEqual([])
  })

  it('refuses with 503 what is more than it can hold, and takes calls again afterwards', async () => {
    await open({ mostCalls: 1 })
    const peer = await connect()
    await waits(peer)
    peer.send(proxied({ method: 'INVITE', callId: 'call-2' }))
    const refused = await peer.next()
    expect([refused.status, refused.header('Retry-After')]).toEqual([503, '5'])
    peer.send(proxied({ method: 'CANCEL', branch: 'z9hG4bKcall-11INVITE' }))
    expect([(await peer.next()).status, (await peer.next()).status]).toEqual([200, 487])
    await waits(peer, { callId: 'call-3' })
  })
})

describe('what a proxy tells', () => {
  const news = (callId: string, ...more: string[]) =>
    proxied({ method: 'PUBLISH', callId, more: ['Event: lianxian-call', ...more] })

  it('makes a call answered and ended once, however often it is told', async () => {
    await open()
    const peer = await udp()
    await waits(peer)
    house.seatIsReady('8001')
    peer.send(ack((await peer.next()).header('To')))
    for (const n of [1, 2]) {
      peer.send(news(`n${n}`, 'X-News: answered', 'X-Call-ID: call-1', 'X-Seat: 8001'))
      expect((await peer.next()).status).toBe(200)
    }
    expect(house.queue.snapshot()).toEqual([])
    for (const n of [3, 4]) {
      peer.send(news(`n${n}`, 'X-News: ended', 'X-Call-ID: call-1', 'X-Cause: caller'))
      expect((await peer.next()).status).toBe(200)
    }
    expect(kinds()).toEqual(['queued', 'offered', 'answered', 'ended'])
  })

  it('counts a call that is cancelled while it rings as abandoned', async () => {
    await open()
    const peer = await udp()
    await waits(peer)
    house.seatIsReady('8001')
    peer.send(ack((await peer.next()).header('To')))
    peer.send(news('n1', 'X-News: given-up', 'X-Call-ID: call-1', 'X-Cause: caller'))
    expect((await peer.next()).status).toBe(200)
    expect(kinds()).toEqual(['queued', 'offered', 'abandoned'])
  })

  it('says which phones are there, and only when that changed', async () => {
    await open()
    const peer = await udp()
    for (const [n, contacts] of [1, 1, 0].entries()) {
      peer.send(news(`n${n}`, 'X-News: phones', 'X-Seat: 8001', `X-Contacts: ${contacts}`))
      expect((await peer.next()).status).toBe(200)
    }
    expect(house.news).toMatchObject([
      { type: 'registered', user: '8001', contacts: 1 },
      { type: 'unregistered', user: '8001', contacts: 0 },
    ])
  })

  it.each([
    ['X-News', ['X-News: exploded', 'X-Call-ID: call-1']],
    ['X-Seat', ['X-News: answered', 'X-Call-ID: call-1', 'X-Seat: a b']],
    ['X-Call-ID', ['X-News: answered', 'X-Seat: 8001']],
    ['X-Cause', ['X-News: ended', 'X-Call-ID: call-1', 'X-Cause: weather']],
    ['X-Contacts', ['X-News: phones', 'X-Seat: 8001', 'X-Contacts: -1']],
    ['X-Target', ['X-News: dialled', 'X-Seat: 8001', 'X-Call-ID: call-1']],
  ])('is refused with the name of the wrong field: %s', async (name, lines) => {
    await open()
    const peer = await udp()
    peer.send(news('n1', ...lines))
    const answer = await peer.next()
    expect([answer.status, answer.header('Error-Info')]).toEqual([400, `<sip:${name}@field.invalid>`])
    expect(house.news).toEqual([])
  })
})

describe('who is heard', () => {
  it('nobody but the named proxies: others get no answer over UDP and no connection over TCP', async () => {
    await open({ peers: [{ address: '127.0.0.1', port: 9 }] })
    const peer = await udp()
    peer.send(proxied({ method: 'INVITE' }))
    const connection = await tcp()
    await connection.closed
    await vi.waitFor(() => expect(house.strangers).toContain(`127.0.0.1:${peer.port}`))
    expect(peer.seen).toEqual([])
    expect(house.events).toEqual([])
  })

  it('believes what the proxy asserts of the caller', async () => {
    await open()
    const peer = await udp()
    await waits(peer, {
      from: '<sip:anonymous@anonymous.invalid>;tag=a',
      more: ['P-Asserted-Identity: <sip:+8613800000002@hall.test>'],
    })
    expect(house.queue.snapshot()[0]?.callerNumber).toBe('13800000002')
  })

  it('answers to the port of Via where no rport asks otherwise', async () => {
    await open()
    const [sender, other] = [await udp(), await udp()]
    sender.send(proxied({ method: 'OPTIONS' }).replace('127.0.0.1;rport', `127.0.0.1:${other.port}`))
    expect((await other.next()).status).toBe(200)
    expect(sender.seen).toEqual([])
  })
})

describe('a network that loses messages', () => {
  it('gets the redirection again until it is acknowledged', async () => {
    const clock = createFakeClock()
    await open({ clock })
    const peer = await udp()
    await waits(peer)
    house.seatIsReady('8001')
    const moved = await peer.next()
    clock.advance(500)
    expect((await peer.next()).text).toBe(moved.text)
    peer.send(ack(moved.header('To')))
    peer.send(proxied({ method: 'OPTIONS', callId: 'after' }))
    expect((await peer.next()).header('CSeq')).toBe('1 OPTIONS')
    clock.advance(60_000 - 500 - 1)
    expect(kinds()).toEqual(['queued', 'offered'])
    // Nothing was told of what became of it: after a minute the proxy is taken for dead.
    clock.advance(1)
    expect(kinds()).toEqual(['queued', 'offered', 'abandoned'])
  })

  it('that loses every acknowledgement loses the call after 32 s', async () => {
    const clock = createFakeClock()
    await open({ clock })
    const peer = await udp()
    await waits(peer)
    house.seatIsReady('8001')
    await peer.next()
    clock.advance(32_000)
    expect(kinds()).toEqual(['queued', 'offered', 'abandoned'])
    expect(house.queue.snapshot()).toEqual([])
  })

  it('gets the same answers again for a request that comes again, and no second call', async () => {
    await open()
    const peer = await udp()
    const queued = await waits(peer)
    peer.send(proxied({ method: 'INVITE' }))
    expect((await peer.next()).text).toBe(queued.text)
    expect(kinds()).toEqual(['queued'])
  })
})

describe('a stream', () => {
  it('may come in any pieces, with keep-alives between', async () => {
    await open()
    const peer = await tcp()
    const text = `\r\n\r\n${proxied({ method: 'OPTIONS', callId: 'a', body: '一二' })}`
    for (const octet of Buffer.from(text)) peer.send(Uint8Array.of(octet))
    await vi.waitFor(() => expect(peer.seen.map(({ text: came }) => came).join('')).toContain('SIP/2.0 200 OK'))
    expect(peer.seen[0]?.text).toBe('\r\n')
  })

  it('that gives a negative length is told so and closed', async () => {
    await open()
    const peer = await tcp()
    peer.send(proxied({ method: 'OPTIONS' }).replace('Content-Length: 0', 'Content-Length: -9'))
    expect((await peer.next()).status).toBe(400)
    await peer.closed
  })

  it('that breaks while a call waits counts it as abandoned', async () => {
    await open()
    const peer = await tcp()
    await waits(peer)
    peer.close()
    await vi.waitFor(() => expect(kinds()).toEqual(['queued', 'abandoned']))
  })
})
