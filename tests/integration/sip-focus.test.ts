import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { PartyCall } from '#server/sandbox/party/party-call.ts'
import { startFocus, type TestFocus } from '#tests/support/focus/focus.ts'
import { authorization, openRaw, request } from '#tests/support/raw-sip.ts'
import { domain, type House, openHouse, password } from '#tests/support/sip-house.ts'

let house: House
let focus: TestFocus
beforeEach(async () => {
  house = await openHouse({ focus: 'conf' })
  focus = await startFocus({ url: house.url, user: 'conf', domain, password })
})
afterEach(async () => {
  await focus.close()
  await house.close()
  expect(house.errors).toEqual([])
})

const isUp = (call: PartyCall | undefined) => vi.waitFor(() => expect(call?.state.kind).toBe('established'), 5000)
const refusedWith = (call: PartyCall, status: number) =>
  vi.waitFor(() => expect(call.state).toEqual({ kind: 'ended', status }), 5000)
const conference = () =>
  vi.waitFor(() => {
    const [name] = focus.conferences()
    if (!name || focus.rooms()[0]?.length === 0) throw new Error('no conference yet')
    return name
  }, 5000)

/** A party that answers every call. */
async function answering(user: string) {
  const party = house.party(user, { onIncoming: (call) => void call.answer() })
  await party.register()
  return party
}

/** The first answer that is no challenge to a SUBSCRIBE of this user. */
async function subscribe(user: string, to: string, event: string): Promise<number> {
  const raw = await openRaw(house.url)
  const uri = `sip:${to}@${domain}`
  const message = (cseq: number, more: readonly string[]) =>
    request({
      method: 'SUBSCRIBE',
      uri,
      from: `<sip:${user}@${domain}>;tag=raw`,
      to: `<${uri}>`,
      callId: `sub-${user}-${event}`,
      cseq,
      more: [`Contact: <sip:${user}@raw.invalid;transport=ws>`, `Event: ${event}`, 'Expires: 60', ...more],
    })
  const final = async (): Promise<Awaited<ReturnType<typeof raw.next>>> => {
    const next = await raw.next()
    return next.status >= 200 ? next : final()
  }
  raw.send(message(1, []))
  const first = await final()
  const challenge = first.header('Proxy-Authenticate')
  if (first.status === 407) {
    const proof = authorization(challenge, { user, password }, { method: 'SUBSCRIBE', uri })
    raw.send(message(2, [`Proxy-Authorization: ${proof}`]))
  }
  const { status } = first.status === 407 ? await final() : first
  raw.socket.terminate()
  return status
}

describe('the way to a conference focus', () => {
  it('is open to seats and to whom they send there, and the hall goes on with the same calls', async () => {
    await answering('citizen-13800000000')
    await answering('9001')
    const seat = house.party('8001')
    const main = await seat.call('13800000000')
    await isUp(main)
    const consult = await seat.call('9001', [`X-Lianxian-About: ${main.sipCallId}`])
    await isUp(consult)
    const own = await seat.call('conf')
    await isUp(own)
    const name = await conference()
    expect(await main.refer(name)).toBe(200)
    expect(await consult.refer(name)).toBe(200)
    await main.hangUp()
    await consult.hangUp()
    await vi.waitFor(() => expect(focus.rooms()[0]).toHaveLength(3), 5000)

    const [calling, consulting] = house.events.filter(({ type }) => type === 'dialled')
    const of = (call: typeof calling) =>
      house.events.filter(({ callId, type }) => callId === call?.callId && type !== 'dialled' && type !== 'offered')
    expect(of(calling)).toMatchObject([
      { type: 'answered', seat: '8001' },
      { type: 'replaced', seat: '8001', sipCallId: own.sipCallId },
    ])
    await vi.waitFor(() =>
      expect(of(consulting).slice(-2)).toMatchObject([
        { type: 'transferred', from: '8001', seat: '9001' },
        { type: 'ended', seat: '8001' },
      ]),
    )
    // The seat leaves, and the others stay.
    await own.hangUp()
    await vi.waitFor(() => expect(of(calling).at(-1)).toMatchObject({ type: 'ended', seat: '8001', cause: 'seat' }))
    await vi.waitFor(() => expect(focus.rooms()[0]).toHaveLength(2))
  })

  it('is shut to everybody else, and the focus itself calls nobody', async () => {
    const own = await house.party('8001').call('conf')
    await isUp(own)
    const name = await conference()
    const citizen = await answering('citizen-1')
    await refusedWith(await citizen.call('conf'), 403)
    await refusedWith(await citizen.call(name), 403)
    // Being sent there once is no key for good.
    const main = await house.party('8002').call('citizen-1')
    await isUp(main)
    expect(await main.refer(name)).toBe(200)
    await main.hangUp()
    await refusedWith(await citizen.call(name), 403)
    await refusedWith(await house.party('conf').call('8001'), 403)
  })

  it('tells who is there to seats alone, and lets nothing else be subscribed to', async () => {
    const own = await house.party('8001').call('conf')
    await isUp(own)
    const name = await conference()
    expect(await subscribe('8001', name, 'conference')).toBe(200)
    expect(await subscribe('citizen-1', name, 'conference')).toBe(403)
    expect(await subscribe('8002', '9001', 'conference')).toBe(403)
    expect(await subscribe('8003', name, 'presence')).toBe(489)
    expect(await subscribe('8004', name, 'dialog')).toBe(489)
  })
})
