import { fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it } from 'vitest'
import { setLanguage } from '#renderer/i18n/i18n.ts'
import type { LoopDesk } from '#renderer/ticket/loop/loop-desk.ts'
import { createTicketQueries } from '#renderer/ticket/ticket-queries.ts'
import { TicketsPage } from '#renderer/ticket/tickets-page.tsx'
import type { Understood } from '#shared/contract/rest/tickets.schema.ts'
import { layOut } from '#tests/support/laid-out.ts'
import { ticketData } from '#tests/support/ticket-desk-fake.ts'
import { ticketDetail, ticketRow } from '#tests/support/ticket-detail.ts'

const all = [ticketDetail(2, { title: '供热不热' }), ticketDetail(1)]
let read: Understood = { by: 'all' }
let mode: 'good' | 'down' | 'odd' = 'good'
const asked: { url: string; auth: string | null }[] = []
const fetchFake: typeof fetch = async (input, init) => {
  const url = new URL(String(input), 'http://desk')
  asked.push({ url: url.pathname + url.search, auth: new Headers(init?.headers).get('authorization') })
  if (mode === 'down') throw new TypeError('network')
  if (mode === 'odd') return Response.json({ tickets: 'none' })
  const no = /^\/api\/tickets\/(.+)$/.exec(url.pathname)?.[1]
  if (no) return Response.json(all.find((one) => one.ticketNo === no) ?? null)
  const q = url.searchParams.get('q') ?? ''
  return Response.json({
    tickets: all.filter(({ title }) => title.includes(q)).map(ticketRow),
    more: false,
    understood: read,
  })
}
const queries = createTicketQueries({ fetch: fetchFake, origin: '', token: () => 'tok' })
const user = userEvent.setup({ delay: null })
const show = () => render(<TicketsPage queries={queries} now={() => 1_700_000_000_000} load={async () => ticketData} />)
const rows = async () => (await screen.findAllByRole('row')).slice(1)

describe('the tickets page', () => {
  beforeEach(() => {
    layOut()
    setLanguage('en')
    mode = 'good'
    read = { by: 'all' }
    asked.length = 0
  })

  it('has a row for each ticket with its number and title', async () => {
    show()
    const [first] = await rows()
    expect(first?.textContent).toContain('TJ20261123000002')
    expect(first?.textContent).toContain('供热不热')
    expect(asked[0]?.auth).toBe('Bearer tok')
  })

  it('finds what is typed, and says so when there is none', async () => {
    show()
    const box = screen.getByRole('searchbox', { name: 'Search tickets' })
    await user.type(box, '路灯')
    await waitFor(async () => expect(await rows()).toHaveLength(1))
    await user.type(box, '没有')
    expect(await screen.findByText('No ticket found')).toBeTruthy()
  })

  it('marks the words it was asked for, and says which they are', async () => {
    read = { by: 'words', words: ['路灯', '不亮'] }
    show()
    await user.type(screen.getByRole('searchbox', { name: 'Search tickets' }), '路灯')
    expect(await screen.findByText('路灯 · 不亮')).toBeTruthy()
    await waitFor(() =>
      expect([...document.querySelectorAll('mark')].map(({ textContent }) => textContent)).toContain('路灯'),
    )
  })

  it('is narrowed by keyboard to a place and to days; days the wrong way round are said and asked of nobody', async () => {
    show()
    await rows()
    const open = screen.getByRole('button', { name: 'Filter' })
    open.focus()
    await user.keyboard('{Enter}')
    await user.type(screen.getByRole('combobox', { name: 'Place' }), 'hdq')
    await user.click(await screen.findByRole('option', { name: /^河东区$/ }))
    await waitFor(() => expect(asked.at(-1)?.url).toContain('place=120102'))
    fireEvent.change(screen.getByLabelText('Accepted from'), { target: { value: '2026-11-02' } })
    await waitFor(() => expect(asked.at(-1)?.url).toContain('from=2026-11-02'))
    fireEvent.change(screen.getByLabelText('to'), { target: { value: '2026-11-01' } })
    expect(await screen.findByText('Before the first day')).toBeTruthy()
    fireEvent.change(screen.getByLabelText('to'), { target: { value: '2026-11-03' } })
    await waitFor(() => expect(asked.at(-1)?.url).toContain('to=2026-11-03'))
    expect(asked.some(({ url }) => url.includes('to=2026-11-01'))).toBe(false)
    await user.click(screen.getByRole('button', { name: 'Filter (3)' }))
    expect(screen.queryByRole('combobox', { name: 'Place' })).toBeNull()
    await user.click(screen.getByRole('button', { name: 'Filter (3)' }))
    await user.click(screen.getByRole('button', { name: 'Clear the filter' }))
    await waitFor(() => expect(asked.at(-1)?.url).not.toContain('place'))
  })

  it('shows the chosen ticket to read, by arrows too', async () => {
    show()
    const [first] = await rows()
    first?.focus()
    await user.keyboard('{ArrowDown}')
    const region = screen.getByRole('region', { name: 'Ticket details' })
    expect(await within(region).findByText('TJ20261123000001')).toBeTruthy()
    expect(within(region).getByText('城市管理 / 市政设施 / 路灯不亮')).toBeTruthy()
    expect(within(region).queryByRole('textbox')).toBeNull()
  })

  it('keeps the pages that are shown when the list is read again', async () => {
    const pages = [3, 2, 1].map((no) => ticketRow(ticketDetail(no)))
    const paged = createTicketQueries({
      token: () => 'tok',
      async fetch(input) {
        const before = new URL(String(input), 'http://desk').searchParams.get('before')
        const at = before === null ? 0 : pages.findIndex(({ ticketNo }) => ticketNo === before) + 1
        return Response.json({ tickets: pages.slice(at, at + 1), more: at + 1 < pages.length })
      },
    })
    let moved: () => void = () => undefined
    const desk: LoopDesk = {
      seat: '7001',
      role: 'lead',
      act: async () => ({ ok: true }),
      reveal: async () => ({ ok: false, reason: 'expired', faults: [] }),
      print: async () => ({ ok: false, reason: 'expired', faults: [] }),
      onMoved(listener) {
        moved = () => listener(null)
        return () => undefined
      },
    }
    render(<TicketsPage queries={paged} now={() => 1_700_000_000_000} load={async () => ticketData} desk={desk} />)
    // The end of the list is on the screen: the pages come by themselves.
    await waitFor(async () => expect(await rows()).toHaveLength(3))
    const changed = pages[0]
    if (changed) pages[0] = { ...changed, title: '已改派' }
    moved()
    expect(await screen.findByText('已改派')).toBeTruthy()
    expect(await rows()).toHaveLength(3)
  })

  it('keeps what is shown when the rest does not come, and goes on by a press', async () => {
    const pages = [3, 2, 1].map((no) => ticketRow(ticketDetail(no)))
    let down = true
    const broken = createTicketQueries({
      token: () => 'tok',
      async fetch(input) {
        const before = new URL(String(input), 'http://desk').searchParams.get('before')
        if (before !== null && down) throw new TypeError('network')
        const at = before === null ? 0 : pages.findIndex(({ ticketNo }) => ticketNo === before) + 1
        return Response.json({ tickets: pages.slice(at, at + 1), more: at + 1 < pages.length })
      },
    })
    render(<TicketsPage queries={broken} now={() => 1_700_000_000_000} load={async () => ticketData} />)
    expect(await screen.findByText('The rest did not come; what is shown can be used.')).toBeTruthy()
    expect(await rows()).toHaveLength(1)
    down = false
    await user.click(screen.getByRole('button', { name: 'Try again' }))
    await waitFor(async () => expect(await rows()).toHaveLength(3))
  })

  it('says that the tickets did not load, and tries again', async () => {
    mode = 'down'
    show()
    await user.click(await screen.findByRole('button', { name: 'Try again' }))
    mode = 'good'
    await user.click(await screen.findByRole('button', { name: 'Try again' }))
    expect(await rows()).toHaveLength(2)
  })

  it('takes an answer of another form for a failure', async () => {
    mode = 'odd'
    show()
    expect(await screen.findByRole('alert')).toBeTruthy()
  })
})

describe('tickets of the green channel', () => {
  it('bear a badge in the list and on the ticket, with the card of the enterprise they name', async () => {
    layOut()
    setLanguage('en')
    const green = ticketDetail(3, { green: true, firm: '91120116MADEMQ001Q' })
    const answers: typeof fetch = async (input) =>
      Response.json(
        String(input).includes('/api/tickets/')
          ? green
          : { tickets: [{ ...ticketRow(green), green: true }], more: false },
      )
    render(
      <TicketsPage
        queries={createTicketQueries({ fetch: answers, origin: '', token: () => 'tok' })}
        now={() => 1_700_000_000_000}
        load={async () => ticketData}
        showFirm={(code) => <p>{`card of ${code}`}</p>}
      />,
    )
    const [row] = (await screen.findAllByRole('row')).slice(1)
    expect(row?.textContent).toContain('Green channel')
    row?.focus()
    const page = screen.getByRole('region', { name: 'Ticket details' })
    expect(await within(page).findByText('card of 91120116MADEMQ001Q')).toBeTruthy()
    expect(within(page).getByText('Green channel')).toBeTruthy()
  })
})
