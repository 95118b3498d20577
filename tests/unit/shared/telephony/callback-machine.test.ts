import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { callbackTable, nextCallback, usualCallbackTimes } from '#shared/telephony/callback.machine.ts'
import type { CallbackEvent, CallbackEventType } from '#shared/telephony/callback-event.ts'
import {
  type CallbackState,
  type CallbackTask,
  callbackOutcomes,
  callbackStates,
  isClosed,
  newCallbackTask,
} from '#shared/telephony/callback-task.ts'

const times = usualCallbackTimes
const minute = 60_000
const at = 1_700_000_000_000
const [own, other] = ['8001', '8002']

/** A task of a number that called in vain once, 5 min ago, as it is in each state. */
const task = (state: CallbackState, change: Partial<CallbackTask> = {}): CallbackTask => ({
  ...newCallbackTask({ taskId: 't1', number: '13800001234', origin: 'abandoned', createdAt: at - 5 * minute }),
  missed: 1,
  missedAt: at - 5 * minute,
  dueAt: at + 25 * minute,
  callId: 'attempt',
  state,
  seat: state === 'claimed' || state === 'called' ? own : null,
  heldUntil: state === 'claimed' ? at : null,
  closedAt: ['done', 'given-up', 'reached'].includes(state) ? at : null,
  ...change,
})
const go = (from: CallbackTask, event: CallbackEvent) => nextCallback(from, event, { at, times })

const events: { readonly [T in CallbackEventType]: Extract<CallbackEvent, { type: T }> } = {
  missed: { type: 'missed', callId: 'c2' },
  promised: { type: 'promised', seat: other, dueAt: at + 60 * minute, note: '补寄材料', callId: 'c2' },
  claim: { type: 'claim', seat: own },
  release: { type: 'release', seat: own },
  'take-away': { type: 'take-away', seat: '7001' },
  dialled: { type: 'dialled', seat: own, callId: 'attempt' },
  'hung-up': { type: 'hung-up', callId: 'attempt', spoke: true },
  attempt: { type: 'attempt', seat: own, outcome: 'reached', dueAt: null },
  'hold-over': { type: 'hold-over', heldUntil: at },
  'got-through': { type: 'got-through' },
}

/** Where each event leads from each state; what is not here cannot happen. */
const expected: Record<CallbackState, Partial<Record<CallbackEventType, CallbackState>>> = {
  open: { missed: 'open', promised: 'open', claim: 'claimed', 'got-through': 'reached' },
  claimed: {
    missed: 'claimed',
    promised: 'claimed',
    claim: 'claimed',
    release: 'open',
    'take-away': 'open',
    dialled: 'called',
    attempt: 'done',
    'hold-over': 'open',
    'got-through': 'reached',
  },
  called: {
    missed: 'called',
    promised: 'called',
    claim: 'called',
    release: 'open',
    'take-away': 'open',
    dialled: 'called',
    'hung-up': 'called',
    attempt: 'done',
    'got-through': 'reached',
  },
  done: {},
  'given-up': {},
  reached: {},
}

describe('A callback task', () => {
  const cases = callbackStates.flatMap((state) => Object.values(events).map((event) => ({ state, event })))
  it.each(cases)('$state on $event.type goes where the table says', ({ state, event }) => {
    expect(go(task(state), event)?.state).toBe(expected[state][event.type])
  })
  it('has no entry the expectation does not know', () => {
    for (const state of callbackStates)
      for (const type of Object.keys(callbackTable[state]) as CallbackEventType[])
        expect([state, type, type in expected[state] || (state === 'called' && type === 'hold-over')]).toEqual([
          state,
          type,
          true,
        ])
  })

  it.each(['claim', 'release', 'dialled', 'attempt'] as const)('is not moved by another seat’s %s', (type) => {
    const event = { ...events[type], seat: other } as CallbackEvent
    expect([go(task('claimed'), event), go(task('called'), event)]).toEqual([null, null])
  })
  it('counts further calls in vain, and keeps the time the first one set', () => {
    const again = go(task('open'), events.missed)
    expect(again).toMatchObject({ missed: 2, missedAt: at, dueAt: at + 25 * minute, callId: 'c2' })
  })
  it('is due half an hour after the first call in vain, and when it was promised', () => {
    const fresh = newCallbackTask({ taskId: 't', number: '13800001234', origin: 'missed', createdAt: at })
    expect(go(fresh, events.missed)).toMatchObject({ missed: 1, dueAt: at + 30 * minute })
    const promised = go(fresh, events.promised) ?? fresh
    expect(promised).toMatchObject({ promisedBy: other, note: '补寄材料', dueAt: at + 60 * minute, missed: 0 })
    expect(go(promised, events.missed)).toMatchObject({ dueAt: at + 60 * minute, missed: 1 })
  })
  it('goes back when the seat does nothing with it for ten minutes, but not once the time was given anew', () => {
    const claimed = go(task('open'), events.claim) ?? task('done')
    expect(claimed.heldUntil).toBe(at + 10 * minute)
    expect(go(claimed, { type: 'hold-over', heldUntil: at })).toBeNull()
    expect(go(claimed, { type: 'hold-over', heldUntil: at + 10 * minute })).toMatchObject({ state: 'open', seat: null })
  })
  it('stays with the seat for as long as the call is up, and ten minutes more', () => {
    const called = go(task('claimed'), events.dialled) ?? task('done')
    expect(called).toMatchObject({ state: 'called', heldUntil: null, attempts: 1, spoke: false })
    expect(go(called, { ...events['hung-up'], callId: 'another' })).toBeNull()
    expect(go(called, events['hung-up'])).toMatchObject({ heldUntil: at + 10 * minute, spoke: true })
  })
  it.each([
    [true, { state: 'done', lastOutcome: 'reached' }],
    [false, { state: 'open', lastOutcome: 'no-answer', unanswered: 1, dueAt: at + 30 * minute }],
  ] as const)('goes by what the exchange saw when nobody says what came of it (spoke: %s)', (spoke, after) => {
    expect(go(task('called', { heldUntil: at, spoke }), events['hold-over'])).toMatchObject(after)
  })
  it('is given up after three attempts nobody answered, and after a wrong number', () => {
    const unheard: CallbackEvent = { type: 'attempt', seat: own, outcome: 'no-answer', dueAt: null }
    let now = task('open')
    const states: string[] = []
    for (const event of [1, 2, 3].flatMap(() => [events.claim, events.dialled, unheard])) {
      now = go(now, event) ?? now
      if (event === unheard) states.push(now.state)
    }
    expect(states).toEqual(['open', 'open', 'given-up'])
    expect(now).toMatchObject({ attempts: 3, unanswered: 3, lastOutcome: 'no-answer', closedAt: at })
    expect(go(task('called'), { ...unheard, outcome: 'wrong-number' })?.state).toBe('given-up')
  })
  it('comes again at the time the citizen asked for, with all its tries', () => {
    const later: CallbackEvent = { type: 'attempt', seat: own, outcome: 'later', dueAt: at + 90 * minute }
    expect(go(task('called', { unanswered: 2 }), later)).toMatchObject({
      state: 'open',
      dueAt: at + 90 * minute,
      unanswered: 0,
      lastOutcome: 'later',
    })
    expect(go(task('called'), { ...later, dueAt: null })).toBeNull()
  })
  it('counts an attempt from a phone the exchange does not know', () => {
    expect(go(task('claimed'), events.attempt)).toMatchObject({ state: 'done', attempts: 1 })
    expect(go(task('called', { attempts: 1 }), events.attempt)).toMatchObject({ attempts: 1 })
  })
  it('closes by itself when the citizen gets through soon; not a promise, and not long after', () => {
    expect(go(task('open', { missedAt: at - 31 * minute }), events['got-through'])).toBeNull()
    expect(go(task('open', { promisedBy: own }), events['got-through'])).toBeNull()
    expect(go(task('open', { missedAt: null }), events['got-through'])).toBeNull()
    expect(go(task('open'), events['got-through'])).toMatchObject({ state: 'reached', closedAt: at })
  })

  const anyEvent = fc.oneof(
    fc.constant<CallbackEvent>(events.missed),
    fc.constant<CallbackEvent>(events['take-away']),
    fc.constant<CallbackEvent>(events['got-through']),
    fc.constantFrom(own, other).chain((seat) =>
      fc.oneof(
        fc.constant<CallbackEvent>({ ...events.promised, seat }),
        fc.constantFrom<CallbackEvent>(
          { type: 'claim', seat },
          { type: 'release', seat },
          { type: 'dialled', seat, callId: 'attempt' },
        ),
        fc.constantFrom(...callbackOutcomes).map<CallbackEvent>((outcome) => ({
          type: 'attempt',
          seat,
          outcome,
          dueAt: outcome === 'later' ? at : null,
        })),
      ),
    ),
    fc.boolean().map<CallbackEvent>((spoke) => ({ type: 'hung-up', callId: 'attempt', spoke })),
    fc.nat(40 * minute).map<CallbackEvent>((ms) => ({ type: 'hold-over', heldUntil: at + ms })),
  )
  it('keeps what belongs to a state in that state, and its end is final, whatever happens', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 60 }), (list) => {
        let now = newCallbackTask({ taskId: 't', number: '13800001234', origin: 'missed', createdAt: at })
        list.forEach((event, index) => {
          const before = now
          const fits =
            event.type === 'hold-over' && index % 2 === 0 ? { ...event, heldUntil: now.heldUntil ?? 0 } : event
          now = nextCallback(now, fits, { at: at + index, times }) ?? now
          if (isClosed(before)) expect(now).toBe(before)
          expect((now.seat !== null) === (now.state === 'claimed' || now.state === 'called')).toBe(true)
          expect(now.heldUntil === null || now.seat !== null).toBe(true)
          expect((now.closedAt !== null) === isClosed(now)).toBe(true)
          expect(now.unanswered <= now.attempts && now.unanswered <= times.tries).toBe(true)
          expect(now.attempts >= before.attempts && now.missed >= before.missed).toBe(true)
          expect(now.number).toBe(before.number)
        })
      }),
    )
  })
})
