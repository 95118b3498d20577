import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { sandboxDomain, sandboxPassword } from '#server/sandbox/accounts.ts'
import { createParty, type Party } from '#server/sandbox/party/party.ts'
import type { PartyCall } from '#server/sandbox/party/party-call.ts'
import { type Backend, type BareDesk, openDesk, startBackend } from '#tests/support/backend.ts'
import { updatesOf } from '#tests/support/ticket-bench.ts'

const folder = mkdtempSync(join(tmpdir(), 'lianxian-walk-'))
const site = { kind: 'embedded', dataDir: join(folder, 'database') } as const
let backend: Backend
beforeAll(async () => {
  backend = await startBackend(site)
}, 60_000)
const open: (() => unknown)[] = []
afterEach(async () => {
  for (const end of open.splice(0)) await end()
})
afterAll(async () => {
  await backend.app.close()
  rmSync(folder, { recursive: true, force: true })
})

const party = async (
  user: string,
  password = sandboxPassword,
  onIncoming?: (call: PartyCall) => void,
): Promise<Party> => {
  const made = createParty({
    url: backend.sip,
    user,
    domain: sandboxDomain,
    password,
    ...(onIncoming ? { onIncoming } : {}),
  })
  open.push(() => made.dispose())
  await made.connect()
  return made
}
/** A desk with a phone registered by the session's secret; `incoming` fills with the calls that ring. */
const seat = async (number: string) => {
  const session = await backend.session(number)
  const desk = await openDesk(backend, session)
  open.push(desk.close)
  const incoming: PartyCall[] = []
  const phone = await party(number, session.line?.secret ?? '', (call) => void incoming.push(call))
  expect(await phone.register()).toEqual({ ok: true })
  for (const topic of ['seat', 'calls']) await desk.subscribe(topic)
  return { desk, phone, incoming, session }
}
const state = (desk: BareDesk) => desk.rows('seat')[0]?.state
const becomes = (desk: BareDesk, wanted: string) => expect.poll(() => state(desk), { timeout: 10_000 }).toBe(wanted)

describe('A call through the whole backend', () => {
  it('moves the seat from ready to wrap-up, shows the call, and counts on the wall', async () => {
    const { desk, incoming } = await seat('8001')
    const wall = await openDesk(backend, await backend.session('7001'))
    open.push(wall.close)
    for (const topic of ['wall-numbers', 'wall-seats', 'wall-waiting', 'wall-queues']) await wall.subscribe(topic)
    await becomes(desk, 'not-ready')
    expect(await desk.command('seat.ready', {})).toMatchObject({ ok: true })
    const citizen = await party('citizen-13820001234')
    await citizen.register()
    const call = await citizen.call('12345')
    await becomes(desk, 'ringing')
    expect(desk.rows('calls')).toMatchObject([{ number: '13820001234', state: 'offered', callsToday: 0 }])
    await expect.poll(() => incoming.length).toBe(1)
    await incoming[0]?.answer()
    await becomes(desk, 'talking')
    const callId = desk.rows('seat')[0]?.callId
    expect(desk.rows('calls')).toMatchObject([{ callId, state: 'talking' }])
    await expect
      .poll(() => wall.rows('wall-numbers')[0])
      .toMatchObject({ offered: 1, answered: 1, serviceLevel: 1, seatsTalking: 1, waiting: 0 })
    await call.hangUp()
    await becomes(desk, 'wrap-up')
    expect(await desk.command('seat.extend-wrap-up', {})).toMatchObject({ ok: true })
    expect(await desk.command('seat.extend-wrap-up', {})).toMatchObject({ ok: false, reason: 'not-now' })
    expect(await desk.command('seat.finish-wrap-up', {})).toMatchObject({ ok: true })
    await becomes(desk, 'ready')
    await expect
      .poll(() => wall.rows('wall-seats').find((row) => row.seat === '8001'))
      .toMatchObject({ state: 'ready', answeredToday: 1 })
  })

  it('keeps its draft with its seat while it is up; afterwards another takes it over, and only that one has it', async () => {
    const { desk, incoming } = await seat('8003')
    const taker = await openDesk(backend, await backend.session('8004'))
    open.push(taker.close)
    for (const topic of ['drafts', 'handovers']) await taker.subscribe(topic)
    await desk.subscribe('drafts')
    await desk.command('seat.ready', {})
    const citizen = await party('citizen-13700000003')
    await citizen.register()
    const call = await citizen.call('12345')
    await expect.poll(() => incoming.length, { timeout: 10_000 }).toBe(1)
    await incoming[0]?.answer()
    await becomes(desk, 'talking')
    const callId = String(desk.rows('calls')[0]?.callId)
    const draftId = 'draft-of-a-call-0001'
    const { matter: update } = updatesOf({ title: '路灯不亮' }, '8003')
    expect(await desk.command('draft.update', { draftId, doc: 'matter', callId, update })).toMatchObject({ ok: true })
    const to = { kind: 'seat' as const, name: '8004' }
    const write = () => desk.command('handover.write', { to, text: '没写完', tasks: [], drafts: [draftId] })
    expect(await write()).toMatchObject({ ok: false, faults: [{ field: 'drafts', rule: 'in-call' }] })
    await call.hangUp()
    await becomes(desk, 'wrap-up')
    expect(await write()).toMatchObject({ ok: true })
    await expect.poll(() => taker.rows('handovers').length).toBe(1)
    const handoverId = String(taker.rows('handovers')[0]?.handoverId)
    const taken = { ok: true, result: { passed: 0, drafts: 1 } }
    expect(await taker.command('handover.accept', { handoverId })).toEqual(taken)
    await expect.poll(() => taker.rows('drafts')).toMatchObject([{ draftId, from: { seat: '8003' }, passedTo: null }])
    await expect.poll(() => desk.rows('drafts')).toMatchObject([{ draftId, title: '', passedTo: { seat: '8004' } }])
    await taker.subscribe(`draft/${draftId}`)
    await expect.poll(() => taker.rows(`draft/${draftId}`).length).toBe(1)
    await expect(desk.subscribe(`draft/${draftId}`)).rejects.toThrow(/forbidden/)
  })

  it('never shows the wall a number in clear', async () => {
    const wall = await openDesk(backend, await backend.session('7002'))
    open.push(wall.close)
    await wall.subscribe('wall-waiting')
    const citizen = await party('citizen-13755556666')
    await citizen.register()
    const call = await citizen.call('12345')
    await expect.poll(() => wall.rows('wall-waiting').length).toBe(1)
    expect(wall.rows('wall-waiting')).toMatchObject([{ number: '137****6666', position: 1 }])
    await call.hangUp()
    await expect.poll(() => wall.rows('wall-waiting').length).toBe(0)
  })

  it('makes a seat that rejects not ready, and the caller keeps waiting', async () => {
    const { desk, incoming } = await seat('8002')
    await desk.command('seat.ready', {})
    const citizen = await party('citizen-13700000001')
    await citizen.register()
    const call = await citizen.call('12345')
    await expect.poll(() => incoming.length, { timeout: 10_000 }).toBe(1)
    await incoming[0]?.reject()
    await becomes(desk, 'not-ready')
    expect(desk.rows('seat')).toMatchObject([{ reason: 'rejected', callId: null }])
    expect(desk.rows('calls')).toEqual([])
    await call.hangUp()
  })

  it('is not offered to an expert', async () => {
    const { desk } = await seat('9001')
    await desk.command('seat.ready', {})
    await becomes(desk, 'ready')
    expect(backend.app.readySeats()).toBe(0)
  })

  it('is offered to a bare phone in the sandbox', async () => {
    const rung: PartyCall[] = []
    const phone = await party('8010', sandboxPassword, (call) => void rung.push(call))
    await phone.register()
    await expect.poll(() => backend.app.readySeats()).toBe(1)
    const citizen = await party('citizen-13700000002')
    await citizen.register()
    const call = await citizen.call('12345')
    await expect.poll(() => rung.length, { timeout: 10_000 }).toBe(1)
    await rung[0]?.answer()
    await call.hangUp()
    await expect.poll(() => backend.app.readySeats()).toBe(1)
  })

  it('ends with the sign-out, and the SIP secret opens nothing afterwards', async () => {
    const { desk, session, phone } = await seat('8005')
    expect(await desk.command('session.sign-out', {})).toMatchObject({ ok: true })
    await expect.poll(() => phone.connected).toBe(false)
    const again = createParty({
      url: backend.sip,
      user: '8005',
      domain: sandboxDomain,
      password: session.line?.secret ?? '',
    })
    open.push(() => again.dispose())
    await again.connect()
    expect((await again.register()).ok).toBe(false)
    await expect(openDesk(backend, session)).rejects.toThrow()
  })

  it('leaves seats and figures as they were over a restart', async () => {
    const { desk, session } = await seat('8006')
    await desk.command('seat.not-ready', { reason: 'meal' })
    await expect.poll(() => desk.rows('seat')[0]?.reason).toBe('meal')
    const lead = await backend.session('7001')
    const read = async () => {
      const wall = await openDesk(backend, lead)
      await wall.subscribe('wall-numbers')
      await expect.poll(() => wall.rows('wall-numbers').length).toBe(1)
      const { serverNow: _now, seatsReady: _ready, ...figures } = wall.rows('wall-numbers')[0] ?? {}
      wall.close()
      return figures
    }
    const before = await read()
    expect(before).toMatchObject({ offered: 5, answered: 3, abandoned: 2 })
    await backend.app.close()
    backend = await startBackend(site)
    expect(await read()).toEqual(before)
    const again = await openDesk(backend, session)
    open.push(again.close)
    await again.subscribe('seat')
    await expect.poll(() => again.rows('seat')[0]).toMatchObject({ state: 'not-ready', reason: 'meal' })
  })
})
