import { createHash } from 'node:crypto'
import { failure, type Result, success } from '#shared/kit/result.ts'
import type { TicketCase } from '#shared/ticket/ticket-case.ts'

/** One thing done to a ticket. `row`: the ticket's columns as stored (personal ones sealed), so that a changed row shows too. */
export interface AuditEntry {
  readonly seq: number
  readonly ticketNo: string
  /** ms since the epoch. */
  readonly at: number
  readonly seat: string
  readonly action: string
  readonly from: string
  readonly to: string
  readonly row: Readonly<Record<string, unknown>>
  /** At handing in: what the ticket says besides, as stored; those rows never change. */
  readonly more?: Readonly<Record<string, unknown>>
  /** At handing in: SHA-256 (hex) of each file that came with it. */
  readonly files?: readonly string[]
  /** What the loop knows of it afterwards (a ticket handed in before there was a loop: nothing). */
  readonly loop?: TicketCase
  readonly role?: string
  /** The words of the act. */
  readonly said?: unknown
  /** What followed for others. */
  readonly effects?: readonly unknown[]
  /** The act was refused, for this reason; nothing was changed. */
  readonly refused?: string
}

/** JSON with sorted keys: one text for one value. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const pairs = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${pairs.map(([key, held]) => `${JSON.stringify(key)}:${canonical(held)}`).join(',')}}`
}

/** The hash that binds an entry to all before it. @param prev the last row's hash, empty for the first */
export const auditHash = (prev: string, entry: string): string =>
  createHash('sha256').update(prev).update('\n').update(entry).digest('hex')

/** A row of the trail as stored. */
export interface AuditRow {
  readonly seq: number
  readonly ticket_no: string
  readonly entry: string
  readonly prev: string
  readonly hash: string
}

/** Where the trail stands: the last row's number and hash; before the first, 0 and ''. */
export interface ChainEnd {
  readonly seq: number
  readonly hash: string
}

export const chainStart: ChainEnd = { seq: 0, hash: '' }

/**
 * What is wrong where the trail breaks: `changed` the entry is not the one that was hashed; `removed` rows before it are gone; `misplaced` it
 * does not follow the one before; `cut` the end is gone; `anchor` the day's anchor says another hash, or does not follow the one before;
 * `no-anchor` a day that is over has none.
 */
export type BreakReason = 'changed' | 'removed' | 'misplaced' | 'cut' | 'anchor' | 'no-anchor'

/** Reads a row that comes after `before`; what is wrong with it, where it does not follow. */
export function readLink(before: ChainEnd, row: AuditRow): Result<AuditEntry, BreakReason> {
  if (row.seq > before.seq + 1) return failure('removed')
  if (row.hash !== auditHash(row.prev, row.entry)) return failure('changed')
  const said = JSON.parse(row.entry) as AuditEntry
  const fits = row.seq === before.seq + 1 && said.seq === row.seq && said.ticketNo === row.ticket_no
  return fits && row.prev === before.hash ? success(said) : failure('misplaced')
}
