import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AttentionFacts, attentionOf, noCall, noSeat } from '#main/attention/attention.rules.ts'
import { type MenuAct, type ToldState, trayMenu } from '#main/attention/tray-menu.rules.ts'
import { seatStates } from '#shared/seat/seat-state.ts'

const call = (phase: 'ringing' | 'up') => ({
  phase,
  id: 'leg-1',
  title: '王女士 13812345678',
  lines: ['综合', '等了 40 秒'],
  answerBy: 1_000,
})
const facts = (more: Partial<AttentionFacts>): AttentionFacts => ({
  seat: { seat: '8001', state: 'ready', unsent: 0 },
  call: noCall,
  focused: false,
  settings: { toast: true, startWithSystem: false },
  startForced: false,
  ...more,
})
const states: readonly ToldState[] = [...seatStates, 'signed-out']

describe('the tray', () => {
  it.each(seatStates)('has the sign of a seat that is %s', (state) => {
    expect(attentionOf(facts({ seat: { seat: '8001', state, unsent: 0 } })).sign).toBe(state)
  })

  it('has the sign of nobody when nobody is signed in', () => {
    expect(attentionOf(facts({ seat: noSeat }))).toMatchObject({ sign: 'offline', seat: null, state: 'signed-out' })
  })

  it('follows the phone where the backend has not said so yet, and the backend about hold', () => {
    expect(attentionOf(facts({ call: call('ringing') })).sign).toBe('ringing')
    expect(attentionOf(facts({ call: call('up') })).sign).toBe('talking')
    expect(attentionOf(facts({ seat: { seat: '8001', state: 'hold', unsent: 0 }, call: call('up') })).sign).toBe('hold')
    expect(
      attentionOf(facts({ seat: { seat: '8001', state: 'talking', unsent: 0 }, call: call('ringing') })).sign,
    ).toBe('talking')
  })
})

describe('a ringing call', () => {
  it('flashes the window that has not the focus, and only while it rings', () => {
    expect(attentionOf(facts({ call: call('ringing') })).flash).toBe(true)
    expect(attentionOf(facts({ call: call('ringing'), focused: true })).flash).toBe(false)
    expect(attentionOf(facts({ call: call('up') })).flash).toBe(false)
    expect(attentionOf(facts({})).flash).toBe(false)
  })

  it('has a toast where the person wants one, until it is answered or over', () => {
    expect(attentionOf(facts({ call: call('ringing') })).toast).toEqual(call('ringing'))
    expect(attentionOf(facts({ call: call('up') })).toast).toBeNull()
    const off = { toast: false, startWithSystem: false }
    expect(attentionOf(facts({ call: call('ringing'), settings: off })).toast).toBeNull()
  })
})

describe("the tray's menu", () => {
  const enabled = (state: ToldState, phase: 'none' | 'ringing' | 'up' = 'none', startForced = false): MenuAct[] =>
    trayMenu({ state, phase, startWithSystem: true, startForced })
      .filter((item) => item.enabled)
      .map(({ act }) => act)

  it.each([
    ['signed-out', []],
    ['offline', ['sign-out']],
    ['ready', ['not-ready', 'sign-out']],
    ['not-ready', ['ready', 'sign-out']],
    ['wrap-up', ['ready', 'not-ready', 'sign-out']],
    ['ringing', []],
    ['talking', []],
    ['hold', []],
  ] as const)('offers a seat that is %s what it can do', (state, acts) => {
    expect(enabled(state)).toEqual(['open', ...acts, 'start-with-system', 'quit'])
  })

  it('lets nobody sign out of a call the backend does not know of', () => {
    expect(enabled('ready', 'up')).toEqual(['open', 'start-with-system', 'quit'])
  })

  it('shows what the site forces, and lets nobody change it', () => {
    const item = trayMenu({ state: 'ready', phase: 'none', startWithSystem: true, startForced: true })[4]
    expect(item).toEqual({ act: 'start-with-system', enabled: false, checked: true })
  })

  it('opens the window and quits whatever happens', () => {
    fc.assert(
      fc.property(fc.constantFrom(...states), fc.constantFrom('none', 'ringing', 'up'), (state, phase) => {
        expect(enabled(state, phase, true)).toEqual(expect.arrayContaining(['open', 'quit']))
      }),
    )
  })
})
