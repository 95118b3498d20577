import type { NotReadyReason, Role, SeatState } from '#shared/seat/seat-state.ts'

/** A person's seat account. Times are milliseconds since the epoch, as everywhere in the data model. */
export interface SeatAccountsTable {
  seat: string
  name: string
  role: Role
  /** JSON array of skill keys, the main one first. */
  skills: string
  team: string | null
  /** Directory id of the unit a contact speaks for. */
  unit: string | null
  /** argon2id in PHC form; null: this seat has no password yet and nobody can sign in with one. */
  password_hash: string | null
  failures: number
  locked_until: number | null
  disabled: boolean
}

/** A sign-in. The row is the session: what is deleted here is signed out everywhere. */
export interface SeatSessionsTable {
  session_id: string
  seat: string
  /** H(A1) of the session's random SIP secret (RFC 7616 3.4.2, MD5), lower-case hex; null for a seat that takes no calls. */
  sip_ha1: string | null
  created_at: number
  /** The session is over when it was not renewed for as long as a token lives. */
  renewed_at: number
  /** The end that no renewal moves. */
  ends_at: number
}

/** Where each seat stands, so that a restart keeps it. `revision` grows by one with each change. */
export interface SeatStandingsTable {
  seat: string
  revision: number
  state: SeatState
  since: number
  idle_since: number
  reason: NotReadyReason | null
  next_reason: NotReadyReason | null
  call_id: string | null
  wrap_up_ends_at: number | null
  wrap_up_extended: boolean
  desk: 'here' | 'gone' | 'none'
}

export interface SeatTables {
  seat_accounts: SeatAccountsTable
  seat_sessions: SeatSessionsTable
  seat_standings: SeatStandingsTable
}
