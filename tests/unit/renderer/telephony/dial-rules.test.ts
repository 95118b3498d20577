import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clickTarget, clickWhyNot, dialTarget, withDialled } from '#renderer/telephony/dial.rules.ts'
import { bareLeg, bareSnapshot } from './phone-snapshots.ts'

describe('What is dialled', () => {
  it.each([
    ['+86 138-2000-1234', '13820001234'],
    ['013820001234', '13820001234'],
    ['92345678', '02292345678'],
    ['（022）9234 5678', '02292345678'],
    ['022-92345678转801', '02292345678'],
    ['１３８２０００１２３４', '13820001234'],
    ['0014155550123', '+14155550123'],
    ['400-123-4567', '4001234567'],
    ['12348', '12348'],
    ['9001', '9001'],
    ['expert-1', 'expert-1'],
    ['*97', '*97'],
    ['', null],
    ['路灯', null],
    ['a b@c', null],
  ])('for %s is %s', (typed, target) => {
    expect(dialTarget(typed)).toBe(target)
  })
  it('is the same when it is dialled again', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ maxLength: 20 }), fc.stringMatching(/^[0-9 +()-]{0,20}$/)), (typed) => {
        const target = dialTarget(typed)
        return target === null || dialTarget(target) === target
      }),
    )
  })
})

describe('A press on a number', () => {
  it.each(['110', '119', '120', '122', '+86 110'])(
    'never dials %s: Emergency keeps the citizen on the line',
    (number) => {
      expect(clickTarget(number)).toEqual({ ok: false, reason: 'emergency' })
    },
  )
  it('dials no number that is masked, or none', () => {
    for (const number of [null, '138****1234', '022******78', ''])
      expect(clickTarget(number)).toEqual({ ok: false, reason: 'hidden' })
  })
  it.each([
    ['', bareSnapshot([]), null],
    ['while a call rings here', bareSnapshot([bareLeg({ state: 'offered' })]), 'ringing'],
    ['in a call', bareSnapshot([bareLeg({ state: 'established' })]), 'in-call'],
    ['once a call has ended', bareSnapshot([bareLeg({ state: 'ended' })]), null],
    ['without a phone', null, 'no-phone'],
    ['while the line is lost', bareSnapshot([], 'lost'), 'no-phone'],
  ] as const)('can be made or says why not: %s', (_when, snapshot, whyNot) => {
    expect(clickWhyNot(snapshot, '13820001234')).toBe(whyNot)
  })
})

describe('The keypad’s history', () => {
  it('keeps the last five, each once, the last first', () => {
    const dialled = ['1', '2', '3', '1', '4', '5', '6'].reduce<readonly string[]>(withDialled, [])
    expect(dialled).toEqual(['6', '5', '4', '1', '3'])
  })
})
