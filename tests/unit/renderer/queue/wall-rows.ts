import type { TopicChange, WallLink } from '#renderer/queue/wall-link.ts'
import type { TopicName, TopicRow, WallNumbersRow, WallSeatRow } from '#shared/contract/socket/topics.ts'

/** A link whose server is the test. */
export function wallLink() {
  const listeners = new Map<string, (change: never) => void>()
  const link: WallLink = {
    subscribe(topic, listener) {
      listeners.set(topic, listener as (change: never) => void)
      return () => void listeners.delete(topic)
    },
  }
  const tell = <N extends TopicName>(topic: N, change: TopicChange<N>) => listeners.get(topic)?.(change as never)
  return {
    link,
    open: () => [...listeners.keys()].sort(),
    snapshot: <N extends TopicName>(topic: N, set: readonly (readonly [string, TopicRow<N>])[]) =>
      tell(topic, { kind: 'snapshot', set, gone: [] }),
    delta: <N extends TopicName>(topic: N, set: readonly (readonly [string, TopicRow<N>])[], gone: string[] = []) =>
      tell(topic, { kind: 'delta', set, gone }),
  }
}

export const seatRow = (seat: string, more: Partial<WallSeatRow> = {}): [string, WallSeatRow] => [
  seat,
  {
    seat,
    name: `王${seat}`,
    role: 'agent',
    state: 'ready',
    since: Date.now() - 65_000,
    reason: null,
    callId: null,
    answeredToday: 3,
    ...more,
  },
]

export const numbersRow = (more: Partial<WallNumbersRow> = {}): [string, WallNumbersRow] => [
  'today',
  {
    day: '2026-11-23',
    offered: 120,
    answered: 114,
    abandoned: 4,
    answeredInTime: 109,
    serviceLevel: 109 / 120,
    waiting: 2,
    oldestSince: Date.now() - 34_000,
    averageWaitMs: 6000,
    averageTalkMs: 182_000,
    seatsReady: 5,
    seatsTalking: 7,
    serverNow: Date.now(),
    ...more,
  },
]
