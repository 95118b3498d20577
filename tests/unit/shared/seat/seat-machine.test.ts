import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nextStanding, seatTable, usualSeatTimes } from '#shared/seat/seat.machine.ts'
import type { SeatEvent, SeatEventType } from '#shared/seat/seat-event.ts'
import { deskPresences, offlineStanding, type SeatStanding } from '#shared/seat/seat-standing.ts'
import { chosenReasons, type SeatState, seatStates } from '#shared/seat/seat-state.ts'

const at = 1_000_000
const times = usualSeatTimes
const own = 'call-1'
const events: { readonly [T in SeatEventType]: Extract<SeatEvent, { type: T }> } = {
  'signed-in': { type: 'signed-in' },
  'signed-out': { type: 'signed-out' },
  'desk-gone': { type: 'desk-gone' },
  'desk-back': { type: 'desk-back' },
  'bare-phone-up': { type: 'bare-phone-up' },
  'bare-phone-gone': { type: 'bare-phone-gone' },
  'phone-lost': { type: 'phone-lost' },
  'choose-ready': { type: 'choose-ready' },
  'choose-not-ready': { type: 'choose-not-ready', reason: 'meal' },
  'finish-wrap-up': { type: 'finish-wrap-up' },
  'extend-wrap-up': { type: 'extend-wrap-up' },
  'wrap-up-over': { type: 'wrap-up-over', endsAt: 500_060 },
  offered: { type: 'offered', callId: own },
  declined: { type: 'declined', callId: own, cause: 'no-answer' },
  withdrawn: { type: 'withdrawn', callId: own },
  dialled: { type: 'dialled', callId: own },
  answered: { type: 'answered', callId: own },
  moved: { type: 'moved', callId: 'call-2' },
  held: { type: 'held', callId: own },
  resumed: { type: 'resumed', callId: own },
  ended: { type: 'ended', callId: own },
}
const standing = (state: SeatState, more: Partial<SeatStanding> = {}): SeatStanding => ({
  ...offlineStanding(500_000),
  desk: state === 'offline' ? 'none' : 'here',
  state,
  reason: state === 'not-ready' ? 'rest' : null,
  callId: ['ringing', 'talking', 'hold', 'wrap-up'].includes(state) ? own : null,
  wrapUp: state === 'wrap-up' ? { endsAt: 500_060, extended: false } : null,
  ...more,
})
const go = (from: SeatStanding, event: SeatEvent) => nextStanding(from, event, { at, times })

/** The whole table for a seat with its desk: state and event to the next state; what is missing cannot happen. */
const expected: Record<SeatState, Partial<Record<SeatEventType, SeatState>>> = {
  offline: {
    'signed-in': 'not-ready',
    'signed-out': 'offline',
    'desk-back': 'not-ready',
    'bare-phone-up': 'ready',
    'bare-phone-gone': 'offline',
  },
  'not-ready': {
    'signed-in': 'not-ready',
    'signed-out': 'offline',
    'desk-gone': 'offline',
    'desk-back': 'not-ready',
    'choose-ready': 'ready',
    'choose-not-ready': 'not-ready',
    offered: 'ringing',
    answered: 'talking',
    dialled: 'talking',
    moved: 'talking',
  },
  ready: {
    'signed-in': 'not-ready',
    'signed-out': 'offline',
    'desk-gone': 'offline',
    'desk-back': 'ready',
    'phone-lost': 'not-ready',
    'choose-ready': 'ready',
    'choose-not-ready': 'not-ready',
    offered: 'ringing',
    answered: 'talking',
    dialled: 'talking',
    moved: 'talking',
  },
  ringing: {
    'signed-in': 'not-ready',
    'signed-out': 'offline',
    'desk-gone': 'ringing',
    'desk-back': 'ringing',
    'choose-ready': 'ringing',
    'choose-not-ready': 'ringing',
    declined: 'not-ready',
    withdrawn: 'ready',
    answered: 'talking',
    dialled: 'ringing',
    moved: 'talking',
    ended: 'wrap-up',
  },
  talking: {
    'signed-in': 'not-ready',
    'signed-out': 'offline',
    'desk-gone': 'talking',
    'desk-back': 'talking',
    'choose-ready': 'talking',
    'choose-not-ready': 'talking',
    withdrawn: 'ready',
    answered: 'talking',
    dialled: 'talking',
    moved: 'talking',
    offered: 'talking',
    held: 'hold',
    resumed: 'talking',
    ended: 'wrap-up',
  },
  hold: {
    'signed-in': 'not-ready',
    'signed-out': 'offline',
    'desk-gone': 'hold',
    'desk-back': 'hold',
    'choose-ready': 'hold',
    'choose-not-ready': 'hold',
    withdrawn: 'ready',
    dialled: 'hold',
    moved: 'talking',
    offered: 'hold',
    held: 'hold',
    resumed: 'talking',
    ended: 'wrap-up',
  },
  'wrap-up': {
    'signed-in': 'not-ready',
    'signed-out': 'offline',
    'desk-gone': 'offline',
    'desk-back': 'wrap-up',
    'choose-ready': 'wrap-up',
    'choose-not-ready': 'wrap-up',
    'finish-wrap-up': 'ready',
    'wrap-up-over': 'ready',
    'extend-wrap-up': 'wrap-up',
    offered: 'ringing',
    answered: 'talking',
    dialled: 'talking',
    moved: 'talking',
  },
}
/** Entries that apply to bare phones alone: with a desk there they change nothing. */
const bareOnly: SeatEventType[] = ['bare-phone-up', 'bare-phone-gone']

describe('The seat machine', () => {
  const cases = seatStates.flatMap((state) =>
    Object.values(events).map((event) => ({ state, event, type: event.type })),
  )
  it.each(cases)('$state on $type goes where the table says', ({ state, event, type }) => {
    expect(go(standing(state), event)?.state).toBe(expected[state][type])
  })
  it('has no entry the expectation does not know', () => {
    for (const state of seatStates)
      for (const type of Object.keys(seatTable[state]) as SeatEventType[])
        expect([state, type, bareOnly.includes(type) || type in expected[state]]).toEqual([state, type, true])
  })

  it('belongs to the call it took over, so that the end of the consult before it changes nothing', () => {
    const moved = go(standing('talking'), events.moved)
    expect(moved).toMatchObject({ state: 'talking', callId: 'call-2' })
    expect(moved && go(moved, events.ended)).toBeNull()
  })

  it('is not ready after sign-in', () => {
    expect(go(offlineStanding(0), events['signed-in'])).toMatchObject({ state: 'not-ready', reason: 'signed-in' })
  })
  it.each([
    ['no-answer', 'no-answer'],
    ['rejected', 'rejected'],
    ['busy', 'rejected'],
    ['unreachable', 'phone-lost'],
  ] as const)('an offer declined as %s makes it not ready as %s', (cause, reason) => {
    expect(go(standing('ringing'), { type: 'declined', callId: own, cause })).toMatchObject({
      state: 'not-ready',
      reason,
    })
  })
  it('keeps its idle time when the caller gives up while it rings', () => {
    const rung = go(standing('ready', { idleSince: 7 }), events.offered)
    expect(go(rung ?? standing('offline'), events.withdrawn)).toMatchObject({ state: 'ready', idleSince: 7, since: at })
  })
  it('is not ready after wrap-up when that was chosen during the call, and ready when that was taken back', () => {
    const asked = go(standing('talking'), events['choose-not-ready']) ?? standing('offline')
    const wrapping = go(asked, events.ended) ?? standing('offline')
    expect(go(wrapping, events['finish-wrap-up'])).toMatchObject({ state: 'not-ready', reason: 'meal' })
    const back = go(wrapping, events['choose-ready']) ?? standing('offline')
    expect(go(back, events['finish-wrap-up'])).toMatchObject({ state: 'ready', reason: null })
  })
  it('is not ready again when it rings in the instant Not ready was chosen', () => {
    const rung = go(standing('not-ready', { reason: 'water' }), events.offered) ?? standing('offline')
    expect(go(rung, events.withdrawn)).toMatchObject({ state: 'not-ready', reason: 'water' })
  })
  it('wraps up for 60 s, and 60 s more once', () => {
    const wrapping = go(standing('talking'), events.ended) ?? standing('offline')
    expect(wrapping.wrapUp).toEqual({ endsAt: at + 60_000, extended: false })
    const longer = go(wrapping, events['extend-wrap-up']) ?? standing('offline')
    expect(longer.wrapUp).toEqual({ endsAt: at + 120_000, extended: true })
    expect(go(longer, events['extend-wrap-up'])).toBeNull()
    expect(go(longer, { type: 'wrap-up-over', endsAt: at + 60_000 })).toBeNull()
    expect(go(longer, { type: 'wrap-up-over', endsAt: at + 120_000 })).toMatchObject({ state: 'ready' })
  })
  it('goes offline after its call when the desk was gone', () => {
    const gone = go(standing('talking'), events['desk-gone']) ?? standing('ready')
    expect(gone.state).toBe('talking')
    expect(go(gone, events.ended)).toMatchObject({ state: 'offline', desk: 'gone' })
  })
  it('has no wrap-up without a desk, because nobody could finish it', () => {
    expect(go(standing('talking', { desk: 'none' }), events.ended)).toMatchObject({ state: 'ready', desk: 'none' })
  })
  it('stays with its desk when a bare phone comes and goes beside it', () => {
    expect(go(standing('ready'), events['bare-phone-gone'])).toBeNull()
    expect(go(standing('not-ready'), events['bare-phone-up'])).toBeNull()
    expect(go(standing('talking', { desk: 'none' }), events['bare-phone-gone'])?.desk).toBe('gone')
  })
  it('does not move for another call', () => {
    for (const type of ['declined', 'withdrawn', 'held', 'ended'] as const)
      for (const state of ['ringing', 'talking', 'hold'] as const)
        expect(go(standing(state, { callId: 'other' }), events[type])).toBeNull()
  })

  const anyEvent = fc.constantFrom(...Object.values(events)).chain((event) =>
    fc
      .record({ callId: fc.constantFrom('call-1', 'call-2'), reason: fc.constantFrom(...chosenReasons) })
      .map((more) => ({
        ...event,
        ...('callId' in event ? { callId: more.callId } : {}),
        ...('reason' in event ? { reason: more.reason } : {}),
      })),
  )
  it('keeps what belongs to a state in that state, whatever happens', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 60 }), (list) => {
        let now = offlineStanding(0)
        list.forEach((event, index) => {
          now = nextStanding(now, event as SeatEvent, { at: index, times }) ?? now
          expect((now.reason !== null) === (now.state === 'not-ready')).toBe(true)
          expect((now.wrapUp !== null) === (now.state === 'wrap-up')).toBe(true)
          expect((now.callId !== null) === ['ringing', 'talking', 'hold', 'wrap-up'].includes(now.state)).toBe(true)
          expect(deskPresences).toContain(now.desk)
        })
      }),
    )
  })
})
