import type { Clock } from '#shared/kit/clock.ts'
import * as rules from '#shared/queue/queue.rules.ts'
import { numberOfUser } from '#shared/telephony/citizen-user.ts'
import type { SipTransaction } from '../ports/sip.ts'
import { queuedAnswer } from './queue-answers.ts'

/** A call in the line, with what keeps it alive. */
export interface Entry {
  readonly callId: string
  readonly sipCallId: string
  readonly fromTag: string
  readonly callerNumber: string | null
  /** When it came to this queue, ms since the epoch: the wait that is limited. */
  readonly arrivedAt: number
  transaction: SipTransaction
  /** Position last told; 0: none since it was offered. */
  told: number
  stopRepeat: () => void
  stopLimit: () => void
}

/** Positions are told at most once in this time, ms: when many come or leave at once, everybody's changes each time. */
const tellPauseMs = 500

interface LineParts {
  readonly clock: Clock
  readonly repeatMs: number
  readonly user: string
  readonly domain: string
}

/** The calls of one queue in order, each told its position when it changes and every `repeatMs`. */
export function createLine(parts: LineParts) {
  const { clock } = parts
  const entries = new Map<string, Entry>()
  let queue: rules.Queue = []
  let told: 'just' | 'just-and-changed' | 'not-lately' = 'not-lately'
  let stopPause = () => {}

  const position = (entry: Entry) => rules.positionOf(queue, entry.callId)
  const place = (entry: Entry) => queue.find((call) => call.callId === entry.callId)

  const tellPosition = (entry: Entry, place = position(entry)) => {
    entry.stopRepeat()
    entry.told = place
    if (entry.told === 0) return
    entry.transaction.respond(queuedAnswer(parts.user, parts.domain, entry.told))
    entry.stopRepeat = clock.after(parts.repeatMs, () => tellPosition(entry))
  }

  const tellPositions = () => {
    if (told !== 'not-lately') {
      told = 'just-and-changed'
      return
    }
    told = 'just'
    stopPause = clock.after(tellPauseMs, () => {
      const changed = told === 'just-and-changed'
      told = 'not-lately'
      if (changed) tellPositions()
    })
    for (const [index, { callId }] of rules.waiting(queue).entries()) {
      const entry = entries.get(callId)
      if (entry && entry.told !== index + 1) tellPosition(entry, index + 1)
    }
  }

  const drop = (entry: Entry) => {
    entry.stopRepeat()
    entry.stopLimit()
    entries.delete(entry.callId)
    queue = rules.remove(queue, entry.callId)
  }

  return {
    queue: () => queue,
    position,
    tellPosition,
    drop,
    entry: (callId: string) => entries.get(callId),
    has: (entry: Entry) => entries.has(entry.callId),
    bySipCallId: (sipCallId: string) => [...entries.values()].find((entry) => entry.sipCallId === sipCallId),
    offeredTo: (entry: Entry) => place(entry)?.offeredTo ?? null,
    /** Puts a call where it belongs by `since`: a new one at the end. */
    add(transaction: SipTransaction, { callId, since }: { callId: string; since: number }, now: number): Entry {
      const entry: Entry = {
        callId,
        sipCallId: transaction.callId,
        fromTag: transaction.fromTag,
        callerNumber: numberOfUser(transaction.caller),
        arrivedAt: now,
        transaction,
        told: 0,
        stopRepeat() {},
        stopLimit() {},
      }
      entries.set(callId, entry)
      queue = rules.enqueue(queue, callId, since)
      return entry
    },
    offer(entry: Entry, seat: string): void {
      queue = rules.offer(queue, entry.callId, seat)
      entry.stopRepeat()
      entry.told = 0
    },
    /** Puts it back on its place. */
    bringBack(entry: Entry, now: number): void {
      queue = rules.bringBack(queue, entry.callId, now)
    },
    /** Tells everybody whose position is another than was told. */
    tellPositions,
    snapshot() {
      const places = new Map(rules.waiting(queue).map(({ callId }, index) => [callId, index + 1]))
      return queue.flatMap(({ callId, since }) => {
        const entry = entries.get(callId)
        if (!entry) return []
        const { sipCallId, callerNumber } = entry
        return [{ callId, sipCallId, callerNumber, since, position: places.get(callId) ?? 0 }]
      })
    },
    close(): void {
      stopPause()
      for (const entry of [...entries.values()]) drop(entry)
    },
  }
}
