import type { SharedDraftRow } from '#shared/contract/socket/topics.ts'
import { maskNumber } from '#shared/kit/phone-number.ts'
import type { GuestRight } from '#shared/ticket-draft/draft-guests.ts'
import { readDraftStates } from '#shared/ticket-draft/draft-state.ts'
import type { DismissReader, TopicPublisher, TopicSource } from '../ports/topics.ts'
import type { Db } from '../storage/query.ts'
import { type DraftRow, draftsOfCall } from './draft.repository.ts'
import type { PersonVault } from './person-vault.ts'
import { maskName } from './ticket-view.rules.ts'
import { bytesOf } from './update-bytes.ts'

export interface SharedDraftsParts {
  readonly db: Db
  readonly vault: PersonVault
  readonly publisher: TopicPublisher
  readonly dismiss: DismissReader
  /** Who else may see the drafts that `owner` writes in this call now. */
  readonly guestsOf: (callId: string, owner: string) => ReadonlyMap<string, GuestRight>
  readonly nameOf: (seat: string) => string
  readonly onError: (error: unknown) => void
}

interface Shared {
  readonly callId: string
  readonly owner: string
  readonly rows: ReadonlyMap<string, SharedDraftRow>
}

/** Which drafts are written by more than one seat now: told to each, and taken from it when its part is over. */
export interface SharedDrafts {
  /** Somebody came into this call or left it. */
  look(callId: string): void
  /** The seat stands elsewhere: it may have finished wrapping up. */
  seatMoved(seat: string): void
  /** Whether a draft of this call is shared. */
  shares(callId: string): boolean
  /** A draft is not as it was. */
  changed(row: DraftRow): void
  /** Who has to do with a draft that is shared, its author first; empty: nobody but its author has. */
  seatsOf(draftId: string): readonly string[]
  readonly topic: TopicSource<'shared-drafts'>
  /** Told when the seats of a shared draft changed. */
  onChange(listener: (draftId: string) => void): void
  /** Resolves when everything noticed so far is told. */
  settled(): Promise<void>
}

/** The masked row of each guest. */
function rowsOf(parts: SharedDraftsParts, row: DraftRow, callId: string): ReadonlyMap<string, SharedDraftRow> {
  const guests = row.discarded_at === null ? parts.guestsOf(callId, row.seat) : new Map<string, GuestRight>()
  if (guests.size === 0) return new Map()
  const input = readDraftStates(
    row.matter === null ? null : bytesOf(row.matter),
    row.person === null ? null : bytesOf(parts.vault.open(row.person)),
  )
  const hidden = input.confidential
  const shown = {
    draftId: row.draft_id,
    callId,
    title: row.title,
    seat: row.seat,
    name: parts.nameOf(row.seat),
    caller: { name: hidden ? '' : maskName(input.name), phone: hidden ? '' : maskNumber(input.phone) },
    ticketNo: row.ticket_no,
  }
  // Handed in, it is frozen for everybody.
  return new Map(
    [...guests].map(([seat, right]) => [seat, { ...shown, right: row.ticket_no === null ? right : ('read' as const) }]),
  )
}

/** Starts without any; look at the calls that are up. */
export function createSharedDrafts(parts: SharedDraftsParts): SharedDrafts {
  const { publisher, dismiss } = parts
  const known = new Map<string, Shared>()
  const listeners = new Set<(draftId: string) => void>()
  let tail: Promise<void> = Promise.resolve()

  const take = (row: DraftRow) => {
    const { draft_id: draftId, call_id: callId, seat: owner } = row
    if (callId === null) return
    const before = known.get(draftId)?.rows ?? new Map<string, SharedDraftRow>()
    const rows = rowsOf(parts, row, callId)
    for (const [seat, shown] of rows)
      if (JSON.stringify(before.get(seat)) !== JSON.stringify(shown))
        publisher.publish({ name: 'shared-drafts', id: seat }, [[draftId, shown]])
    for (const seat of before.keys()) {
      if (rows.has(seat)) continue
      publisher.publish({ name: 'shared-drafts', id: seat }, [], [draftId])
      dismiss({ name: 'draft-matter', id: draftId }, seat)
      dismiss({ name: 'draft-people', id: draftId }, seat)
    }
    if (rows.size === 0) known.delete(draftId)
    else known.set(draftId, { callId, owner, rows })
    if (before.size > 0 || rows.size > 0) for (const listener of listeners) listener(draftId)
  }
  const lookAt = async (callId: string) => {
    for (const row of await draftsOfCall(parts.db, callId)) take(row)
  }
  const look = (callId: string) => {
    tail = tail.then(() => lookAt(callId)).catch(parts.onError)
  }

  return {
    look,
    seatMoved(seat) {
      for (const { callId, rows } of [...known.values()]) if (rows.has(seat)) look(callId)
    },
    shares: (callId) => [...known.values()].some((shared) => shared.callId === callId),
    changed(row) {
      // In line with what is being read: an older copy never comes after a newer one.
      tail = tail.then(() => take(row)).catch(parts.onError)
    },
    seatsOf(draftId) {
      const shared = known.get(draftId)
      return shared ? [shared.owner, ...shared.rows.keys()] : []
    },
    topic: {
      load: async (seat) =>
        [...known].flatMap(([draftId, { rows }]) => {
          const row = rows.get(seat)
          return row ? [[draftId, row] as const] : []
        }),
      allow: async (reader, seat) => reader.seat === seat,
    },
    onChange: (listener) => void listeners.add(listener),
    settled: () => tail,
  }
}
