import type { Socket } from 'socket.io-client'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { connected, event, type Fixture, openFixture, send, tokenFor } from './link-fixture.ts'

let fixture: Fixture
beforeEach(async () => {
  fixture = await openFixture()
})
afterEach(() => fixture.close())

const token = tokenFor('lead')
const view = (): Promise<Socket> => connected(fixture.connect(undefined, { auth: { token, view: true } }))

describe('a further window of a seat', () => {
  it('leaves the seat’s desk where it is, and makes no desk of its own', async () => {
    await view()
    expect(fixture.link.connectedSeats()).toEqual(new Set())
    const desk = await connected(fixture.connect(token))
    await view()
    expect(fixture.link.connectedSeats()).toEqual(new Set(['7001']))
    expect(desk.connected).toBe(true)
  })

  it('gives no command but the renewing of its token', async () => {
    const socket = await view()
    expect(await send(socket, 'seat.ready')).toEqual({ ok: false, reason: 'forbidden', faults: [] })
    expect(await send(socket, 'session.sign-out')).toMatchObject({ ok: false, reason: 'forbidden' })
    expect(await send(socket, 'session.renew')).toMatchObject({ ok: true })
    expect(fixture.done.map(({ name }) => name)).toEqual(['session.renew'])
  })

  it('is told when the session ends, like its desk', async () => {
    const desk = await connected(fixture.connect(token))
    const socket = await view()
    const told = Promise.all([event(desk, 'closing'), event(socket, 'closing')])
    fixture.link.closeSessions('7001', 'signed-out')
    expect(await told).toEqual([{ reason: 'signed-out' }, { reason: 'signed-out' }])
  })

  it('is the oldest of four that gives way', async () => {
    const first = await view()
    const others = [await view(), await view()]
    const told = event(first, 'closing')
    await view()
    expect(await told).toEqual({ reason: 'taken-over' })
    await vi.waitFor(() => expect(first.connected).toBe(false))
    expect(others.every((socket) => socket.connected)).toBe(true)
  })
})
