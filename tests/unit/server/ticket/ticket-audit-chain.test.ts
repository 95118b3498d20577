import { describe, expect, it } from 'vitest'
import {
  type AuditRow,
  auditHash,
  type BreakReason,
  canonical,
  chainStart,
  readLink,
} from '#server/ticket/audit.rules.ts'

function chain(count: number): AuditRow[] {
  const rows: AuditRow[] = []
  for (let seq = 1; seq <= count; seq += 1) {
    const prev = rows.at(-1)?.hash ?? ''
    const ticketNo = `TJ2026112300000${seq}`
    const entry = canonical({ seq, ticketNo, at: seq, seat: '8001', action: 'submit', from: 'DRAFT', to: 'X', row: {} })
    rows.push({ seq, ticket_no: ticketNo, entry, prev, hash: auditHash(prev, entry) })
  }
  return rows
}
/** The first row that is wrong, and what is wrong with it. */
function found(change: (rows: AuditRow[]) => AuditRow[]): [number, BreakReason] | null {
  let end = chainStart
  for (const row of change(chain(4))) {
    const read = readLink(end, row)
    if (!read.ok) return [row.seq, read.reason]
    end = row
  }
  return null
}
const at = (rows: AuditRow[], seq: number): AuditRow => {
  const row = rows[seq - 1]
  if (!row) throw new Error(`no row ${seq}`)
  return row
}
const forged = (row: AuditRow): AuditRow => {
  const entry = row.entry.replace('8001', '8002')
  return { ...row, entry, hash: auditHash(row.prev, entry) }
}

describe('the audit trail', () => {
  it('is whole when nobody touched it', () => {
    expect(found((rows) => rows)).toBeNull()
  })

  it('shows an entry that was changed', () => {
    const changed = (row: AuditRow) => ({ ...row, entry: row.entry.replace('8001', '8002') })
    expect(found((rows) => rows.map((row) => (row.seq === 2 ? changed(row) : row)))).toEqual([2, 'changed'])
  })

  it('shows an entry that was changed and hashed anew: the next one does not fit', () => {
    expect(found((rows) => rows.map((row) => (row.seq === 2 ? forged(row) : row)))).toEqual([3, 'misplaced'])
  })

  it('shows one that is gone from the middle', () => {
    expect(found((rows) => rows.filter(({ seq }) => seq !== 2))).toEqual([3, 'removed'])
  })

  it('shows two that changed places, also when their numbers were exchanged with them', () => {
    expect(found((rows) => [at(rows, 1), at(rows, 3), at(rows, 2), at(rows, 4)])).toEqual([3, 'removed'])
    const exchanged = (rows: AuditRow[]) => [
      { ...at(rows, 3), seq: 2 },
      { ...at(rows, 2), seq: 3 },
    ]
    expect(found((rows) => [at(rows, 1), ...exchanged(rows), at(rows, 4)])).toEqual([2, 'misplaced'])
  })

  it('shows an entry that was given to another ticket', () => {
    const given = (row: AuditRow) => ({ ...row, ticket_no: 'TJ20261123000009' })
    expect(found((rows) => rows.map((row) => (row.seq === 2 ? given(row) : row)))).toEqual([2, 'misplaced'])
  })
})
