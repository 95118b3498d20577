import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type RegistrationState, registrationStates } from '#shared/telephony/leg-state.ts'
import { nextRegistration, type RegistrationEvent, registrationEvents } from '#shared/telephony/registration.machine.ts'

/** Written out on its own, so that a changed table shows here. `.` is illegal. */
const expected: Record<RegistrationState, string> = {
  //            connect     up           down     accepted    refused  put-off  try-again    disconnect
  off: 'connecting . . . . . . .',
  connecting: '. registering lost . . . . off',
  registering: '. . lost registered refused lost . off',
  registered: '. . lost registered refused lost registering off',
  lost: '. registering lost . . . registering off',
  refused: 'connecting . refused . . . . off',
}

describe('registration', () => {
  for (const state of registrationStates)
    it(`moves from ${state} as the table says, and refuses the rest`, () => {
      const cells = registrationEvents.map((event) => {
        const next = nextRegistration(state, event)
        return next.ok ? next.value : '.'
      })
      expect(cells.join(' ')).toBe(expected[state])
    })

  it('never says registered while the socket is down, whatever happens', () => {
    const run = (events: readonly RegistrationEvent[]) => {
      let state: RegistrationState = 'off'
      let up = false
      for (const event of events) {
        const next = nextRegistration(state, event)
        if (!next.ok) continue
        state = next.value
        if (event === 'socket-up') up = true
        if (event === 'socket-down' || event === 'disconnect') up = false
        if (state === 'registered' && !up) return false
      }
      return true
    }
    const legal = fc.constantFrom(...registrationEvents.filter((event) => event !== 'try-again'))
    fc.assert(fc.property(fc.array(legal, { maxLength: 60 }), run))
  })
})
