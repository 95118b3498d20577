import type { Role } from '#shared/seat/seat-state.ts'
import type { Db, Tx } from '../storage/query.ts'

/** A sign-in as it is stored. */
export interface StoredSession {
  readonly sessionId: string
  readonly seat: string
  readonly sipHa1: string | null
  readonly createdAt: number
  readonly renewedAt: number
  readonly endsAt: number
}

/** A live session with what its account allows today. */
export interface SessionWithAccount {
  readonly sessionId: string
  readonly seat: string
  readonly endsAt: number
  readonly name: string
  readonly role: Role
  readonly skills: readonly string[]
  readonly disabled: boolean
}

/** Puts the seat's one session; returns the id of the one it replaces. */
export async function putSession(tx: Tx, session: StoredSession): Promise<string | null> {
  const before = await removeSession(tx, session.seat)
  await tx
    .insertInto('seat_sessions')
    .values({
      session_id: session.sessionId,
      seat: session.seat,
      sip_ha1: session.sipHa1,
      created_at: session.createdAt,
      renewed_at: session.renewedAt,
      ends_at: session.endsAt,
    })
    .execute()
  return before
}

/** Forgets the seat's session (only `sessionId`, where given), its SIP secret with it; returns the id of what was forgotten. */
export async function removeSession(tx: Tx, seat: string, sessionId?: string): Promise<string | null> {
  const all = tx.deleteFrom('seat_sessions').where('seat', '=', seat)
  const some = sessionId === undefined ? all : all.where('session_id', '=', sessionId)
  const gone = await some.returning('session_id').execute()
  return gone[0]?.session_id ?? null
}

export async function findSession(db: Db | Tx, sessionId: string): Promise<SessionWithAccount | null> {
  const row = await db
    .selectFrom('seat_sessions')
    .innerJoin('seat_accounts', 'seat_accounts.seat', 'seat_sessions.seat')
    .select(['session_id', 'seat_sessions.seat', 'ends_at', 'name', 'role', 'skills', 'disabled'])
    .where('session_id', '=', sessionId)
    .executeTakeFirst()
  if (!row) return null
  const { session_id: id, ends_at: endsAt, skills, ...rest } = row
  return { sessionId: id, endsAt, skills: JSON.parse(skills) as string[], ...rest }
}

/** H(A1) of the seat's session while it lives and its account is not disabled. */
export async function findSipHa1(db: Db, seat: string, at: number): Promise<string | null> {
  const row = await db
    .selectFrom('seat_sessions')
    .innerJoin('seat_accounts', 'seat_accounts.seat', 'seat_sessions.seat')
    .select('sip_ha1')
    .where('seat_sessions.seat', '=', seat)
    .where('disabled', '=', false)
    .where('ends_at', '>', at)
    .executeTakeFirst()
  return row?.sip_ha1 ?? null
}

/** Notes a renewal; with `sipHa1`, the SIP secret changes too. */
export async function renewSession(tx: Tx, sessionId: string, change: { at: number; sipHa1?: string | null }) {
  await tx
    .updateTable('seat_sessions')
    .set({ renewed_at: change.at, ...(change.sipHa1 === undefined ? {} : { sip_ha1: change.sipHa1 }) })
    .where('session_id', '=', sessionId)
    .execute()
}
