import type { Generated } from 'kysely'
import type { Dueness } from '#shared/ticket/due.rules.ts'
import type { TicketStatus } from '#shared/ticket/ticket-status.machine.ts'
import type { CallerKind, Handling, TicketType, Urgency } from '#shared/ticket/ticket-values.ts'

/** A draft: the merged state of its two documents. Belongs to the seat that made it, or that took it over. */
export interface TicketDraftsTable {
  draft_id: string
  seat: string
  call_id: string | null
  /** Yjs update v1, base64; null: nothing yet. */
  matter: string | null
  /** The same of the person document, sealed. */
  person: string | null
  title: string
  created_at: number
  updated_at: number
  ticket_no: string | null
  discarded_at: number | null
  /** JSON of who changed which field last and what was lost unseen (shared/ticket-draft/draft-notes.ts). */
  notes: string
  /** JSON of who handed it over to its seat last, and when (`PassMark`); null: nobody. */
  passed_from: string | null
}

/** A draft went from one seat to another with a hand-over. Rows are only ever added. */
export interface DraftPassesTable {
  pass_id: Generated<number>
  draft_id: string
  from_seat: string
  to_seat: string
  handover_id: string
  /** ms since the epoch */
  at: number
}

/** Every update of a draft as it arrived; `person` ones are sealed. */
export interface TicketDraftUpdatesTable {
  update_id: Generated<number>
  draft_id: string
  doc: 'matter' | 'person'
  update: string
  at: number
  /** The seat it came from; null: of before drafts were shared, the draft's own. */
  seat: string | null
}

/** A ticket. `address`, `name`, `phone` are sealed; `phone_hash` is keyed. */
export interface TicketsTable {
  ticket_no: string
  draft_id: string
  seat: string
  call_id: string | null
  type: TicketType
  matter: string
  place: string
  address: string
  caller_kind: CallerKind
  name: string
  phone: string
  phone_hash: string
  title: string
  content: string
  urgency: Urgency
  confidential: boolean
  handling: Handling
  decline_reason: string
  lead_unit: string
  answer_given: string
  /** JSON array of entry ids. */
  kb_refs: string
  status: TicketStatus
  submitted_at: number
  /** Pairs of neighbouring characters of title and content: what Chinese search asks for. */
  bigrams: string[]
}

/** Where a ticket stands in its loop. Every column but `state` is taken from it, to be found by. */
export interface TicketLoopsTable {
  ticket_no: string
  /** The optimistic lock. */
  rev: number
  /** The unit it lies with. */
  unit: string | null
  /** End of the limit that runs, ms since the epoch. */
  due_at: number | null
  /** What its people were last told of the limit. */
  marked: Dueness
  supervised: boolean
  /** When the server's clock has something to do with it. */
  next_at: number | null
  changed_at: number
  /** JSON of TicketCase (shared/ticket/ticket-case.ts). */
  state: string
}

/** What a ticket says besides; rows are only ever added. */
export interface TicketMoreTable {
  ticket_no: string
  /** JSON of MoreValues (shared/ticket/more-values.ts) that concern the matter. */
  more: string
  /** The same of the person, sealed. */
  person_more: string
  /** The first draft of those that were parted (拆单); of a ticket that was not, its own. */
  split_group: string
}

/** Units that have a part of a ticket: who may read it besides the unit it lies with. */
export interface TicketTasksTable {
  ticket_no: string
  unit: string
}

/** Tickets numbered on a day (yyyyMMdd of the hall). */
export interface TicketCountersTable {
  day: string
  last: number
}

/** The audit trail: rows are only ever added, each holds the hash of the one before. */
export interface TicketAuditTable {
  seq: number
  ticket_no: string
  /** Canonical JSON of what was done; see server/ticket/audit.rules.ts. */
  entry: string
  prev: string
  /** SHA-256 of `prev` and `entry`, hex. */
  hash: string
}

/** The end of the trail, in one row: locked while a row is added, and the proof that none was cut off. */
export interface TicketAuditHeadTable {
  id: number
  seq: number
  hash: string
}

/** One row a day that has something on the trail: its last row, bound to the day before. */
export interface TicketAuditAnchorsTable {
  /** yyyy-mm-dd of the hall */
  day: string
  seq: number
  hash: string
  prev: string
  /** SHA-256 of `prev`, day, seq and hash, hex. */
  anchor: string
}

export interface TicketTables {
  ticket_drafts: TicketDraftsTable
  ticket_draft_updates: TicketDraftUpdatesTable
  draft_passes: DraftPassesTable
  tickets: TicketsTable
  ticket_loops: TicketLoopsTable
  ticket_more: TicketMoreTable
  ticket_tasks: TicketTasksTable
  ticket_counters: TicketCountersTable
  ticket_audit: TicketAuditTable
  ticket_audit_head: TicketAuditHeadTable
  ticket_audit_anchors: TicketAuditAnchorsTable
}
