import type { CallRecord } from './call-record.rules.ts'

/** A call of a queue that nobody has answered yet. `position` counts from 1. */
export interface WaitingCall {
  readonly callId: string
  readonly queue: string
  readonly number: string | null
  /** When it came to this queue, ms since the epoch; its place goes by when it first came to the hall. */
  readonly since: number
  readonly position: number
}

/** Who waits, in each queue's own order of arrival; a call that rings somewhere still waits. */
export function waitingCalls(calls: Iterable<CallRecord>): WaitingCall[] {
  const places = new Map<string, number>()
  return [...calls]
    .filter((call) => call.queue !== null && (call.state === 'queued' || call.state === 'offered'))
    .sort((a, b) => a.queuedAt - b.queuedAt || (a.callId < b.callId ? -1 : 1))
    .map(({ callId, queue, number, queuedAt, partners }) => {
      const name = queue ?? ''
      const position = (places.get(name) ?? 0) + 1
      places.set(name, position)
      // A caller that is sent on waits from the moment its seat left it.
      return { callId, queue: name, number, since: partners.at(-1)?.leftAt ?? queuedAt, position }
    })
}
