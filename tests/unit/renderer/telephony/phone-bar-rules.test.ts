import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { BarAct, BarButton } from '#renderer/telephony/bar-button.rules.ts'
import { callerLeg, callerView } from '#renderer/telephony/caller.rules.ts'
import { dialTarget } from '#renderer/telephony/dial.rules.ts'
import { legControls } from '#renderer/telephony/leg-controls.rules.ts'
import { legView } from '#renderer/telephony/leg-view.rules.ts'
import { meterShare } from '#renderer/telephony/level-meter.tsx'
import { lonePartyLeg, whyNotSent } from '#renderer/telephony/lone-party.rules.ts'
import { phoneBarView } from '#renderer/telephony/phone-bar.rules.ts'
import { reachProblem } from '#renderer/telephony/reachable.rules.ts'
import { shownLegs } from '#renderer/telephony/shown-legs.rules.ts'
import type { Leg, PhoneSnapshot } from '#shared/contract/phone/phone-messages.ts'
import { holdStates, legEndReasons, legStates, registrationStates } from '#shared/telephony/leg-state.ts'
import { mixOf } from '#shared/telephony/together.rules.ts'
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
const commandsOf = (button: BarButton | undefined) => (button?.deed?.kind === 'phone' ? button.deed.commands : [])
const partiesOf = (legs: readonly Leg[]) =>
  legs.filter(({ state }) => state === 'established').map(({ id, hold }) => ({ id, held: hold !== 'none' }))
const snapshot = (legs: Leg[], change: Partial<PhoneSnapshot> = {}): PhoneSnapshot => ({
  registration: { state: 'registered', since: 1, detail: null },
  together: { ...calmTogether, mix: mixOf(partiesOf(legs), null) },
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
      ['conference', 'split'],
      ['transfer', 'take-back'],
      ['keypad'],
      ['hang-up'],
    ]
    fc.assert(
      fc.property(fc.option(anySnapshot), (any) => {
        const { tools } = phoneBarView(any)
        expect(tools).toHaveLength(places.length)
        tools.forEach(({ act, deed, whyNot }, index) => {
          expect(places[index]).toContain(act)
          expect(deed === null).toBe(whyNot !== null)
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
        for (const button of offer) expect(commandsOf(button)).toEqual([{ op: button.act, legId: offered?.id }])
      }),
    )
  })

  it('a button that can be pressed is about legs that can take it', () => {
    fc.assert(
      fc.property(anySnapshot, (any) => {
        const { tools, several } = phoneBarView(any)
        for (const command of [...tools, ...several].flatMap(commandsOf)) {
          const target = 'legId' in command ? any.legs.find(({ id }) => id === command.legId) : undefined
          if (command.op === 'hold') expect(target).toMatchObject({ state: 'established', hold: 'none' })
          if (command.op === 'resume') expect(target).toMatchObject({ state: 'established', hold: 'held' })
          if (command.op === 'hang-up')
            expect(['answering', 'dialling', 'early', 'established']).toContain(target?.state)
          if (command.op === 'talk-privately') expect(target?.state).toBe('established')
          if (command.op === 'leave') expect(partiesOf(any.legs)).toHaveLength(2)
          if (command.op === 'merge') expect(partiesOf(any.legs).length).toBeGreaterThan(1)
        }
      }),
    )
  })

  it('Leave and End for all are there exactly with two or more other parties, and hanging up then asks', () => {
    fc.assert(
      fc.property(anySnapshot, (any) => {
        const { several, tools } = phoneBarView(any)
        const many = partiesOf(any.legs).length > 1
        expect(several.map(({ act }) => act)).toEqual(many ? ['leave', 'end-all'] : [])
        if (many) expect(tools.at(-1)?.deed).toEqual({ kind: 'ask-hang-up' })
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
      consult: 'no-call',
      conference: 'no-call',
      transfer: 'no-call',
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

  const held = leg({ id: 'a', hold: 'held', answeredAt: 1 })
  const joined = leg({ id: 'b', answeredAt: 2 })
  const does = (act: BarAct, legs: Leg[], change: Partial<PhoneSnapshot> = {}) =>
    phoneBarView(snapshot(legs, change)).tools.find((button) => button.act === act)

  it('with one party Consult, Conference and Transfer ask whom', () => {
    for (const purpose of ['consult', 'conference', 'transfer'] as const)
      expect(does(purpose, [joined])?.deed).toEqual({ kind: 'directory', purpose })
  })

  it('with a consult up Conference merges and Transfer completes; each party has its own Hold', () => {
    expect(commandsOf(does('conference', [held, joined]))).toEqual([{ op: 'merge' }])
    expect(commandsOf(does('transfer', [held, joined]))).toEqual([{ op: 'leave' }])
    expect(does('hold', [held, joined])?.whyNot).toBe('own-buttons')
  })

  it('in a conference Split is a private talk with the one who joined last, and Hold holds all', () => {
    const both = [leg({ id: 'b', answeredAt: 2 }), leg({ id: 'a', answeredAt: 1 })]
    expect(commandsOf(does('split', both))).toEqual([{ op: 'talk-privately', legId: 'b' }])
    expect(commandsOf(does('hold', both))).toEqual([
      { op: 'hold', legId: 'a' },
      { op: 'hold', legId: 'b' },
    ])
    expect(does('transfer', both)?.whyNot).toBe('leave-instead')
  })

  it('three others can’t be left, a fourth can’t come', () => {
    const four = ['a', 'b', 'c', 'd'].map((id, at) => leg({ id, answeredAt: at }))
    expect(phoneBarView(snapshot(four.slice(0, 3))).several[0]?.whyNot).toBe('too-many')
    expect(does('consult', four)?.whyNot).toBe('full')
  })

  it('with a conference server three others can be left and a fifth can come', () => {
    const five = ['a', 'b', 'c', 'd', 'e'].map((id, at) => leg({ id, answeredAt: at }))
    const view = (legs: Leg[]) =>
      phoneBarView(
        snapshot(legs, { together: { ...calmTogether, mix: 'conference', focus: { legId: null, parties: [] } } }),
      )
    expect(view(five.slice(0, 3)).several[0]).toMatchObject({ act: 'leave', whyNot: null })
    expect(view(five.slice(0, 4)).tools.find(({ act }) => act === 'consult')?.whyNot).toBeNull()
  })

  it('shows who is in the server’s conference in place of the way there, each with what can be done by it', () => {
    const way = leg({ id: 'way', remote: { name: '', number: 'conf-factory' } })
    const parties = [
      { id: 'focus:1', name: '', number: '13512345678', muted: false },
      { id: 'focus:2', name: '秦海川', number: '9001', muted: true },
    ]
    const together = { ...calmTogether, mix: 'conference' as const, focus: { legId: 'way', parties } }
    const there = snapshot([way], { together })
    const shown = shownLegs(there)
    expect(shown.map(({ id, remote }) => [id, remote.number])).toEqual([
      ['focus:1', '13512345678'],
      ['focus:2', '9001'],
    ])
    const second = shown[1]
    expect(second && legControls(second, together).map(({ act, whyNot }) => [act, whyNot])).toEqual([
      ['hold', 'by-focus'],
      ['unmute-leg', 'by-focus'],
      ['talk-privately', 'by-focus'],
      ['drop', null],
    ])
    const view = phoneBarView(there)
    expect(view.callState).toBe('conference')
    expect(view.several.map(({ act, whyNot }) => [act, whyNot])).toEqual([
      ['leave', null],
      ['end-all', null],
    ])
    expect(view.tools.find(({ act }) => act === 'split')?.whyNot).toBe('by-focus')
    expect(view.tools.find(({ act }) => act === 'hang-up')?.deed).toEqual({ kind: 'ask-hang-up' })
    // Before it has named anybody the way itself is shown.
    expect(shownLegs(snapshot([way], { together: { ...together, focus: { legId: 'way', parties: [] } } }))).toEqual([
      way,
    ])
  })

  it('what rings is taken back by its button and by hanging up, before anybody is hung up', () => {
    const rings = leg({ id: 'b', state: 'early', direction: 'out' })
    const together: PhoneSnapshot['together'] = {
      ...calmTogether,
      mix: 'held',
      state: 'reaching',
      act: 'transfer',
      reaching: { target: '9001', legId: 'b', until: 1, at: 0, of: 1 },
    }
    expect(commandsOf(does('take-back', [held, rings], { together }))).toEqual([{ op: 'take-back' }])
    expect(commandsOf(does('hang-up', [held, rings], { together }))).toEqual([{ op: 'take-back' }])
    expect(does('consult', [held, rings], { together })?.whyNot).toBe('pending')
    expect(legControls(rings, together).map(({ command }) => command)).toEqual([{ op: 'take-back' }])
  })

  it('a party among several has Hold, Mute, Private talk and Drop; a lead who listens has none', () => {
    expect(legControls(joined, calmTogether).map(({ act }) => act)).toEqual([
      'hold',
      'mute-leg',
      'talk-privately',
      'drop',
    ])
    expect(legControls({ ...held, muted: true }, calmTogether).map(({ act }) => act)).toEqual([
      'resume',
      'unmute-leg',
      'talk-privately',
      'drop',
    ])
    expect(legControls(leg({ role: 'listen' }), calmTogether)).toEqual([])
    expect(legControls(leg({ state: 'ended' }), calmTogether)).toEqual([])
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
    [[leg({ hold: 'held' }), leg({ id: 'b' })], 'consult'],
    [[leg({}), leg({ id: 'b' })], 'conference'],
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
    expect(legView(leg({ id: 'b' }), { privateWith: 'a' })).toMatchObject({ state: 'waiting', tone: 'amber' })
    expect(legView(leg({ id: 'a' }), { privateWith: 'a' }).state).toBe('talking')
  })

  it('a lead who whispers is not shown as one who only listens, nor as one whom the citizen hears', () => {
    const words = (['listen', 'whisper', 'barge'] as const).map((role) => legView(leg({ role })).state)
    expect(words).toEqual(['listening', 'whispering', 'talking'])
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

describe('sending a caller away, to the survey or a queue', () => {
  it('is for the one other party of a call, while nothing else is under way', () => {
    expect(whyNotSent(null)).toBe('no-call')
    expect(whyNotSent(snapshot([leg({ state: 'offered' })]))).toBe('no-call')
    expect(whyNotSent(snapshot([leg({}), leg({ id: 'b' })]))).toBe('one-party')
    expect(whyNotSent(snapshot([leg({}), leg({ id: 'b', role: 'listen' })]))).toBeNull()
    const busy = snapshot([leg({})], { together: { ...calmTogether, state: 'referring', act: 'hand-over' } })
    expect(whyNotSent(busy)).toBe('pending')
    expect(lonePartyLeg(snapshot([leg({ id: 'b', role: 'listen' }), leg({})]))).toBe('a')
    expect(lonePartyLeg(snapshot([leg({}), leg({ id: 'b' })]))).toBeUndefined()
    expect(lonePartyLeg(busy)).toBeUndefined()
  })
})
