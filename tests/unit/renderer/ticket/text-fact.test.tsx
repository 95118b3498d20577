import { render, screen, within } from '@testing-library/react'
import { beforeEach, describe, expect, it } from 'vitest'
import { setLanguage } from '#renderer/i18n/i18n.ts'
import { TextFact } from '#renderer/ticket/text/text-fact.tsx'
import { createTicketQueries } from '#renderer/ticket/ticket-queries.ts'
import { TicketsPage } from '#renderer/ticket/tickets-page.tsx'
import { type TicketDetail, type TicketText, ticketListSchema } from '#shared/contract/rest/tickets.schema.ts'
import { layOut } from '#tests/support/laid-out.ts'
import { ticketData } from '#tests/support/ticket-desk-fake.ts'
import { ticketDetail, ticketRow } from '#tests/support/ticket-detail.ts'

const at = new Date(2026, 10, 23, 14, 3).getTime()
const text: TicketText = { state: 'sent', phone: '138****1234', at, reason: null }

function showPage(held: TicketDetail) {
  const fetchFake: typeof fetch = async (input) =>
    Response.json(
      String(input).includes('/api/tickets?')
        ? ticketListSchema.parse({ tickets: [ticketRow(held)], more: false })
        : held,
    )
  const queries = createTicketQueries({ fetch: fetchFake, origin: '', token: () => 'tok' })
  render(<TicketsPage queries={queries} first={held.ticketNo} now={() => at} load={async () => ticketData} />)
  return screen.findByRole('heading', { name: new RegExp(held.ticketNo) })
}

describe('the text message on the ticket’s page', () => {
  beforeEach(() => {
    layOut()
    setLanguage('zh-CN')
  })

  it.each<[Partial<TicketText>, string]>([
    [{}, '已发送 14:03 · 138****1234'],
    [{ state: 'waiting' }, '待发送 · 138****1234'],
    [{ state: 'waiting', reason: 'unreachable' }, '待发送（短信网关暂时连不上，将自动重试） · 138****1234'],
    [{ state: 'refused', reason: 'refused' }, '未送达（短信网关拒收）14:03 · 138****1234'],
    [{ state: 'given-up', reason: 'unreachable' }, '未送达（一天内短信网关一直连不上）14:03 · 138****1234'],
  ])('says of %j: %s', (change, words) => {
    render(<TextFact text={{ ...text, ...change }} now={at + 60_000} />)
    expect(screen.getByRole('term').textContent).toBe('短信')
    expect(screen.getByRole('definition').textContent).toBe(words)
  })

  it.each<[Partial<TicketText>, string]>([
    [{}, '河东区城市管理委 · 已发送 14:03 · 138****1234'],
    [{ state: 'recalled' }, '河东区城市管理委 · 未发送（工单已不在待签收）14:03 · 138****1234'],
    [
      { state: 'recalled', reason: 'unreachable' },
      '河东区城市管理委 · 不再发送（工单已不在待签收；此前短信网关没有回应，可能已发出）14:03 · 138****1234',
    ],
  ])('to a unit says of %j: %s', (change, words) => {
    render(<TextFact text={{ ...text, ...change }} now={at + 60_000} unit="河东区城市管理委" />)
    expect(screen.getByRole('term').textContent).toBe('派单短信')
    expect(screen.getByRole('definition').textContent).toBe(words)
  })

  it('names the day when it was another one', () => {
    render(<TextFact text={text} now={at + 48 * 3_600_000} />)
    expect(screen.getByRole('definition').textContent).toBe('已发送 11-23 14:03 · 138****1234')
  })

  it('stands among the facts of a ticket that has one, and nowhere else', async () => {
    await showPage(ticketDetail(1, { text }))
    expect(within(screen.getByRole('region', { name: '工单详情' })).getByText('短信')).toBeTruthy()
  })

  it('to a unit stands there once a dispatch, with the unit’s name', async () => {
    const unitTexts = [2, 5].map((rev) => ({ ...text, phone: '142****5001', rev, unit: 'D120102-cgw' }))
    await showPage(ticketDetail(1, { unitTexts }))
    const region = screen.getByRole('region', { name: '工单详情' })
    expect(within(region).getAllByText('派单短信')).toHaveLength(2)
    expect(within(region).queryByText('短信')).toBeNull()
    expect(await within(region).findAllByText(/河东区城市管理委.*142\*{4}5001/)).toHaveLength(2)
  })

  it('is not there where none was written', async () => {
    await showPage(ticketDetail(1))
    expect(screen.queryByText('短信')).toBeNull()
  })
})
