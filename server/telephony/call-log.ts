import type { Clock } from '#shared/kit/clock.ts'
import type { Disposer } from '#shared/kit/disposable.ts'
import { createEmitter } from '#shared/kit/emitter.ts'
import { hallDay } from '#shared/kit/hall-day.ts'
import type { CallEvent } from '#shared/telephony/call-event.ts'
import { nextRecord } from '#shared/telephony/call-record.rules.ts'
import { type SeatMove, seatMove } from '#shared/telephony/call-seat-moves.rules.ts'
import type { Storage, Work } from '../storage/query.ts'
import { appendEvent, countCalls, loadRecentCalls, putCall, type StoredCall } from './calls.repository.ts'

/** How long an ended call stays with its desk, ms. */
export const keptAfterEnd = 10 * 60_000
const week = 7 * 24 * 3_600_000

export interface CallLogParts {
  readonly storage: Storage
  readonly clock: Clock
  /** Moves a seat inside the transaction that stores the event. */
  readonly moveSeat: (work: Work, seat: string, move: SeatMove) => Promise<unknown>
  readonly onError: (error: unknown) => void
  /** Call-ID headers of dialogs that outlived the last run; default: none. */
  readonly alive?: ReadonlySet<string>
}

/** A stored event and what it made of its call; `before` is null when the call began with it. */
export interface CallChange {
  readonly event: CallEvent
  readonly before: StoredCall | null
  readonly call: StoredCall
}

/** The one log of calls: events in, rows and seat states out, all in one transaction an event, one after the other. */
export interface CallLog {
  record(event: CallEvent): void
  /** Resolves once everything recorded so far is stored. */
  settled(): Promise<void>
  /** Live calls, and those that ended less than 10 min ago. */
  calls(): ReadonlyMap<string, StoredCall>
  /** By Call-ID header; undefined for calls long over. */
  bySipCallId(sipCallId: string): StoredCall | undefined
  onChange(listener: (change: CallChange) => void): Disposer
  /** A call left the desk's list, 10 min after its end. */
  onForgotten(listener: (call: StoredCall) => void): Disposer
  close(): Promise<void>
}

/** Opens the log. Calls that were open when the program stopped are closed first, but for answered ones whose dialog was kept. */
export async function openCallLog(parts: CallLogParts): Promise<CallLog> {
  const { storage, clock } = parts
  const recent = await loadRecentCalls(storage.db, clock.now() - keptAfterEnd)
  const calls = new Map(recent.map((call) => [call.callId, call]))
  const sipIds = new Map(recent.map((call) => [call.sipCallId, call.callId]))
  const changes = createEmitter<CallChange>(parts.onError)
  const forgotten = createEmitter<StoredCall>(parts.onError)
  const timers = new Map<string, Disposer>()
  let tail: Promise<void> = Promise.resolve()

  const commit = (change: CallChange) => {
    const { call } = change
    calls.set(call.callId, call)
    // A call that was taken over keeps its old Call-IDs too: speech may still come under them.
    sipIds.set(call.sipCallId, call.callId)
    if (call.endedAt !== null) forgetLater(call, call.endedAt)
    changes.emit(change)
  }
  const forgetLater = (call: StoredCall, endedAt: number) => {
    timers.get(call.callId)?.()
    const forget = () => {
      timers.delete(call.callId)
      calls.delete(call.callId)
      for (const [sipCallId, callId] of sipIds) if (callId === call.callId) sipIds.delete(sipCallId)
      forgotten.emit(call)
    }
    timers.set(call.callId, clock.after(Math.max(0, endedAt + keptAfterEnd - clock.now()), forget))
  }
  const store = (event: CallEvent) =>
    storage.transaction(async (work) => {
      const before = calls.get(event.callId) ?? null
      const record = nextRecord(before, event)
      if (!record) return
      const call = before ? { ...before, ...record } : { ...record, ...(await history(work, event.at, record.number)) }
      await appendEvent(work.tx, event)
      await putCall(work.tx, call)
      const moved = seatMove(before, event)
      if (moved) await parts.moveSeat(work, moved.seat, moved.move)
      work.afterCommit(() => commit({ event, before, call }))
    })
  const record = (event: CallEvent) => {
    tail = tail.then(() => store(event)).catch(parts.onError)
  }
  for (const call of recent) {
    if (call.endedAt !== null) forgetLater(call, call.endedAt)
    else if (call.answeredAt === null || !parts.alive?.has(call.sipCallId)) record(closing(call, clock.now()))
  }
  await tail
  return {
    record,
    settled: () => tail,
    calls: () => calls,
    bySipCallId: (sipCallId) => calls.get(sipIds.get(sipCallId) ?? ''),
    onChange: (listener) => changes.on(listener),
    onForgotten: (listener) => forgotten.on(listener),
    async close() {
      for (const cancel of timers.values()) cancel()
      await tail
    },
  }
}

const history = (work: Work, at: number, number: string | null) =>
  countCalls(work.tx, number, { at, dayStart: hallDay(at).start, weekStart: at - week })

const closing = (call: StoredCall, at: number): CallEvent =>
  call.answeredAt !== null && call.seat !== null
    ? { type: 'ended', callId: call.callId, seat: call.seat, cause: 'edge', at }
    : { type: 'abandoned', callId: call.callId, at }
