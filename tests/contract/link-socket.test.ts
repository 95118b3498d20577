import { request } from 'node:http'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { WebSocket } from 'ws'
import type { LinkLimits } from '#server/link/link-options.ts'
import { messageLimit } from '#shared/contract/socket/envelope.ts'
import { connected, event, type Fixture, openFixture, send, tokenFor } from './link-fixture.ts'

let fixture: Fixture
const open = async (limits: Partial<LinkLimits> = {}) => {
  await fixture.close()
  fixture = await openFixture(limits)
}
beforeEach(async () => {
  fixture = await openFixture()
})
afterEach(() => fixture.close())

const agent = tokenFor('agent')
const refusal = (socket: ReturnType<Fixture['connect']>) =>
  connected(socket).then(
    () => 'let in',
    (error: Error) => error.message,
  )
/** A WebSocket without socket.io's client. */
const raw = (headers: Record<string, string> = {}, query = '') =>
  new WebSocket(`${fixture.url.replace('http', 'ws')}/socket/?EIO=4&transport=websocket${query}`, { headers })
const rawEnd = (socket: WebSocket) =>
  new Promise<string>((resolve) => {
    socket.on('unexpected-response', (_request, response) => resolve(`http ${response.statusCode}`))
    socket.on('error', () => undefined)
    socket.on('close', (code) => resolve(`closed ${code}`))
  })
/** A raw client answers no ping, so every one is closed after ten seconds: a rule that cuts does so at once. */
const rawCut = async (socket: WebSocket) => {
  const started = Date.now()
  const end = await rawEnd(socket)
  return Date.now() - started < 3000 ? end : `${end}, but late`
}
const rawOpen = (socket: WebSocket) => new Promise<void>((resolve) => socket.on('open', () => resolve()))
/** Connects a raw socket as a seat: resolves once the server has let it in. */
const rawIn = async (socket: WebSocket) => {
  await rawOpen(socket)
  const ready = new Promise<void>((resolve) =>
    socket.on('message', (data) => {
      if (String(data).startsWith('40')) resolve()
    }),
  )
  socket.send(`40${JSON.stringify({ token: agent })}`)
  await ready
}

describe('who is let in', () => {
  it.each([
    ['a stranger', 'nobody', 'bad-token'],
    ['a token that is over', 'expired:8001:s1', 'expired'],
    ['a token whose time ran out', 'agent:8001:s1:-1', 'expired'],
  ])('refuses %s', async (_who, token, reason) => {
    expect(await refusal(fixture.connect(token))).toBe(reason)
  })

  it('refuses a socket without a token, and one of a session that ended', async () => {
    expect(await refusal(fixture.connect(undefined))).toBe('bad-token')
    fixture.ended.add('s1')
    expect(await refusal(fixture.connect(agent))).toBe('signed-out')
  })

  it.each(['token', 'auth', 'access_token'])(
    'refuses a valid token that also stands in the address as %s',
    async (name) => {
      expect(await refusal(fixture.connect(agent, { query: { [name]: agent } }))).not.toBe('let in')
      expect(await rawEnd(raw({}, `&${name}=${agent}`))).toBe('http 400')
      expect(fixture.notes).toContainEqual({ type: 'refused', why: 'token-in-address' })
    },
  )

  it.each([
    ['foreign', 'https://evil.example'],
    ['null', 'null'],
    ['look-alike', 'OWN.evil.example'],
    ['sub-domain', 'http://a.127.0.0.1'],
    ['other port', 'http://127.0.0.1:1'],
    ['other scheme', 'https'],
  ])('refuses a %s origin', async (_kind, origin) => {
    const written = origin.replace('OWN', fixture.url)
    expect(await rawEnd(raw({ origin: written === 'https' ? fixture.url.replace('http', 'https') : written }))).toBe(
      'http 400',
    )
    expect(fixture.notes).toEqual([{ type: 'refused', why: 'origin' }])
  })

  it('lets its own origin in, and no origin at all with a token', async () => {
    expect(await refusal(fixture.connect(agent, { extraHeaders: { origin: fixture.url } }))).toBe('let in')
    expect(await refusal(fixture.connect(agent))).toBe('let in')
  })

  it('speaks WebSocket only: polling is refused', async () => {
    const status = await new Promise<number | undefined>((resolve) => {
      request(`${fixture.url}/socket/?EIO=4&transport=polling`, (response) => {
        response.resume()
        resolve(response.statusCode)
      }).end()
    })
    expect(status).toBe(400)
  })

  it('does not compress, whatever the client offers', async () => {
    const socket = raw()
    await rawOpen(socket)
    expect(socket.extensions).toBe('')
    socket.terminate()
  })

  it('closes a socket that does not say who it is', async () => {
    await open({ unauthenticatedMs: 100 })
    expect(await rawCut(raw())).toMatch(/^closed \d+$/)
  })

  it('ends a socket when its token does, and not when it was renewed', async () => {
    const renewed = await connected(fixture.connect('lead:7001:s2:300'))
    expect(await send(renewed, 'session.renew')).toMatchObject({ ok: true })
    const socket = await connected(fixture.connect('agent:8001:s1:400'))
    const gone = event(socket, 'disconnect')
    expect(await event(socket, 'closing')).toEqual({ reason: 'expired' })
    await gone
    expect(renewed.connected).toBe(true)
  })

  it('lets no seat connect over and over', async () => {
    await open({ connects: { perSecond: 0.001, burst: 2 } })
    await connected(fixture.connect(agent))
    await connected(fixture.connect(agent))
    expect(await refusal(fixture.connect(agent))).toBe('too-many')
    expect(await refusal(fixture.connect(tokenFor('lead')))).toBe('let in')
  })

  it('holds no more sockets than it may', async () => {
    await open({ sockets: 1 })
    await connected(fixture.connect(agent))
    expect(await rawEnd(raw())).toBe('http 400')
  })
})

describe('one desk a seat', () => {
  it('tells the older socket of a seat that it was taken over', async () => {
    const first = await connected(fixture.connect(agent))
    const told = event(first, 'closing')
    const gone = event(first, 'disconnect')
    await connected(fixture.connect(agent))
    expect(await told).toEqual({ reason: 'taken-over' })
    await gone
    expect([...fixture.link.connectedSeats()]).toEqual(['8001'])
  })

  it('closes the desk of a seat whose session ends, and no other', async () => {
    const socket = await connected(fixture.connect(agent))
    const lead = await connected(fixture.connect(tokenFor('lead')))
    const told = event(socket, 'closing')
    fixture.ended.add('s1')
    fixture.link.closeSessions('8001', 'locked')
    expect(await told).toEqual({ reason: 'locked' })
    expect(lead.connected).toBe(true)
  })

  it('says which desks come and go, once each', async () => {
    const events: string[] = []
    fixture.link.onPresence(({ seat, connected: here }) => events.push(`${seat} ${here}`))
    const first = await connected(fixture.connect(agent))
    const second = await connected(fixture.connect(agent))
    await vi.waitFor(() => expect(first.connected).toBe(false))
    second.disconnect()
    await vi.waitFor(() => expect(events).toEqual(['8001 true', '8001 false']))
  })
})

describe('what a socket may say', () => {
  it.each([
    ['an unknown event', (socket: WebSocket) => socket.send('42["shout",{}]')],
    ['an event that closing is named after', (socket: WebSocket) => socket.send('42["closing",{}]')],
    ['a command that wants no answer', (socket: WebSocket) => socket.send('42["command",{}]')],
    ['a binary message', (socket: WebSocket) => socket.send(Buffer.from([1, 2, 3]))],
    ['a message with attachments', (socket: WebSocket) => socket.send('451-["command",{"_placeholder":true,"num":0}]')],
    ['a message above the limit', (socket: WebSocket) => socket.send(`420["command","${'x'.repeat(messageLimit)}"]`)],
    ['something that is no socket.io at all', (socket: WebSocket) => socket.send('4nonsense')],
  ])('cuts a socket that sends %s', async (_what, act) => {
    const socket = raw()
    const end = rawCut(socket)
    await rawIn(socket)
    act(socket)
    expect(await end).toMatch(/^closed \d+$/)
    expect(fixture.done).toHaveLength(0)
    await vi.waitFor(() => expect(fixture.link.connectedSeats().size).toBe(0))
  })

  it('takes a message just below the limit', async () => {
    const socket = await connected(fixture.connect(agent))
    const big = { draftId: 'draft-0123456789abcdef', doc: 'matter', callId: null, update: 'A'.repeat(48_000) }
    expect(await send(socket, 'draft.update', big)).toMatchObject({ ok: true })
  })

  it('slows down who is too fast, and serves again later', async () => {
    await open({ messages: { perSecond: 50, burst: 3 } })
    const socket = await connected(fixture.connect(agent))
    const acks = await Promise.all(Array.from({ length: 6 }, () => send(socket, 'seat.ready')))
    expect(acks.filter((ack) => ack.ok)).toHaveLength(3)
    expect(acks[5]).toMatchObject({ reason: 'too-fast' })
    await vi.waitFor(async () => expect(await send(socket, 'seat.ready')).toMatchObject({ ok: true }))
  })

  it('cuts a flood within a second while the others are served', async () => {
    await open({ floodAfter: 50 })
    const lead = await connected(fixture.connect(tokenFor('lead')))
    const socket = raw()
    const end = rawEnd(socket)
    await rawIn(socket)
    const started = Date.now()
    for (let n = 0; n < 2000; n += 1) socket.send(`42${n}["subscribe",{"topic":"seat","since":null}]`)
    expect(await end).toMatch(/^closed/)
    expect(Date.now() - started).toBeLessThan(1000)
    expect(fixture.notes).toContainEqual({ type: 'cut', seat: '8001', why: 'flood' })
    expect(await send(lead, 'seat.ready')).toMatchObject({ ok: true })
  })

  it('leaves the HTTP server as it was when it closes', async () => {
    const socket = await connected(fixture.connect(agent))
    const told = event(socket, 'closing')
    await fixture.link.close()
    expect(await told).toEqual({ reason: 'shutting-down' })
    expect(await (await fetch(fixture.url)).text()).toBe('page')
    expect(await rawEnd(raw())).not.toBe('open')
  })
})
