import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openTicketDesk, type TicketDesk } from '#renderer/ticket/ticket-desk.ts'
import type { CommandAck } from '#shared/contract/socket/envelope.ts'
import type { DraftsRow } from '#shared/contract/socket/topics.ts'
import { createFakeTicketLink } from '#tests/support/ticket-desk-fake.ts'

let link: ReturnType<typeof createFakeTicketLink>
let desk: TicketDesk
beforeEach(() => {
  link = createFakeTicketLink()
  desk = openTicketDesk(link.ports)
})
afterEach(() => desk.close())
const tabs = () => desk.store.getState().tabs
const opened = (n: number) =>
  vi.waitFor(() => expect(tabs().filter(({ phase }) => phase.kind === 'open')).toHaveLength(n))
const row = (draftId: string, ticketNo: string | null = null): DraftsRow => ({
  draftId,
  callId: null,
  title: '',
  updatedAt: 1,
  ticketNo,
  from: null,
  passedTo: null,
})

describe('the drafts of a desk', () => {
  it('opens one for a call, with its number', async () => {
    desk.setCall({ callId: 'call-1', number: '13800001234' })
    await opened(1)
    expect(link.draft().field('phone')).toMatchObject({ value: '13800001234', source: 'call' })
    desk.setCall({ callId: 'call-1', number: '13800001234' })
    expect(tabs()).toHaveLength(1)
  })

  it("never writes a call's number over a typed one", async () => {
    desk.setCall({ callId: 'call-1', number: null })
    await opened(1)
    link.draft().setField('phone', '02223456789', 'typed')
    desk.setCall({ callId: 'call-1', number: '13800001234' })
    expect(link.draft().input().phone).toBe('02223456789')
  })

  it("uses the call's own draft for New ticket as long as nothing is written, and opens one more afterwards", async () => {
    desk.setCall({ callId: 'call-1', number: '13800001234' })
    await opened(1)
    desk.newTicket()
    expect(tabs()).toHaveLength(1)
    link.draft().setText('title', 'x')
    desk.newTicket()
    await opened(2)
    expect(link.draft(2).input().phone).toBe('13800001234')
  })

  it('takes up what the journal and the server have, once each', async () => {
    link.kept.push({ draftId: 'kept-0000000000001', callId: null, submitting: null })
    const second = openTicketDesk(link.ports)
    await vi.waitFor(() => expect(second.store.getState().tabs).toHaveLength(1))
    link.say({
      kind: 'snapshot',
      set: [
        ['kept-0000000000001', row('kept-0000000000001')],
        ['b', row('b')],
      ],
      gone: [],
    })
    expect(second.store.getState().tabs.map((tab) => tab.draftId)).toEqual(['kept-0000000000001', 'b'])
    second.close()
  })

  it("learns from the server's list that a draft was handed in, or is gone", async () => {
    desk.newTicket()
    await opened(1)
    const draftId = tabs()[0]?.draftId ?? ''
    link.say({ kind: 'delta', set: [[draftId, row(draftId, 'TJ20261123000001')]], gone: [] })
    expect(tabs()[0]?.phase).toMatchObject({ kind: 'submitted', ticketNo: 'TJ20261123000001' })
    link.say({ kind: 'delta', set: [], gone: [draftId] })
    expect(tabs()).toEqual([])
  })

  it('submits a draft once however often it is pressed', async () => {
    desk.newTicket()
    await opened(1)
    const draftId = tabs()[0]?.draftId ?? ''
    void desk.submit(draftId)
    void desk.submit(draftId)
    expect(link.sent).toHaveLength(1)
  })

  it('shows a draft handed in before a reload as under way, until the answer comes', async () => {
    let answer: (ack: CommandAck) => void = () => {}
    const submitting = new Promise<CommandAck>((resolve) => {
      answer = resolve
    })
    link.kept.push({ draftId: 'kept-0000000000001', callId: null, submitting })
    desk.close()
    desk = openTicketDesk(link.ports)
    const kind = () => desk.store.getState().tabs[0]?.phase.kind
    await vi.waitFor(() => expect(kind()).toBe('submitting'))
    void desk.submit('kept-0000000000001')
    expect(link.sent).toHaveLength(0)
    answer({ ok: false, reason: 'bad-input', faults: [{ field: 'title', rule: 'required' }] })
    await vi.waitFor(() => expect(kind()).toBe('open'))
    expect(desk.store.getState().tabs[0]?.serverFaults).toHaveLength(1)
  })

  it('shows the number of what was handed in before a reload and answered before the page asked', () => {
    link.answer('gone-0000000000001', { ok: true, result: { ticketNo: 'TJ20260301000007' } })
    expect(tabs()[0]?.phase).toEqual({ kind: 'submitted', ticketNo: 'TJ20260301000007', draft: null })
  })

  it('throws a draft away at once, without waiting for the network, and brings it back where that is refused', async () => {
    desk.newTicket()
    const draftId = desk.store.getState().tabs[0]?.draftId ?? ''
    void desk.discard(draftId)
    expect(desk.store.getState().tabs).toHaveLength(0)
    link.sent[0]?.answer({ ok: false, reason: 'forbidden', faults: [] })
    await vi.waitFor(() => expect(desk.store.getState().tabs[0]?.refusal).toBe('forbidden'))
  })

  it('clears away what was handed in when the next one begins', async () => {
    desk.newTicket()
    await opened(1)
    const first = tabs()[0]?.draftId ?? ''
    link.say({ kind: 'delta', set: [[first, row(first, 'TJ20261123000001')]], gone: [] })
    desk.newTicket()
    expect(tabs().map((tab) => tab.draftId)).not.toContain(first)
  })

  it('puts an answer behind what stands there, once, with the entry it comes from', async () => {
    desk.newTicket()
    await opened(1)
    link.draft().setText('answerGiven', '已告知。')
    desk.insertAnswer('采暖期内室温不低于18℃。', { entryId: 'K0401003', suggestion: 's/1' })
    desk.insertAnswer('采暖期内室温不低于18℃。', { entryId: 'K0401003', suggestion: 's/1' })
    expect(link.draft().input()).toMatchObject({
      answerGiven: '已告知。\n采暖期内室温不低于18℃。',
      kbRefs: ['K0401003'],
    })
  })

  it('opens a draft for an answer where there is none', async () => {
    desk.insertAnswer('口径', { entryId: 'K0401003', suggestion: 's1' })
    await opened(1)
    expect(link.draft().input().answerGiven).toBe('口径')
  })
})
