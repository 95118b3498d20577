import { describe, expect, it } from 'vitest'
import { currentCall } from '#renderer/desk/current-call.rules.ts'
import type { Leg, PhoneSnapshot } from '#shared/contract/phone/phone-messages.ts'
import type { CallRow, SeatRow } from '#shared/contract/socket/topics.ts'
import { seatStates } from '#shared/seat/seat-state.ts'
import { legStates } from '#shared/telephony/leg-state.ts'

const phone = (state: Leg['state']) => ({ legs: [{ state, sipCallId: 'sip-1' }] }) as unknown as PhoneSnapshot
const row = (callId: string, sipCallId: string) => ({ callId, sipCallId }) as CallRow
const calls = new Map([
  ['one', row('one', 'sip-1')],
  ['two', row('two', 'sip-2')],
])
const seat = (state: SeatRow['state'], callId: string | null) => ({ state, callId }) as SeatRow

describe('the call that ticket and assistant are about', () => {
  it.each(legStates)('with a leg that is %s', (state) => {
    expect(currentCall(phone(state), calls, null)?.callId).toBe(state === 'established' ? 'one' : undefined)
  })

  it('without a leg that is up it is the one the seat has, from the answer to the end of the wrap-up', () => {
    for (const state of seatStates)
      expect(currentCall(phone('ended'), calls, seat(state, 'two'))?.callId).toBe(
        ['talking', 'hold', 'wrap-up'].includes(state) ? 'two' : undefined,
      )
  })

  it('a new call comes before the one that is wrapped up', () => {
    expect(currentCall(phone('established'), calls, seat('wrap-up', 'two'))?.callId).toBe('one')
  })

  it('a call the server has not told yet is nobody’s', () => {
    expect(currentCall(phone('established'), new Map(), seat('wrap-up', 'two'))).toBeNull()
    expect(currentCall(null, calls, seat('wrap-up', 'gone'))).toBeNull()
  })
})
