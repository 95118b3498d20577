import { describe, expect, it, vi } from 'vitest'
import { bringIn } from '#renderer/desk/directory/bring-in.ts'
import { createPhoneStore, takeSnapshot } from '#renderer/telephony/phone.store.ts'
import type { PhoneActs } from '#renderer/telephony/phone-acts.ts'
import { bareLeg as leg, bareSnapshot as snapshot } from '../telephony/phone-snapshots.ts'

function phoneWith(legs: Parameters<typeof snapshot>[0]) {
  const store = createPhoneStore()
  takeSnapshot(store, snapshot(legs))
  const acts = { run: vi.fn(), reach: vi.fn() }
  return { store, acts: acts as typeof acts & PhoneActs }
}
const queue = { kind: 'queue', name: '外语', targets: [{ number: '66002', name: '外语' }] } as const

describe('choosing somebody in the directory', () => {
  it('sends the caller itself to a queue', () => {
    const phone = phoneWith([leg({ state: 'established' })])
    bringIn(phone, 'transfer', queue)
    expect(phone.acts.run).toHaveBeenCalledExactlyOnceWith({ op: 'hand-over', legId: 'a', target: '66002' })
    expect(phone.acts.reach).not.toHaveBeenCalled()
  })

  it('sends nobody where somebody came in meanwhile, and says so', () => {
    const phone = phoneWith([leg({ state: 'established' }), leg({ id: 'b', state: 'established' })])
    bringIn(phone, 'transfer', queue)
    expect(phone.acts.run).not.toHaveBeenCalled()
    expect(phone.store.getState().fault).toEqual({ op: 'hand-over', reason: 'not-now' })
  })

  it('rings anybody else', () => {
    const phone = phoneWith([leg({ state: 'established' })])
    const targets = [{ number: '9001', name: '秦海川' }]
    bringIn(phone, 'consult', { kind: 'expert', name: '秦海川', targets })
    expect(phone.acts.reach).toHaveBeenCalledExactlyOnceWith('consult', targets)
  })
})
