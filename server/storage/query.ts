import type { Kysely, Transaction } from 'kysely'
import type { Tables } from './tables.ts'

/** An open transaction. Handlers pass it on unread; repositories alone look inside. */
export type Tx = Transaction<Tables>

/**
 * Reads outside a transaction, each on its own connection. Never use it while the same flow of control holds a Tx:
 * the embedded database has one connection, and the read would wait for the transaction that waits for it.
 */
export type Db = Kysely<Tables>

/** A transaction, and what to run once it is committed (never after a roll-back). */
export interface Work {
  readonly tx: Tx
  afterCommit(run: () => void): void
}

/** The one database, whichever it is. */
export interface Storage {
  readonly db: Db
  /** Commits when `run` resolves, rolls back when it throws. Every bigint comes back as a number, every date as text. */
  transaction<T>(run: (work: Work) => Promise<T>): Promise<T>
}
