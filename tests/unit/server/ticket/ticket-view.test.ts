import { describe, expect, it } from 'vitest'
import type { TicketRow } from '#server/ticket/ticket.repository.ts'
import { toDetail, toListRow } from '#server/ticket/ticket-view.rules.ts'

const vault = { seal: (text: string) => text, open: (text: string) => text, phoneHash: (text: string) => text }
const row = (change: Partial<TicketRow> = {}): TicketRow => ({
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
  ...change,
})

describe('a ticket as it is shown', () => {
  it('has its phone and name masked, in lists and whole', () => {
    expect(toListRow(row(), vault).phone).toBe('138****5678')
    expect(toDetail(row(), vault, '8001')).toMatchObject({ phone: '138****5678', name: '王**' })
  })

  it('hides the address of a confidential one from all but its seat', () => {
    expect(toDetail(row({ confidential: true }), vault, '7001').address).toBe('')
    expect(toDetail(row({ confidential: true }), vault, '8001').address).toBe('八纬路12号3门')
    expect(toDetail(row(), vault, '7001').address).toBe('八纬路12号3门')
  })
})
