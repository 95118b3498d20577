import { render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it } from 'vitest'
import { setLanguage } from '#renderer/i18n/i18n.ts'
import type { DispatchDesk } from '#renderer/ticket/dispatch/dispatch-desk.ts'
import { between } from '#renderer/ticket/dispatch/use-selection.ts'
import type { LoopDesk } from '#renderer/ticket/loop/loop-desk.ts'
import { createTicketQueries } from '#renderer/ticket/ticket-queries.ts'
import { TicketsPage } from '#renderer/ticket/tickets-page.tsx'
import { success } from '#shared/kit/result.ts'
import { layOut } from '#tests/support/laid-out.ts'
import { ticketData } from '#tests/support/ticket-desk-fake.ts'
import { ticketDetail, ticketRow } from '#tests/support/ticket-detail.ts'

const all = [3, 2, 1].map((count) => ticketDetail(count))
const numbers = all.map(({ ticketNo }) => ticketNo)
/** Tickets that wait no more. */
const gone = new Set<string>()
const queries = createTicketQueries({
  fetch: async (input) => {
    const no = /^\/api\/tickets\/(.+)$/.exec(new URL(String(input), 'http://desk').pathname)?.[1]
    if (no) return Response.json(all.find((one) => one.ticketNo === no) ?? null)
    return Response.json({ tickets: all.filter((one) => !gone.has(one.ticketNo)).map(ticketRow), more: false })
  },
  origin: '',
  token: () => '',
})
const acted: unknown[] = []
const planned: (readonly string[])[] = []
const rules: DispatchDesk = {
  explain: async () => ({ ok: false, reason: 'unreachable' }),
  async plan(tickets) {
    planned.push(tickets)
    const plan = tickets.map((ticketNo, at) => ({
      ticketNo,
      rev: 1,
      title: `第${at}件`,
      unit: at === 2 ? null : 'D120102-cgw',
      coUnits: at === 0 ? ['D120102-zjw'] : [],
      step: 'department' as const,
      basis: '派单目录',
    }))
    return success({ plan })
  },
  take: async () => ({ ok: false, reason: 'unavailable', faults: [] }),
}
const desk: LoopDesk = {
  seat: '6001',
  role: 'dispatcher',
  rules,
  async act(payload) {
    acted.push(payload)
    if (payload.ticketNo === numbers[1])
      return { ok: false, reason: 'conflict', faults: [{ field: 'status', rule: 'TO_SIGN' }] }
    gone.add(payload.ticketNo)
    return { ok: true }
  },
  reveal: async () => ({ ok: false, reason: 'expired', faults: [] }),
  print: async () => ({ ok: false, reason: 'expired', faults: [] }),
  onMoved: () => () => {},
}
const user = userEvent.setup({ delay: null })

describe('dispatching several tickets', () => {
  beforeEach(() => {
    layOut()
    setLanguage('en')
    acted.length = 0
    gone.clear()
    planned.length = 0
  })

  it('takes rows along with Shift and the arrows, asks with a list, and reports on each by itself', async () => {
    render(<TicketsPage queries={queries} now={() => 1} load={async () => ticketData} desk={desk} />)
    const rows = (await screen.findAllByRole('row')).slice(1)
    rows[0]?.focus()
    await user.keyboard('{Shift>}{ArrowDown}{ArrowDown}{/Shift}')
    expect(screen.getByText('3 selected')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Dispatch by rules' }))
    const dialog = await screen.findByRole('dialog', { name: 'Dispatch 2 by rules' })
    expect(planned).toEqual([numbers])
    expect(acted).toEqual([])
    await user.click(within(dialog).getByRole('button', { name: 'Dispatch 2' }))
    expect(await within(dialog).findByText('1 dispatched, 2 left')).toBeTruthy()
    const lines = within(dialog).getAllByRole('row').slice(1)
    expect(lines[0]?.textContent).toContain('dispatched')
    expect(lines[1]?.textContent).toContain('left: ')
    expect(lines[2]?.textContent).toContain('the rules cannot tell')
    expect(acted).toMatchObject([
      {
        ticketNo: numbers[0],
        rev: 1,
        act: { act: 'dispatch', unit: 'D120102-cgw', coUnits: ['D120102-zjw'], basis: '派单目录' },
      },
      { ticketNo: numbers[1] },
    ])
    await user.click(within(dialog).getByRole('button', { name: 'Done' }))
    // What went is gone from the list; what is left is still selected, to be looked at.
    expect(await screen.findByText('2 selected')).toBeTruthy()
  })

  it('takes one by its box or the space bar, and lets go of it the same way', async () => {
    render(<TicketsPage queries={queries} now={() => 1} load={async () => ticketData} desk={desk} />)
    const box = await screen.findByRole('checkbox', { name: `Select ${numbers[1]}` })
    await user.click(box)
    expect(screen.getByText('1 selected')).toBeTruthy()
    const rows = screen.getAllByRole('row').slice(1)
    rows[1]?.focus()
    await user.keyboard(' ')
    expect(screen.getByText('0 selected')).toBeTruthy()
  })

  it('is not there for who does not dispatch', async () => {
    render(
      <TicketsPage queries={queries} now={() => 1} load={async () => ticketData} desk={{ ...desk, role: 'lead' }} />,
    )
    await screen.findAllByRole('row')
    expect(screen.queryByRole('checkbox')).toBeNull()
    expect(screen.queryByRole('button', { name: 'Dispatch rules' })).toBeNull()
  })

  it('takes all between two rows, whichever was first', () => {
    expect(between(['a', 'b', 'c', 'd'], 'c', 'a')).toEqual(['a', 'b', 'c'])
    expect(between(['a'], 'gone', 'a')).toEqual(['a'])
  })
})
