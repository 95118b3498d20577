import { createHash } from 'node:crypto'
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

/**
 * Goes through the trail from its start.
 * @param head the stored end; a trail that stops earlier was cut
 * @returns the first `seq` that is not what it was; null: whole
 */
export function firstBrokenLink(rows: readonly AuditRow[], head: { seq: number; hash: string }): number | null {
  let prev = ''
  let seq = 0
  for (const row of rows) {
    seq += 1
    const said = JSON.parse(row.entry) as Partial<AuditEntry>
    const fits = row.seq === seq && said.seq === seq && said.ticketNo === row.ticket_no && row.prev === prev
    if (!fits || row.hash !== auditHash(prev, row.entry)) return seq
    prev = row.hash
  }
  return head.seq === seq && head.hash === prev ? null : seq + 1
}
