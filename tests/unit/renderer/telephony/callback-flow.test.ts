import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CallbackFlow, type CallbackFlowEvent, nextFlow } from '#renderer/telephony/calls/callback-flow.machine.ts'
import type { Leg } from '#shared/contract/phone/phone-messages.ts'
import { bareLeg } from './phone-snapshots.ts'

const number = '13820001234'
const idle: CallbackFlow = { kind: 'idle' }
const run = (...events: CallbackFlowEvent[]) => events.reduce(nextFlow, idle)
const claimed = (legs: Leg[] = []): CallbackFlowEvent[] => [
  { type: 'claim', taskId: 't1' },
  { type: 'claimed', taskId: 't1', number, legs },
]
const legs = (...list: Leg[]): CallbackFlowEvent => ({ type: 'legs', legs: list })

describe('A callback on this desk', () => {
  it('is claimed, dialled, followed, and asked about once its call has ended', () => {
    expect(run(...claimed())).toMatchObject({ kind: 'dialling', number })
    expect(run(...claimed(), legs(bareLeg()))).toMatchObject({ kind: 'calling', legId: 'a', spoke: false })
    expect(run(...claimed(), legs(bareLeg()), legs(bareLeg({ state: 'ended' })))).toEqual({
      kind: 'asking',
      taskId: 't1',
      number,
      spoke: false,
    })
    const spoken = run(...claimed(), legs(bareLeg()), legs(bareLeg({ state: 'established', answeredAt: 5 })), legs())
    expect(spoken).toMatchObject({ kind: 'asking', spoke: true })
  })
  it('asks also when the call was over before the desk heard of it', () => {
    expect(run(...claimed(), legs(bareLeg({ state: 'ended' })))).toMatchObject({ kind: 'asking' })
  })
  it('does not take an earlier call, nor one that comes in, for its own', () => {
    const old = bareLeg({ state: 'ended' })
    expect(run(...claimed([old]), legs(old, bareLeg({ id: 'b', direction: 'in' }))).kind).toBe('dialling')
  })
  it('asks nothing when the phone refused, and when the task was not to be had', () => {
    expect(run(...claimed(), { type: 'not-dialled' })).toEqual(idle)
    expect(run({ type: 'claim', taskId: 't1' }, { type: 'not-claimed', taskId: 't1' })).toEqual(idle)
  })
  it('is put away by its own end and by no other task’s', () => {
    const asking = run({ type: 'ask', taskId: 't1', number, spoke: true })
    expect(nextFlow(asking, { type: 'over', taskId: 't2' })).toBe(asking)
    expect(nextFlow(asking, { type: 'over', taskId: 't1' })).toEqual(idle)
  })
  it('gives way to the next one while it asks, and to none while its call is up', () => {
    const next: CallbackFlowEvent = { type: 'claim', taskId: 't2' }
    const asking = run({ type: 'ask', taskId: 't1', number, spoke: true })
    expect(nextFlow(asking, next)).toEqual({ kind: 'claiming', taskId: 't2' })
    const calling = run(...claimed(), legs(bareLeg()))
    expect(nextFlow(calling, next)).toBe(calling)
  })
  it('never asks about a task it did not call or was not asked about, whatever happens', () => {
    const event = fc.oneof(
      fc
        .constantFrom('t1', 't2')
        .chain((taskId) =>
          fc.constantFrom<CallbackFlowEvent>(
            { type: 'claim', taskId },
            { type: 'claimed', taskId, number, legs: [] },
            { type: 'not-claimed', taskId },
            { type: 'over', taskId },
          ),
        ),
      fc.constantFrom<CallbackFlowEvent>(
        { type: 'not-dialled' },
        legs(),
        legs(bareLeg()),
        legs(bareLeg({ state: 'ended' })),
      ),
    )
    fc.assert(
      fc.property(fc.array(event, { maxLength: 30 }), (list) => {
        let now: CallbackFlow = idle
        for (const one of list) {
          const before = now
          now = nextFlow(now, one)
          if (now.kind === 'asking' && before.kind !== 'asking')
            expect(before.kind === 'calling' || before.kind === 'dialling').toBe(true)
        }
      }),
    )
  })
})
