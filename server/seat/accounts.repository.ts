import type { Selectable } from 'kysely'
import type { Role } from '#shared/seat/seat-state.ts'
import type { Db, Tx } from '../storage/query.ts'
import type { SeatAccountsTable } from '../storage/tables/seat.ts'

/** A seat's account as the rules see it. */
export interface Account {
  readonly seat: string
  readonly name: string
  readonly role: Role
  /** Skill keys, the main one first. */
  readonly skills: readonly string[]
  /** Whom its lead leads; null: it belongs to no team, and a lead without one leads the hall. */
  readonly team: string | null
  /** Directory id of the unit a contact speaks for; null: it is of the hall. */
  readonly unit: string | null
  readonly passwordHash: string | null
  readonly failures: number
  readonly lockedUntil: number | null
  readonly disabled: boolean
}

/** What a new account is made of. */
export type NewAccount = Pick<Account, 'seat' | 'name' | 'role' | 'skills' | 'passwordHash'> &
  Partial<Pick<Account, 'team' | 'unit'>>

const fromRow = (row: Selectable<SeatAccountsTable>): Account => ({
  seat: row.seat,
  name: row.name,
  role: row.role,
  skills: JSON.parse(row.skills) as string[],
  team: row.team,
  unit: row.unit,
  passwordHash: row.password_hash,
  failures: row.failures,
  lockedUntil: row.locked_until,
  disabled: row.disabled,
})

/** Locks the account's row, so that failures count one by one. */
export async function takeAccount(tx: Tx, seat: string): Promise<Account | null> {
  const row = await tx.selectFrom('seat_accounts').selectAll().where('seat', '=', seat).forUpdate().executeTakeFirst()
  return row ? fromRow(row) : null
}

/** The stored hash alone, read before the transaction: checking it takes too long to hold a connection. */
export async function findPasswordHash(db: Db, seat: string): Promise<string | null> {
  const row = await db.selectFrom('seat_accounts').select('password_hash').where('seat', '=', seat).executeTakeFirst()
  return row?.password_hash ?? null
}

export async function listAccounts(db: Db): Promise<Account[]> {
  const rows = await db.selectFrom('seat_accounts').selectAll().orderBy('seat').execute()
  return rows.map(fromRow)
}

/** Adds accounts that are not there yet; what is there stays as it is. */
export async function addAccounts(tx: Tx, accounts: readonly NewAccount[]): Promise<void> {
  const rows = accounts.map(({ passwordHash, skills, team = null, unit = null, ...account }) => ({
    ...account,
    team,
    unit,
    skills: JSON.stringify(skills),
    password_hash: passwordHash,
    failures: 0,
    locked_until: null,
    disabled: false,
  }))
  await tx
    .insertInto('seat_accounts')
    .values(rows)
    .onConflict((conflict) => conflict.column('seat').doNothing())
    .execute()
}

/** Writes the count of failures in a row, and the end of a lock. */
export async function writeFailures(tx: Tx, seat: string, state: { failures: number; lockedUntil: number | null }) {
  await tx
    .updateTable('seat_accounts')
    .set({ failures: state.failures, locked_until: state.lockedUntil })
    .where('seat', '=', seat)
    .execute()
}
