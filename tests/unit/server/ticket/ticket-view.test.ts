import { describe, expect, it } from 'vitest'
import type { LoopedRow } from '#server/ticket/ticket.repository.ts'
import { toDetail, toListRow } from '#server/ticket/ticket-view.rules.ts'
import type { Role } from '#shared/seat/seat-state.ts'

const vault = { seal: (text: string) => text, open: (text: string) => text, phoneHash: (text: string) => text }
const row = (change: Partial<LoopedRow> = {}): LoopedRow => ({
  ticket_no: 'TJ20261123000001',
  draft_id: 'd',
  seat: '8001',
  call_id: null,
  type: 'help',
  matter: '010201',
  place: '120102001',
  address: '八纬路12号3门',
  caller_kind: 'person',
  name: '王女士',
  phone: '13812345678',
  phone_hash: 'h',
  title: '路灯不亮',
  content: '市民来电反映路灯不亮',
  urgency: 'normal',
  confidential: false,
  handling: 'dispatch',
  decline_reason: '',
  lead_unit: 'D120102-cgw',
  answer_given: '',
  kb_refs: '[]',
  status: 'TO_DISPATCH',
  submitted_at: 1,
  bigrams: [],
  state: null,
  ...change,
})

const read = (seat: string, role: Role = 'agent') => ({
  seat,
  role,
  at: 2,
  acts: [],
  trail: [],
  more: {},
  firmOfNumber: null,
  splits: [],
  linked: [],
  text: null,
  unitTexts: [],
})

describe('a ticket as it is shown', () => {
  it('has its phone and name masked, in lists and whole', () => {
    expect(toListRow(row(), vault, read('8001')).phone).toBe('138****5678')
    expect(toDetail(row(), vault, read('8001'))).toMatchObject({ phone: '138****5678', name: '王**' })
  })

  it('hides the address of a confidential one from all but its seat', () => {
    expect(toDetail(row({ confidential: true }), vault, read('7001', 'lead')).address).toBe('')
    expect(toDetail(row({ confidential: true }), vault, read('8001')).address).toBe('八纬路12号3门')
    expect(toDetail(row(), vault, read('7001', 'lead')).address).toBe('八纬路12号3门')
  })

  it('tells a unit neither name, phone nor address of a confidential caller', () => {
    const seen = toDetail(row({ confidential: true }), vault, read('5001', 'unit'))
    expect(seen).toMatchObject({ name: '', phone: '', address: '' })
    expect(toListRow(row({ confidential: true }), vault, read('5001', 'unit')).phone).toBe('')
    expect(toDetail(row(), vault, read('5001', 'unit'))).toMatchObject({ phone: '138****5678', name: '王**' })
  })
})
