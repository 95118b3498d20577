import { describe, expect, it } from 'vitest'
import { decisionRefusal, type ExportEntry, exportOpenMs, exportState } from '#shared/ticket/export.rules.ts'

const asked: ExportEntry = { what: 'asked', seat: '6301', at: 1000 }
const approved: ExportEntry = { what: 'approved', seat: '7001', at: 2000 }
const refused: ExportEntry = { what: 'refused', seat: '7001', at: 2000 }

describe('an export', () => {
  it('waits, is agreed to for a day, or is not agreed to; the first decision counts', () => {
    expect(exportState([asked], 3000)).toBe('waits')
    expect(exportState([asked, approved], 2000 + exportOpenMs - 1)).toBe('approved')
    expect(exportState([asked, approved], 2000 + exportOpenMs)).toBe('over')
    expect(exportState([asked, refused, approved], 3000)).toBe('refused')
  })

  it('is decided on by another person with the right, once', () => {
    expect(decisionRefusal([asked], { seat: '7001', role: 'lead' })).toBeNull()
    expect(decisionRefusal([asked], { seat: '6302', role: 'supervisor' })).toBeNull()
    expect(decisionRefusal([asked], { seat: '6301', role: 'supervisor' })).toBe('own-request')
    expect(decisionRefusal([asked], { seat: '6001', role: 'dispatcher' })).toBe('wrong-role')
    expect(decisionRefusal([asked, refused], { seat: '7002', role: 'lead' })).toBe('decided')
  })
})
