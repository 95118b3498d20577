import { describe, expect, it } from 'vitest'
import { type Attempt, callView, citizenUser, endText, typedNumber } from '#renderer/call/citizen-call.rules.ts'
import type { Leg, PhoneSnapshot } from '#shared/contract/phone/phone-messages.ts'
import { legEndReasons } from '#shared/telephony/leg-state.ts'
import { calmTogether } from '#tests/support/calm-together.ts'

const leg: Leg = {
  id: 'a',
  sipCallId: 'c',
  direction: 'out',
  state: 'early',
  hold: 'none',
  role: 'party',
  muted: false,
  remoteHold: false,
  remote: { name: '', number: '12345' },
  startedAt: 100,
  answeredAt: null,
  endedAt: null,
  endReason: null,
  sentTones: '',
  queuePosition: 3,
}
const none: Attempt = { stage: 'none', fault: null, last: null }
const snapshot = (...legs: Leg[]): PhoneSnapshot => ({
  registration: { state: 'registered', since: 1, detail: null },
  together: calmTogether,
  legs,
  muted: false,
  microphone: 'ready',
  sound: 'running',
})

describe("the citizen's page", () => {
  it('follows the call from the queue to its end', () => {
    expect(callView(null, none)).toEqual({ phase: 'idle' })
    expect(callView(snapshot(), { ...none, stage: 'connecting' })).toEqual({ phase: 'connecting' })
    expect(callView(snapshot(leg), none)).toEqual({ phase: 'waiting', position: 3, since: 100 })
    const up: Leg = { ...leg, state: 'established', answeredAt: 200 }
    expect(callView(snapshot(up), none)).toMatchObject({ phase: 'talking', since: 200 })
    expect(callView(snapshot({ ...up, remoteHold: true }), none)).toMatchObject({ phase: 'held' })
    expect(callView(snapshot({ ...up, state: 'ending' }), none)).toEqual({ phase: 'ending' })
    const over: Leg = { ...up, state: 'ended', endedAt: 5200, endReason: 'remote' }
    expect(callView(snapshot(over), { ...none, last: over })).toEqual({
      phase: 'over',
      reason: 'remote',
      lastedMs: 5000,
    })
  })

  it('says a fault of the attempt, and a new attempt takes the place of the last end', () => {
    const over: Leg = { ...leg, state: 'ended', endedAt: 300, endReason: 'busy' }
    expect(callView(snapshot(), { ...none, fault: 'no-microphone' })).toMatchObject({ reason: 'no-microphone' })
    expect(callView(snapshot(over), { ...none, stage: 'connecting' })).toEqual({ phase: 'connecting' })
  })

  it('has a sentence for every end', () => {
    for (const reason of [...legEndReasons, 'no-microphone', 'unreachable'] as const)
      expect(endText(reason)).toBeTruthy()
  })
})

describe('the number a citizen types', () => {
  it('may be empty or have separators, but must be digits', () => {
    expect(typedNumber('142 0000-1234')).toBe('14200001234')
    expect(typedNumber('+86 142 0000 1234')).toBe('008614200001234')
    expect(typedNumber(' ')).toBe('')
    expect(typedNumber('12')).toBeNull()
    expect(typedNumber('call me')).toBeNull()
    expect(typedNumber('1'.repeat(21))).toBeNull()
  })

  it('becomes the user part, and without one it is no number', () => {
    expect(citizenUser('14200001234', 'x')).toBe('citizen-14200001234')
    expect(citizenUser('', 'k3')).toBe('citizen-web-k3')
  })
})
