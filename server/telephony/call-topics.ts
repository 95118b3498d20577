import type { CallRow } from '#shared/contract/socket/topics.ts'
import type { Disposer } from '#shared/kit/disposable.ts'
import type { TopicPublisher, TopicSource } from '../ports/topics.ts'
import type { CallLog } from './call-log.ts'
import type { StoredCall } from './calls.repository.ts'

/** Latest tickets of a number, newest first, five at most. */
export type TicketsOf = (number: string) => Promise<CallRow['tickets']>

export interface CallTopicsParts {
  readonly log: CallLog
  readonly publisher: TopicPublisher
  readonly ticketsOf: TicketsOf
  readonly onError: (error: unknown) => void
}

export interface CallTopics {
  readonly calls: TopicSource<'calls'>
  /** Looks up the tickets of the seat's calls again: it has handed one in. */
  refresh(seat: string): void
  close: Disposer
}

const row = (call: StoredCall, tickets: CallRow['tickets']): CallRow => {
  const { seat: _seat, ...rest } = call
  return { ...rest, tickets }
}

/** Publishes each seat's own calls; a call that goes to another seat leaves the first one's list. */
export function createCallTopics({ log, publisher, ticketsOf, onError }: CallTopicsParts): CallTopics {
  const tickets = new Map<string, CallRow['tickets']>()
  const say = (call: StoredCall) => {
    if (call.seat)
      publisher.publish({ name: 'calls', id: call.seat }, [[call.callId, row(call, tickets.get(call.callId) ?? [])]])
  }
  const lookUp = async (call: StoredCall) => {
    if (call.number === null) return
    tickets.set(call.callId, await ticketsOf(call.number))
    const now = log.calls().get(call.callId)
    if (now) say(now)
    else tickets.delete(call.callId)
  }
  const stops = [
    log.onChange(({ before, call }) => {
      if (before?.seat && before.seat !== call.seat)
        publisher.publish({ name: 'calls', id: before.seat }, [], [call.callId])
      say(call)
      if (!before) lookUp(call).catch(onError)
    }),
    log.onForgotten((call) => {
      tickets.delete(call.callId)
      if (call.seat) publisher.publish({ name: 'calls', id: call.seat }, [], [call.callId])
    }),
  ]
  for (const call of log.calls().values()) lookUp(call).catch(onError)
  return {
    calls: {
      load: async (seat) =>
        [...log.calls().values()]
          .filter((call) => call.seat === seat)
          .map((call) => [call.callId, row(call, tickets.get(call.callId) ?? [])] as const),
      allow: async (reader, seat) => reader.seat === seat,
    },
    refresh(seat) {
      for (const call of log.calls().values()) if (call.seat === seat) lookUp(call).catch(onError)
    },
    close: () => {
      for (const stop of stops) stop()
    },
  }
}
