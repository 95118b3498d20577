import { afterEach, describe, expect, it, vi } from 'vitest'
import type { PartyCall } from '#server/sandbox/party/party-call.ts'
import { type House, openHouse } from '#tests/support/sip-house.ts'
import { record, toneLevel, toneSource } from '#tests/support/tones.ts'

let house: House
afterEach(async () => {
  await house.close()
  expect(house.errors).toEqual([])
})

describe('a call to 12345', () => {
  it('reaches a ready seat with sound both ways', async () => {
    house = await openHouse()
    let atSeat: PartyCall | undefined
    const seat = house.party('8001', {
      onIncoming(call) {
        atSeat = call
        void call.answer()
      },
    })
    expect(await seat.register()).toEqual({ ok: true })
    const citizen = house.party('citizen-13800000000')
    expect(await citizen.register()).toEqual({ ok: true })
    const call = await citizen.call('12345')
    await vi.waitFor(() => expect(call.state).toEqual({ kind: 'queued', position: 1 }))
    house.seatIsReady('8001')
    await vi.waitFor(() => expect(call.state.kind).toBe('established'), { timeout: 5000 })
    await vi.waitFor(() => expect(atSeat?.state.kind).toBe('established'))
    call.sendAudio(toneSource(440))
    atSeat?.sendAudio(toneSource(660))
    const [there, here] = await Promise.all([
      record((listener) => atSeat?.onAudio(listener) ?? (() => {}), { ms: 500, skipMs: 1000 }),
      record(call.onAudio, { ms: 500, skipMs: 1000 }),
    ])
    expect(toneLevel(there, 440)).toBeGreaterThan(-12)
    expect(toneLevel(there, 660)).toBeLessThan(-50)
    expect(toneLevel(here, 660)).toBeGreaterThan(-12)
    expect(toneLevel(here, 440)).toBeLessThan(-50)
    expect(atSeat?.sipCallId).toBe(call.sipCallId)
    await call.hangUp()
    await vi.waitFor(() => expect(atSeat?.state.kind).toBe('ended'))
    expect(house.events.map((event) => event.type)).toEqual(['queued', 'offered', 'answered', 'ended'])
  })
})
