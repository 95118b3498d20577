import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { callerLeg, callerView } from '#renderer/telephony/caller.rules.ts'
import { dialTarget } from '#renderer/telephony/dial.rules.ts'
import { legView } from '#renderer/telephony/leg-view.rules.ts'
import { meterShare } from '#renderer/telephony/level-meter.tsx'
import { type BarAct, phoneBarView } from '#renderer/telephony/phone-bar.rules.ts'
import { reachProblem } from '#renderer/telephony/reachable.rules.ts'
import type { Leg, PhoneSnapshot } from '#shared/contract/phone/phone-messages.ts'
import { holdStates, legEndReasons, legStates, registrationStates } from '#shared/telephony/leg-state.ts'
import { calmTogether } from '#tests/support/calm-together.ts'

const leg = (change: Partial<Leg>): Leg => ({
  id: 'a',
  sipCallId: 'call-a',
  direction: 'in',
  state: 'established',
  hold: 'none',
  remoteHold: false,
  role: 'party',
  muted: false,
  remote: { name: '', number: '13512345678' },
  startedAt: 1,
  answeredAt: null,
  endedAt: null,
  endReason: null,
  sentTones: '',
  ...change,
})
const snapshot = (legs: Leg[], change: Partial<PhoneSnapshot> = {}): PhoneSnapshot => ({
  registration: { state: 'registered', since: 1, detail: null },
  together: calmTogether,
  legs,
  muted: false,
  microphone: 'ready',
  sound: 'running',
  ...change,
})
const acts = (...legs: Leg[]): Record<string, string | null> =>
  Object.fromEntries(phoneBarView(snapshot(legs)).tools.map(({ act, whyNot }) => [act, whyNot]))

const anyLeg: fc.Arbitrary<Leg> = fc
  .record({
    id: fc.constantFrom('a', 'b', 'c'),
    state: fc.constantFrom(...legStates),
    hold: fc.constantFrom(...holdStates),
    remoteHold: fc.boolean(),
    endReason: fc.constantFrom(null, ...legEndReasons),
  })
  .map(leg)
const anySnapshot = fc
  .record({
    legs: fc.uniqueArray(anyLeg, { selector: ({ id }) => id, maxLength: 3 }),
    muted: fc.boolean(),
    state: fc.constantFrom(...registrationStates),
  })
  .map(({ legs, muted, state }) => snapshot(legs, { muted, registration: { state, since: 1, detail: null } }))

describe('phoneBarView', () => {
  it('always shows the same seven tools in the same places, a pair as one button', () => {
    const places: BarAct[][] = [
      ['hold', 'resume'],
      ['mute', 'unmute'],
      ['consult'],
      ['conference'],
      ['transfer'],
      ['keypad'],
      ['hang-up'],
    ]
    fc.assert(
      fc.property(fc.option(anySnapshot), (any) => {
        const { tools } = phoneBarView(any)
        expect(tools).toHaveLength(places.length)
        tools.forEach(({ act }, index) => {
          expect(places[index]).toContain(act)
        })
      }),
    )
  })

  it('Answer and Reject are there exactly while a call is offered, and are about that call', () => {
    fc.assert(
      fc.property(anySnapshot, (any) => {
        const offered = any.legs.find(({ state }) => state === 'offered')
        const { offer } = phoneBarView(any)
        expect(offer.map(({ act }) => act)).toEqual(offered ? ['answer', 'reject'] : [])
        for (const button of offer) expect(button).toMatchObject({ legId: offered?.id, whyNot: null })
      }),
    )
  })

  it('a button that can be pressed is about a leg that can take it', () => {
    fc.assert(
      fc.property(anySnapshot, (any) => {
        for (const { act, legId, whyNot } of phoneBarView(any).tools) {
          if (whyNot !== null) continue
          const target = any.legs.find(({ id }) => id === legId)
          if (act === 'hold') expect(target).toMatchObject({ state: 'established', hold: 'none' })
          if (act === 'resume') expect(target).toMatchObject({ state: 'established', hold: 'held' })
          if (act === 'hang-up') expect(['answering', 'dialling', 'early', 'established']).toContain(target?.state)
          expect(['consult', 'conference', 'transfer']).not.toContain(act)
        }
      }),
    )
  })

  it('nobody muted is without a way out', () => {
    fc.assert(
      fc.property(anySnapshot, (any) => {
        const button = phoneBarView(any).tools[1]
        expect(button?.act).toBe(any.muted ? 'unmute' : 'mute')
        if (any.muted) expect(button?.whyNot).toBeNull()
      }),
    )
  })

  it('says why each tool can’t be used', () => {
    expect(acts()).toEqual({
      hold: 'no-call',
      mute: 'no-call',
      consult: 'later-version',
      conference: 'later-version',
      transfer: 'later-version',
      keypad: null,
      'hang-up': 'no-call',
    })
    expect(acts(leg({ state: 'offered' }))).toMatchObject({
      hold: 'answer-first',
      keypad: 'answer-first',
      'hang-up': 'answer-first',
    })
    expect(acts(leg({ state: 'early', direction: 'out' }))).toMatchObject({
      hold: 'not-answered',
      keypad: 'not-answered',
      'hang-up': null,
    })
    expect(acts(leg({}))).toMatchObject({ hold: null, mute: null, keypad: null, 'hang-up': null })
    expect(acts(leg({ hold: 'holding' }))).toMatchObject({ hold: 'pending' })
    expect(acts(leg({ hold: 'held' }))).toMatchObject({ resume: null })
    expect(acts(leg({ hold: 'resuming' }))).toMatchObject({ resume: 'pending' })
    expect(acts(leg({ state: 'ending' }))).toMatchObject({ hold: 'ending', keypad: 'ending', 'hang-up': 'ending' })
  })

  it('without a line nothing can be dialled', () => {
    const cut = snapshot([], { registration: { state: 'lost', since: 1, detail: null } })
    expect(phoneBarView(cut).tools.find(({ act }) => act === 'keypad')?.whyNot).toBe('no-phone')
    expect(phoneBarView(null).tools.find(({ act }) => act === 'keypad')?.whyNot).toBe('no-phone')
  })

  it.each([
    [[], 'none'],
    [[leg({ state: 'offered' })], 'ringing'],
    [[leg({ state: 'answering' })], 'answering'],
    [[leg({ state: 'dialling' })], 'dialling'],
    [[leg({ state: 'early' })], 'early'],
    [[leg({})], 'talking'],
    [[leg({ hold: 'holding' })], 'talking'],
    [[leg({ hold: 'held' })], 'hold'],
    [[leg({ remoteHold: true })], 'remote-hold'],
    [[leg({ state: 'ending' })], 'ending'],
    [[leg({ state: 'ended' })], 'none'],
    [[leg({ id: 'b', state: 'offered' }), leg({})], 'talking'],
  ] as const)('%j is %s', (legs, state) => {
    expect(phoneBarView(snapshot([...legs])).callState).toBe(state)
  })
})

describe('legView', () => {
  it.each([
    ['', '13512345678', '13512345678', null],
    ['市供热办', '9002', '市供热办', '9002'],
    ['9002', '9002', '9002', null],
    ['', 'anonymous', null, null],
    ['Anonymous', 'anonymous.invalid', null, null],
  ])('name %j and number %j read %j and %j', (name, number, title, second) => {
    expect(legView(leg({ remote: { name, number } }))).toMatchObject({ title, number: second })
  })

  it('a held leg is amber, one that talks is blue', () => {
    expect(legView(leg({ hold: 'held' })).tone).toBe('amber')
    expect(legView(leg({})).tone).toBe('blue')
  })
})

describe('the Caller region', () => {
  it('is about the call that goes on, before one that rings; an ended one is nobody’s', () => {
    const rings = leg({ id: 'b', state: 'offered' })
    expect(callerLeg(snapshot([rings, leg({})]))?.id).toBe('a')
    expect(callerLeg(snapshot([rings]))?.id).toBe('b')
    expect(callerLeg(snapshot([leg({ state: 'ended' })]))).toBeUndefined()
    expect(callerLeg(null)).toBeUndefined()
    expect(callerView(undefined, undefined)).toBeNull()
    expect(callerView(leg({ remote: { name: '', number: 'anonymous' } }), undefined)).toEqual({ title: null })
  })
})

describe('reachProblem', () => {
  it.each(registrationStates)('nobody is reached over a line that is %s, unless registered', (state) => {
    const any = snapshot([], { registration: { state, since: 1, detail: null } })
    expect(reachProblem(any)).toBe(state === 'registered' ? null : `line.${state}`)
  })

  it('nobody is heard without a microphone', () => {
    expect(reachProblem(snapshot([], { microphone: 'refused' }))).toBe('microphone.refused')
    expect(reachProblem(snapshot([], { microphone: 'missing' }))).toBe('microphone.missing')
    for (const microphone of ['unknown', 'ready', 'lost'] as const)
      expect(reachProblem(snapshot([], { microphone }))).toBeNull()
    expect(reachProblem(null)).toBe('line.off')
  })
})

describe('what can be dialled', () => {
  it.each([
    ['9001', '9001'],
    [' 135 1234 5678 ', '13512345678'],
    ['(022) 2301-2345', '02223012345'],
    ['citizen-1', 'citizen-1'],
    ['*70#', '*70#'],
    ['', null],
    ['张三', null],
    ['sip:9001@evil', null],
    ['1'.repeat(41), null],
  ])('%j gives %j', (text, target) => expect(dialTarget(text)).toBe(target))

  it('a meter fills from silence to full scale', () => {
    expect(meterShare(0)).toBe(0)
    expect(meterShare(1)).toBe(1)
    expect(meterShare(0.1)).toBeGreaterThan(meterShare(0.01))
  })
})
