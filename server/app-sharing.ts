import { createDisposerList, type Disposer } from '#shared/kit/disposable.ts'
import type { GuestRight } from '#shared/ticket-draft/draft-guests.ts'
import type { Base } from './app-base.ts'
import { type Guest, guestsOf } from './app-guests.rules.ts'
import type { Seats } from './app-seats.ts'
import type { Monitors } from './monitor/monitors.ts'
import type { CallLog } from './telephony/call-log.ts'
import type { StoredCall } from './telephony/calls.repository.ts'
import type { SharedDrafts } from './ticket/shared-drafts.ts'

/** Who may see whose drafts: the rules of guests, asked of the calls, the leads and the seats as they stand now. */
export interface Sharing {
  guestsOf(callId: string, owner: string): ReadonlyMap<string, GuestRight>
  mayJoin(row: { readonly call_id: string | null; readonly seat: string }, seat: string): boolean
  mayWrite(row: { readonly call_id: string | null; readonly seat: string }, seat: string): boolean
  /** Tells of a call that may have other guests now, and of a seat that stands elsewhere. */
  follow(hear: Pick<SharedDrafts, 'look' | 'seatMoved' | 'shares'>): void
  readonly close: Disposer
}

interface Sources {
  readonly log: CallLog
  readonly seats: Pick<Seats, 'states'>
  readonly monitors: Pick<Monitors, 'of' | 'onChange'>
}

/** Which calls were made about a call, without looking through all of the hall's. */
function indexConsults(log: CallLog): { of(callId: string): StoredCall[]; readonly close: Disposer } {
  const index = new Map<string, Set<string>>()
  const add = ({ about, callId }: StoredCall) => {
    if (about !== null) index.set(about, (index.get(about) ?? new Set()).add(callId))
  }
  for (const call of log.calls().values()) add(call)
  const stops = [
    log.onChange(({ call }) => add(call)),
    log.onForgotten(({ about, callId }) => {
      const made = about === null ? undefined : index.get(about)
      made?.delete(callId)
      if (about !== null && made?.size === 0) index.delete(about)
    }),
  ]
  return {
    of: (callId) => [...(index.get(callId) ?? [])].flatMap((consult) => log.calls().get(consult) ?? []),
    close() {
      for (const stop of stops) stop()
    },
  }
}

/** Reads memory alone: the log of calls keeps what is up and what ended a short while ago. */
export function createSharing({ clock }: Pick<Base, 'clock'>, { log, seats, monitors }: Sources): Sharing {
  const open = createDisposerList()
  const consults = indexConsults(log)
  open.add(consults.close)
  const ask = (callId: string, owner: string): ReadonlyMap<string, Guest> => {
    const main = log.calls().get(callId)
    if (!main) return new Map()
    return guestsOf({
      owner,
      main,
      consults: consults.of(callId),
      monitors: main.seat === null ? [] : monitors.of(main.seat),
      wrapsUp(seat, wrapped) {
        const standing = seats.states.standing(seat)
        return standing?.state === 'wrap-up' && standing.callId === wrapped
      },
      now: clock.now(),
    })
  }
  const rightOf = (row: { readonly call_id: string | null; readonly seat: string }, seat: string) =>
    row.call_id === null ? undefined : ask(row.call_id, row.seat).get(seat)
  return {
    guestsOf: (callId, owner) =>
      new Map([...ask(callId, owner)].map(([seat, right]) => [seat, right === 'write' ? 'write' : 'read'])),
    mayJoin: (row, seat) => rightOf(row, seat) !== undefined,
    mayWrite(row, seat) {
      const right = rightOf(row, seat)
      return right === 'write' || right === 'late'
    },
    follow(hear) {
      for (const call of log.calls().values()) if (call.endedAt === null) hear.look(call.about ?? call.callId)
      open.add(
        log.onChange(({ call }) => {
          const callId = call.about ?? call.callId
          // Most calls have one seat: nothing to look for.
          if (call.about !== null || call.partners.length > 0 || hear.shares(callId)) hear.look(callId)
        }),
      )
      open.add(seats.states.onChange(({ seat }) => hear.seatMoved(seat)))
      open.add(
        monitors.onChange((seat) => {
          const callId = seats.states.standing(seat)?.callId
          if (callId) hear.look(callId)
        }),
      )
    },
    close: open.dispose,
  }
}
