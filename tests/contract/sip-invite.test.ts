import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { authorization, openRaw, type RawClient, type RawMessage, request } from '#tests/support/raw-sip.ts'
import { domain, type House, openHouse, password } from '#tests/support/sip-house.ts'

let house: House
beforeEach(async () => {
  house = await openHouse({ timings: { ringMs: 400 } })
})
afterEach(async () => {
  await house.close()
  expect(house.errors).toEqual([])
})

const sdp = 'v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 9 RTP/AVP 0\r\n'
let ids = 0

/** A user who has proved itself on its own connection, reachable as `<user>@raw.invalid`. */
async function user(name: string): Promise<RawClient> {
  const client = await openRaw(house.url)
  const uri = `sip:${domain}`
  const parts = { method: 'REGISTER', uri, from: `<sip:${name}@${domain}>;tag=r`, to: `<sip:${name}@${domain}>` }
  const more = [`Contact: <sip:${name}@raw.invalid;transport=ws>`]
  client.send(request({ ...parts, callId: `reg-${name}`, cseq: 1, more }))
  const challenge = (await client.next()).header('WWW-Authenticate')
  const proof = authorization(challenge, { user: name, password }, { method: 'REGISTER', uri })
  client.send(request({ ...parts, callId: `reg-${name}`, cseq: 2, more: [...more, `Authorization: ${proof}`] }))
  expect((await client.next()).status).toBe(200)
  return client
}

interface Invite {
  readonly from: string
  readonly to?: string
  readonly uri?: string
  readonly callId?: string
  readonly more?: readonly string[]
}

function invite(wish: Invite): { text: string; callId: string } {
  ids += 1
  const callId = wish.callId ?? `call-${ids}`
  const uri = wish.uri ?? `sip:${wish.to ?? '12345'}@${domain}`
  const text = request({
    method: 'INVITE',
    uri,
    from: `"Someone" <sip:${wish.from}@${domain}>;tag=from1`,
    to: `<${uri}>`,
    callId,
    cseq: 1,
    more: [
      `Contact: <sip:${wish.from}@raw.invalid;transport=ws>`,
      'Content-Type: application/sdp',
      ...(wish.more ?? []),
    ],
    body: sdp,
  })
  return { text, callId }
}

/** The next message that satisfies the question; others are passed over. */
async function until(client: RawClient, fits: (message: RawMessage) => boolean): Promise<RawMessage> {
  for (;;) {
    const message = await client.next()
    if (fits(message)) return message
  }
}
const final = (client: RawClient) => until(client, (message) => message.status >= 200)
const incoming = (client: RawClient, method: string) =>
  until(client, (message) => message.start.startsWith(`${method} `))

/** A response to a request that came, as a phone would write it. */
function respond(to: RawMessage, status: number, tag = 'to1'): string {
  const lines = to.text.split('\r\n\r\n')[0]?.split('\r\n') ?? []
  const copied = lines.filter((line) => /^(via|from|call-id|cseq|record-route):/i.test(line))
  const toLine = lines.find((line) => /^to:/i.test(line)) ?? ''
  const tagged = /;tag=/.test(toLine) ? toLine : `${toLine};tag=${tag}`
  const ok = status >= 200 && status < 300
  const more = ok ? ['Contact: <sip:phone@raw.invalid;transport=ws>', 'Content-Type: application/sdp'] : []
  const body = ok && to.start.startsWith('INVITE') ? sdp : ''
  return [`SIP/2.0 ${status} X`, ...copied, tagged, ...more, `Content-Length: ${body.length}`, '', body].join('\r\n')
}

function inDialog(method: string, answer: RawMessage, cseq: number, more: readonly string[] = []): string {
  const route = answer.header('Record-Route')
  return request({
    method,
    uri: /<([^>]+)>/.exec(answer.header('Contact'))?.[1] ?? '',
    from: answer.header('From'),
    to: answer.header('To'),
    callId: answer.header('Call-ID'),
    cseq,
    more: [...(route ? [`Route: ${route}`] : []), ...more],
  })
}

/** A citizen's call answered by seat 8001. */
async function established(): Promise<{ citizen: RawClient; seat: RawClient; atSeat: RawMessage; answer: RawMessage }> {
  const seat = await user('8001')
  const citizen = await user('citizen-1')
  house.seatIsReady('8001')
  citizen.send(invite({ from: 'citizen-1' }).text)
  const atSeat = await incoming(seat, 'INVITE')
  seat.send(respond(atSeat, 200))
  const answer = await final(citizen)
  expect(answer.status).toBe(200)
  citizen.send(inDialog('ACK', answer, 1))
  await incoming(seat, 'ACK')
  return { citizen, seat, atSeat, answer }
}

describe('an INVITE', () => {
  it('is challenged on a connection that has proved nothing, then taken', async () => {
    const client = await openRaw(house.url)
    const first = invite({ from: 'citizen-1', callId: 'fresh' })
    client.send(first.text)
    const challenged = await final(client)
    expect(challenged.status).toBe(407)
    client.send(inDialog('ACK', challenged, 1).replace('ACK  SIP', `ACK sip:12345@${domain} SIP`))
    const uri = `sip:12345@${domain}`
    const proof = authorization(
      challenged.header('Proxy-Authenticate'),
      { user: 'citizen-1', password },
      { method: 'INVITE', uri },
    )
    client.send(
      first.text.replace('CSeq: 1', `Proxy-Authorization: ${proof}\r\nCSeq: 2`).replace('z9hG4bK', 'z9hG4bKx'),
    )
    const queued = await until(client, (message) => message.status === 182)
    expect(queued.header('X-Queue-Position')).toBe('1')
    expect(queued.start).toBe('SIP/2.0 182 Queued; position 1')
  })

  it('may not bear somebody else’s name', async () => {
    const citizen = await user('citizen-1')
    citizen.send(invite({ from: '8001', to: '9001' }).text)
    expect((await final(citizen)).status).toBe(407)
    citizen.send(invite({ from: 'citizen-2' }).text)
    expect((await final(citizen)).status).toBe(407)
    citizen.send(
      invite({ from: 'citizen-1' }).text.replace(`<sip:citizen-1@${domain}>`, '<sip:citizen-1@bank.example>'),
    )
    expect((await final(citizen)).status).toBe(403)
  })

  it('of a citizen reaches 12345 alone: no seat, no citizen, no contact of a seat', async () => {
    const seat = await user('8001')
    await user('citizen-2')
    const citizen = await user('citizen-1')
    for (const wish of [
      { to: '8001' },
      { to: 'citizen-2' },
      { to: '2' },
      { uri: 'sip:8001@raw.invalid;transport=ws' },
    ]) {
      citizen.send(invite({ from: 'citizen-1', ...wish }).text)
      expect((await final(citizen)).status).toBe(403)
    }
    expect(seat.seen.filter((message) => message.start.startsWith('INVITE'))).toEqual([])
  })

  it('goes to no address the edge does not know', async () => {
    const seat = await user('8001')
    for (const uri of [
      'sip:somebody@10.0.0.1',
      'sip:12345@elsewhere.example',
      `sip:x@y.invalid;alias=10.0.0.1~5060~1`,
    ]) {
      seat.send(invite({ from: '8001', uri }).text)
      expect((await final(seat)).status).toBe(403)
    }
    seat.send(invite({ from: '8001', to: '9001', more: ['Route: <sip:10.0.0.1;lr>'] }).text)
    expect((await final(seat)).status).toBe(403)
    seat.send(invite({ from: '8001', uri: `sip:${domain}` }).text)
    expect((await final(seat)).status).toBe(484)
    seat.send(invite({ from: '8001', to: 'nobody' }).text)
    expect((await final(seat)).status).toBe(404)
    seat.send(invite({ from: '8001', to: '8001' }).text)
    expect((await final(seat)).status).toBe(403)
  })

  it('arrives at the seat with our Via and Record-Route, one hop less, and no credentials', async () => {
    const seat = await user('8001')
    const citizen = await user('citizen-1')
    house.seatIsReady('8001')
    citizen.send(
      invite({
        from: 'citizen-1',
        more: ['Proxy-Authorization: Digest username="x"', 'Reason: SIP;cause=408', 'P-Asserted-Identity: <sip:110@x>'],
      }).text,
    )
    const got = await incoming(seat, 'INVITE')
    expect(got.start).toBe('INVITE sip:8001@raw.invalid;transport=ws SIP/2.0')
    expect(got.text.match(/^Via:/gm)).toHaveLength(2)
    expect(got.header('Via')).toMatch(/^SIP\/2\.0\/WS edge\.sandbox\.lianxian;branch=z9hG4bK/)
    expect(got.header('Record-Route')).toContain(';lr')
    expect(got.header('Max-Forwards')).toBe('69')
    expect(got.text).not.toMatch(/^(Proxy-Authorization|Reason|P-Asserted-Identity):/m)
    expect(got.text.endsWith(sdp)).toBe(true)
  })

  it('may not borrow the Call-ID of a live call', async () => {
    const { answer } = await established()
    const other = await user('citizen-2')
    other.send(invite({ from: 'citizen-2', callId: answer.header('Call-ID') }).text)
    expect((await final(other)).status).toBe(482)
    const waiting = invite({ from: 'citizen-2' })
    other.send(waiting.text)
    await until(other, (message) => message.status === 182)
    const third = await user('citizen-3')
    third.send(invite({ from: 'citizen-3', callId: waiting.callId }).text)
    expect((await final(third)).status).toBe(482)
  })

  it('is told under the caller’s number in its one form, or under none', async () => {
    for (const [name, callerNumber] of [
      ['citizen-+8613800001234', '13800001234'],
      ['citizen-web-x1', null],
    ] as const) {
      const citizen = await user(name)
      citizen.send(invite({ from: name }).text)
      await until(citizen, (message) => message.status === 182)
      expect(house.events.at(-1)).toMatchObject({ type: 'queued', callerNumber })
    }
  })

  it('sent twice is one call', async () => {
    const citizen = await user('citizen-1')
    const once = invite({ from: 'citizen-1' })
    citizen.send(once.text)
    citizen.send(once.text)
    await until(citizen, (message) => message.status === 182)
    expect(house.queue.snapshot()).toHaveLength(1)
  })

  it('is cancelled: 200 to the CANCEL, 487 to the INVITE, CANCEL and no more at the seat', async () => {
    const seat = await user('8001')
    const citizen = await user('citizen-1')
    house.seatIsReady('8001')
    const call = invite({ from: 'citizen-1' })
    citizen.send(call.text)
    const atSeat = await incoming(seat, 'INVITE')
    seat.send(respond(atSeat, 180))
    await until(citizen, (message) => message.status === 180)
    citizen.send(call.text.replace(/^INVITE/, 'CANCEL').replace('CSeq: 1 INVITE', 'CSeq: 1 CANCEL'))
    expect(
      await Promise.all(
        [final(citizen), final(citizen)].map(async (one) => (await one).header('CSeq') + (await one).status),
      ),
    ).toEqual(['1 CANCEL200', '1 INVITE487'])
    const cancel = await incoming(seat, 'CANCEL')
    expect(cancel.header('Via')).toBe(atSeat.header('Via'))
    seat.send(respond(cancel, 200))
    seat.send(respond(atSeat, 487))
    const ack = await incoming(seat, 'ACK')
    expect([ack.header('Via'), ack.header('CSeq')]).toEqual([atSeat.header('Via'), '1 ACK'])
  })

  it('that a seat answers too late is acknowledged and hung up there', async () => {
    const seat = await user('8001')
    const citizen = await user('citizen-1')
    house.seatIsReady('8001')
    const call = invite({ from: 'citizen-1' })
    citizen.send(call.text)
    const atSeat = await incoming(seat, 'INVITE')
    citizen.send(call.text.replace(/^INVITE/, 'CANCEL').replace('CSeq: 1 INVITE', 'CSeq: 1 CANCEL'))
    await vi.waitFor(() => expect(house.events.at(-1)?.type).toBe('abandoned'))
    seat.send(respond(atSeat, 200))
    expect((await incoming(seat, 'ACK')).start).toContain('sip:phone@raw.invalid')
    const bye = await incoming(seat, 'BYE')
    expect([bye.header('CSeq'), bye.header('To')]).toEqual(['2 BYE', `<sip:12345@${domain}>;tag=to1`])
  })

  it('at a seat that never answers is cancelled with the reason, and the call waits again', async () => {
    const seat = await user('8001')
    const citizen = await user('citizen-1')
    house.seatIsReady('8001')
    citizen.send(invite({ from: 'citizen-1' }).text)
    const atSeat = await incoming(seat, 'INVITE')
    seat.send(respond(atSeat, 180))
    const cancel = await incoming(seat, 'CANCEL')
    expect(cancel.header('Reason')).toContain('SIP;cause=408')
    seat.send(respond(cancel, 200))
    seat.send(respond(atSeat, 487))
    await incoming(seat, 'ACK')
    await until(citizen, (message) => message.status === 182)
  })
})

describe('a redirection', () => {
  it('of a phone is not followed: the call comes back to the queue', async () => {
    const [seat, expert] = [await user('8001'), await user('9001')]
    const citizen = await user('citizen-1')
    house.seatIsReady('8001')
    citizen.send(invite({ from: 'citizen-1' }).text)
    const atSeat = await incoming(seat, 'INVITE')
    await until(citizen, (message) => message.status === 182)
    seat.send(respond(atSeat, 302).replace('\r\nContent-Length', `\r\nContact: <sip:9001@${domain}>\r\nContent-Length`))
    await until(citizen, (message) => message.status === 182)
    expect(expert.seen.filter((message) => message.start.startsWith('INVITE'))).toEqual([])
    expect(house.events.at(-1)).toMatchObject({ type: 'declined', seat: '8001' })
  })
})

describe('a request in a dialog', () => {
  it('passes both ways, the 2xx again and again until its ACK', async () => {
    const { citizen, seat, atSeat, answer } = await established()
    seat.send(respond(atSeat, 200))
    expect((await final(citizen)).header('CSeq')).toBe('1 INVITE')
    citizen.send(inDialog('BYE', answer, 2))
    const bye = await incoming(seat, 'BYE')
    expect(bye.header('Route')).toBe('')
    seat.send(respond(bye, 200))
    expect((await final(citizen)).header('CSeq')).toBe('2 BYE')
    citizen.send(inDialog('BYE', answer, 3))
    expect((await final(citizen)).status).toBe(481)
  })

  it('counts once, though its 2xx is repeated after a later one: a resumed call is not held again', async () => {
    const { citizen, seat, atSeat } = await established()
    const reinvite = (cseq: number, direction: string) =>
      request({
        method: 'INVITE',
        uri: 'sip:citizen-1@raw.invalid;transport=ws',
        from: `${atSeat.header('To')};tag=to1`,
        to: atSeat.header('From'),
        callId: atSeat.header('Call-ID'),
        cseq,
        more: ['Contact: <sip:8001@raw.invalid;transport=ws>', 'Content-Type: application/sdp'],
        body: `${sdp}a=${direction}\r\n`,
      })
    const agreed = async (cseq: number, direction: string) => {
      seat.send(reinvite(cseq, direction))
      const ok = respond(await incoming(citizen, 'INVITE'), 200)
      citizen.send(ok)
      expect((await final(seat)).header('CSeq')).toBe(`${cseq} INVITE`)
      return ok
    }
    const first = await agreed(1, 'sendonly')
    await agreed(2, 'sendrecv')
    citizen.send(first)
    expect((await final(seat)).header('CSeq')).toBe('1 INVITE')
    expect(house.events.map((event) => event.type)).toEqual(['queued', 'offered', 'answered', 'held', 'resumed'])
  })

  it('of a third party that knows all tags is not let through', async () => {
    const { answer, seat } = await established()
    const thief = await user('citizen-9')
    thief.send(inDialog('BYE', answer, 5))
    expect((await final(thief)).status).toBe(407)
    thief.send(inDialog('ACK', answer, 6))
    thief.send(inDialog('INFO', answer, 7))
    expect((await final(thief)).status).toBe(407)
    expect(seat.seen.filter((message) => /^(BYE|INFO|ACK)/.test(message.start))).toHaveLength(1)
  })

  it('with a route of its own making is refused', async () => {
    const { citizen, answer } = await established()
    citizen.send(inDialog('INFO', answer, 2, ['Route: <sip:10.0.0.1;lr>']))
    expect((await final(citizen)).status).toBe(403)
  })
})

describe('Replaces', () => {
  const replaces = (answer: RawMessage) => {
    const tag = (name: string) => /;tag=([^;]+)/.exec(answer.header(name))?.[1]
    return `Replaces: ${answer.header('Call-ID')};to-tag=${tag('To')};from-tag=${tag('From')}`
  }

  it('lets no stranger into a call: citizen, other seat, through the queue or by contact', async () => {
    const { answer } = await established()
    const header = replaces(answer)
    const thief = await user('citizen-9')
    for (const to of ['12345', '8001', 'citizen-1']) {
      thief.send(invite({ from: 'citizen-9', to, more: [header] }).text)
      expect((await final(thief)).status).toBe(481)
    }
    const otherSeat = await user('8002')
    otherSeat.send(invite({ from: '8002', to: 'citizen-1', more: [header] }).text)
    expect((await final(otherSeat)).status).toBe(481)
    otherSeat.send(invite({ from: '8002', to: '8001', more: ['Join: x;to-tag=1;from-tag=2'] }).text)
    expect((await final(otherSeat)).status).toBe(403)
  })

  it('is not for a citizen’s own call either, unless a seat refers it to another', async () => {
    const { citizen, seat, answer, atSeat } = await established()
    citizen.send(invite({ from: 'citizen-1', to: '8001', more: [replaces(answer)] }).text)
    expect((await final(citizen)).status).toBe(403)

    const expert = await user('9001')
    seat.send(invite({ from: '8001', to: '9001', callId: 'consult' }).text)
    const atExpert = await incoming(expert, 'INVITE')
    expert.send(respond(atExpert, 200, 'expert'))
    const consult = await until(seat, (message) => message.status === 200)
    seat.send(inDialog('ACK', consult, 1))
    const target = 'Replaces: consult;to-tag=expert;from-tag=from1'
    citizen.send(invite({ from: 'citizen-1', to: '9001', more: [target] }).text)
    expect((await final(citizen)).status).toBe(481)

    const refer = request({
      method: 'REFER',
      uri: 'sip:citizen-1@raw.invalid',
      from: `${atSeat.header('To')};tag=to1`,
      to: atSeat.header('From'),
      callId: atSeat.header('Call-ID'),
      cseq: 1,
      more: [`Refer-To: <sip:9001@${domain}?Replaces=${encodeURIComponent(target.slice('Replaces: '.length))}>`],
    })
    seat.send(refer)
    const asked = await incoming(citizen, 'REFER')
    citizen.send(respond(asked, 202))
    citizen.send(invite({ from: 'citizen-1', to: '8002', more: [target] }).text)
    expect((await final(citizen)).status).toBe(481)
    citizen.send(invite({ from: 'citizen-1', to: '9001' }).text)
    expect((await final(citizen)).status).toBe(403)
    citizen.send(invite({ from: 'citizen-1', to: '9001', more: [target] }).text)
    expect((await incoming(expert, 'INVITE')).header('Replaces')).toBe(target.slice('Replaces: '.length))
  })

  it('sends somebody anywhere for a seat alone: a citizen may not refer, and a seat only into its own calls and this domain', async () => {
    const { citizen, seat, atSeat, answer } = await established()
    const referral = (from: string, to: string, value: string) =>
      request({
        method: 'REFER',
        uri: 'sip:x@raw.invalid',
        from,
        to,
        callId: atSeat.header('Call-ID'),
        cseq: 7,
        more: [`Refer-To: ${value}`],
      })
    citizen.send(referral(answer.header('From'), answer.header('To'), `<sip:9001@${domain}>`))
    expect((await final(citizen)).status).toBe(403)
    const bySeat = (value: string) => referral(`${atSeat.header('To')};tag=to1`, atSeat.header('From'), value)
    for (const value of ['<sip:9001@elsewhere.test>', `<sip:9001@${domain}?Replaces=x%3Bto-tag%3D1%3Bfrom-tag%3D2>`]) {
      seat.send(bySeat(value))
      expect((await final(seat)).status).toBe(403)
    }
    citizen.send(invite({ from: 'citizen-1', to: '9001' }).text)
    expect((await final(citizen)).status).toBe(403)
    const expert = await user('9001')
    seat.send(bySeat(`<sip:9001@${domain}>`))
    citizen.send(respond(await incoming(citizen, 'REFER'), 202))
    citizen.send(invite({ from: 'citizen-1', to: '9001' }).text)
    expect((await incoming(expert, 'INVITE')).header('From')).toContain('citizen-1')
  })

  it('lets nobody into a seat’s call without a ticket that the backend knows', async () => {
    await established()
    const lead = await user('7001')
    for (const value of ['listen', 'barge', 'no-such-ticket', '']) {
      lead.send(invite({ from: '7001', to: '8001', more: [`X-Lianxian-Monitor: ${value}`] }).text)
      expect((await final(lead)).status).toBe(403)
    }
  })
})
