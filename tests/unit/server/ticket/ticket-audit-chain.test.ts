import { describe, expect, it } from 'vitest'
import { type AuditRow, auditHash, canonical, firstBrokenLink } from '#server/ticket/audit.rules.ts'

function chain(count: number): { rows: AuditRow[]; head: { seq: number; hash: string } } {
  const rows: AuditRow[] = []
  for (let seq = 1; seq <= count; seq += 1) {
    const prev = rows.at(-1)?.hash ?? ''
    const ticketNo = `TJ2026112300000${seq}`
    const entry = canonical({ seq, ticketNo, at: seq, seat: '8001', action: 'submit', from: 'DRAFT', to: 'X', row: {} })
    rows.push({ seq, ticket_no: ticketNo, entry, prev, hash: auditHash(prev, entry) })
  }
  return { rows, head: { seq: count, hash: rows.at(-1)?.hash ?? '' } }
}
const found = (change: (rows: AuditRow[]) => AuditRow[]) => {
  const { rows, head } = chain(4)
  return firstBrokenLink(change(rows), head)
}
const at = (rows: AuditRow[], seq: number): AuditRow => {
  const row = rows[seq - 1]
  if (!row) throw new Error(`no row ${seq}`)
  return row
}

describe('the audit trail', () => {
  it('is whole when nobody touched it, and when it is empty', () => {
    expect(found((rows) => rows)).toBeNull()
    expect(firstBrokenLink([], { seq: 0, hash: '' })).toBeNull()
  })

  it('shows an entry that was changed', () => {
    expect(
      found((rows) => rows.map((row) => (row.seq === 2 ? { ...row, entry: row.entry.replace('8001', '8002') } : row))),
    ).toBe(2)
  })

  it('shows an entry that was changed and hashed anew: the next one does not fit', () => {
    const forged = (row: AuditRow): AuditRow => {
      const entry = row.entry.replace('8001', '8002')
      return { ...row, entry, hash: auditHash(row.prev, entry) }
    }
    expect(found((rows) => rows.map((row) => (row.seq === 2 ? forged(row) : row)))).toBe(3)
    expect(found((rows) => rows.map((row) => (row.seq === 4 ? forged(row) : row)))).toBe(5)
  })

  it('shows one that is gone, from the middle or the end', () => {
    expect(found((rows) => rows.filter(({ seq }) => seq !== 2))).toBe(2)
    expect(found((rows) => rows.slice(0, 3))).toBe(4)
  })

  it('shows two that changed places, also when their numbers were exchanged with them', () => {
    expect(found((rows) => [at(rows, 1), at(rows, 3), at(rows, 2), at(rows, 4)])).toBe(2)
    expect(found((rows) => [at(rows, 1), { ...at(rows, 3), seq: 2 }, { ...at(rows, 2), seq: 3 }, at(rows, 4)])).toBe(2)
  })

  it('shows an entry that was given to another ticket', () => {
    expect(found((rows) => rows.map((row) => (row.seq === 2 ? { ...row, ticket_no: 'TJ20261123000009' } : row)))).toBe(
      2,
    )
  })
})
