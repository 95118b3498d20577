import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type HoldPhase,
  holdEvents,
  holdPhases,
  type LegMachine,
  legEvents,
  newLeg,
  nextHold,
  nextLeg,
  setRemoteHold,
  shownHold,
  wantsHold,
} from '#shared/telephony/leg.machine.ts'
import { type LegState, legStates } from '#shared/telephony/leg-state.ts'

const legs: Record<LegState, string> = {
  //           answer    reject ringing accepted    hang-up ended
  offered: 'answering ending . . . ended',
  answering: '. . . established ending ended',
  dialling: '. . early established ending ended',
  early: '. . early established ending ended',
  established: '. . . . ending ended',
  ending: '. . . . . ended',
  ended: '. . . . . .',
}
const holds: Record<HoldPhase, string> = {
  //    hold    resume              agreed   refused
  none: 'holding . . .',
  holding: 'holding holding-then-resume held none',
  'holding-then-resume': 'holding holding-then-resume resuming none',
  held: '. resuming . .',
  resuming: 'resuming-then-hold resuming none held',
  'resuming-then-hold': 'resuming-then-hold resuming holding held',
}
const event = fc.oneof(
  fc.constantFrom(...legEvents),
  fc.constantFrom(...holdEvents),
  fc.constantFrom('far-on', 'far-off'),
)
type AnyEvent = typeof event extends fc.Arbitrary<infer E> ? E : never

const step = (leg: LegMachine, what: AnyEvent): LegMachine => {
  if (what === 'far-on' || what === 'far-off') {
    const next = setRemoteHold(leg, what === 'far-on')
    return next.ok ? next.value : leg
  }
  const asLeg = legEvents.find((each) => each === what)
  const asHold = holdEvents.find((each) => each === what)
  const next = asLeg ? nextLeg(leg, asLeg) : asHold ? nextHold(leg, asHold) : undefined
  return next?.ok ? next.value : leg
}
const anyLeg = fc
  .tuple(
    fc.constantFrom('offered' as const, 'answering' as const, 'dialling' as const),
    fc.array(event, { maxLength: 40 }),
  )
  .map(([start, events]) => events.reduce(step, newLeg(start)))

describe('a leg', () => {
  for (const state of legStates)
    it(`moves from ${state} as the table says, and refuses the rest`, () => {
      const cells = legEvents.map((what) => {
        const next = nextLeg({ state, hold: 'none', remoteHold: false }, what)
        return next.ok ? next.value.state : '.'
      })
      expect(cells.join(' ')).toBe(legs[state])
    })

  for (const hold of holdPhases)
    it(`holds from ${hold} as the table says, and refuses the rest`, () => {
      const cells = holdEvents.map((what) => {
        const next = nextHold({ state: 'established', hold, remoteHold: false }, what)
        return next.ok ? next.value.hold : '.'
      })
      expect(cells.join(' ')).toBe(holds[hold])
    })

  it('can be held only while it is established', () => {
    for (const state of legStates.filter((each) => each !== 'established'))
      for (const hold of holdPhases)
        for (const what of holdEvents)
          expect(nextHold({ state, hold, remoteHold: false }, what)).toEqual({ ok: false, reason: 'illegal' })
  })

  it('has no way out of ended, and can be ended from everywhere else', () => {
    fc.assert(
      fc.property(anyLeg, event, (leg, what) => {
        if (leg.state === 'ended') return step(leg, what) === leg
        return step(leg, 'ended').state === 'ended'
      }),
    )
  })

  it('holds nothing before it is established unless it was held before a reload, and nothing after', () => {
    fc.assert(fc.property(anyLeg, (leg) => leg.state === 'established' || (leg.hold === 'none' && !leg.remoteHold)))
    expect(newLeg('answering', 'held').hold).toBe('held')
  })

  it('ends in what was wished last, once every pending change is agreed', () => {
    const established: LegMachine = { state: 'established', hold: 'none', remoteHold: false }
    const wish = fc.constantFrom('hold' as const, 'resume' as const)
    fc.assert(
      fc.property(
        fc.array(fc.oneof(wish, fc.constant('agreed' as const)), { minLength: 1, maxLength: 30 }),
        (events) => {
          let leg = established
          let last = false
          for (const what of events) {
            const next = nextHold(leg, what)
            if (next.ok && what !== 'agreed') last = what === 'hold'
            if (next.ok) leg = next.value
          }
          for (let i = 0; i < 3; i += 1) leg = step(leg, 'agreed')
          return (leg.hold === 'held') === last && (leg.hold === 'held' || leg.hold === 'none')
        },
      ),
    )
  })

  it('shows the pending change, not the wish behind it, and tells the wire what the change aims at', () => {
    expect(holdPhases.map(shownHold)).toEqual(['none', 'holding', 'holding', 'held', 'resuming', 'resuming'])
    expect(holdPhases.map(wantsHold)).toEqual([false, true, true, true, false, false])
  })
})
