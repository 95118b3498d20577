import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lineOf } from '#shared/queue/hall-queue.ts'
import type { CallEvent } from '#shared/telephony/call-event.ts'
import { type CallRecord, nextRecord } from '#shared/telephony/call-record.rules.ts'
import { seatMove } from '#shared/telephony/call-seat-moves.rules.ts'
import { waitingCalls } from '#shared/telephony/waiting-calls.rules.ts'

type Told = CallEvent extends infer E ? (E extends CallEvent ? Omit<E, 'callId' | 'at'> : never) : never

/** What the events make of a call, a second after each other. */
const play = (...told: readonly Told[]): CallRecord | null =>
  told.reduce<CallRecord | null>(
    (call, news, at) => nextRecord(call, { ...news, callId: 'c', at: at * 1000 } as CallEvent) ?? call,
    null,
  )
const queued: Told = { type: 'queued', sipCallId: 's1', queue: '12345', callerNumber: '13800000001' }
const taken: readonly Told[] = [queued, { type: 'offered', seat: '8001' }, { type: 'answered', seat: '8001' }]
const requeued: Told = { type: 'requeued', from: '8001', sipCallId: 's2', queue: '外语' }

describe('a call that a seat sent to a queue', () => {
  it('waits there with its first time, and the seat that had it is known as its partner', () => {
    const call = play(...taken, requeued)
    expect(call).toMatchObject({ state: 'queued', queue: '外语', seat: null, sipCallId: 's2', queuedAt: 0 })
    expect(call?.partners).toEqual([{ seat: '8001', leftAt: 3000 }])
    expect(waitingCalls(call ? [call] : [])).toMatchObject([{ queue: '外语', since: 3000, position: 1 }])
  })

  it('is the next seat’s when it answers; its first answer stays', () => {
    const call = play(...taken, requeued, { type: 'offered', seat: '8201' }, { type: 'answered', seat: '8201' })
    expect(call).toMatchObject({ state: 'talking', seat: '8201', answeredAt: 2000 })
  })

  it('frees the seat at once, and is not ended by the end of that seat’s own part', () => {
    const before = play(...taken)
    const event: CallEvent = { ...requeued, callId: 'c', at: 9 } as CallEvent
    expect(seatMove(before, event)).toEqual({ seat: '8001', move: { type: 'ended', callId: 'c' } })
    const call = play(...taken, requeued, { type: 'ended', seat: '8001', cause: 'seat' })
    expect(call).toMatchObject({ state: 'queued', endedAt: null })
  })

  it('given up there is the caller’s doing, and counts as answered all the same', () => {
    expect(play(...taken, requeued, { type: 'abandoned' })).toMatchObject({
      state: 'ended',
      endedBy: 'caller',
      answeredAt: 2000,
    })
  })
})

it('a caller sent on to somebody outside leaves the number behind, and the call ends with its seat', () => {
  const call = play(
    ...taken,
    { type: 'sent-on', from: '8001', target: '64012' },
    { type: 'ended', seat: '8001', cause: 'seat' },
  )
  expect(call).toMatchObject({ sentTo: '64012', state: 'ended', seat: '8001' })
})

it('a queue’s line is that of its own calls: how many, and since when the first', () => {
  const call = fc.record({ queue: fc.constantFrom('a', 'b'), since: fc.nat(100) })
  fc.assert(
    fc.property(fc.array(call), (calls) => {
      const { waiting, oldestSince } = lineOf('a', calls)
      const own = calls.filter(({ queue }) => queue === 'a')
      expect(waiting).toBe(own.length)
      expect(oldestSince === null).toBe(own.length === 0)
      for (const { since } of own) expect(oldestSince).toBeLessThanOrEqual(since)
      expect(waiting + lineOf('b', calls).waiting).toBe(calls.length)
    }),
  )
})
