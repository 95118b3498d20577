import { render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, it } from 'vitest'
import { setLanguage } from '#renderer/i18n/i18n.ts'
import { FirmTickets } from '#renderer/ticket/firm/firm-tickets.tsx'
import type { LoopDesk } from '#renderer/ticket/loop/loop-desk.ts'
import { createTicketQueries } from '#renderer/ticket/ticket-queries.ts'
import { layOut } from '#tests/support/laid-out.ts'
import { ticketData } from '#tests/support/ticket-desk-fake.ts'
import { ticketDetail, ticketRow } from '#tests/support/ticket-detail.ts'

const code = '91120116MADEMQ001Q'
const { loop } = ticketDetail(1)
const stamp = { by: '5001', at: 1_700_000_000_000 }
const answered = ticketDetail(1, {
  status: 'CLOSED',
  loop: {
    ...loop,
    reply: {
      ...stamp,
      contacted: true,
      notContactedWhy: '',
      factual: 'true',
      detail: '已恢复供电',
      resolved: true,
      unresolvedWhy: '',
      publicReply: '园区供电已恢复，感谢反映。',
    },
    evaluation: { ...stamp, contacted: true, solution: 'solved', satisfaction: 'satisfied', cause: 'none', why: '' },
  },
})
const open = ticketDetail(2, { status: 'HANDLING', loop: { ...loop, acts: ['dispatch', 'urge'] } })
let asked: string[] = []
let acts: string[] = []
const answers: typeof fetch = async (input) => {
  const url = new URL(String(input), 'http://desk')
  const no = /^\/api\/tickets\/(.+)$/.exec(url.pathname)?.[1]
  if (no) return Response.json([open, answered].find((one) => one.ticketNo === no))
  asked.push(`${url.searchParams.get('firm')} ${url.searchParams.get('status')}`)
  const states = url.searchParams.get('status')?.split(',')
  const found = [open, answered].filter(({ status }) => states === undefined || states.includes(status))
  return Response.json({ tickets: found.map(ticketRow), more: false })
}
const desk = {
  seat: '6301',
  role: 'supervisor',
  act: async ({ act }: { act: { act: string } }) => {
    acts.push(act.act)
    return { ok: true }
  },
} as unknown as LoopDesk
const user = userEvent.setup({ delay: null })
const rows = () => screen.queryAllByRole('row').slice(1)
beforeEach(async () => {
  layOut()
  setLanguage('en')
  asked = []
  acts = []
  render(
    <FirmTickets
      code={code}
      queries={createTicketQueries({ fetch: answers, origin: '', token: () => 'tok' })}
      desk={desk}
      now={() => 1_700_000_000_000}
      load={async () => ticketData}
    />,
  )
  await waitFor(() => expect(rows()).toHaveLength(2))
})

it('an enterprise’s tickets are asked for by its code and narrowed by state', async () => {
  await user.selectOptions(screen.getByRole('combobox', { name: 'State' }), 'closed')
  await waitFor(() => expect(rows()).toHaveLength(1))
  expect(asked[0]).toBe(`${code} null`)
  expect(asked.at(-1)).toMatch(new RegExp(`^${code} CLOSED,`))
})

it('the chosen one says what the public was answered and how it was evaluated, and leads to its page', async () => {
  rows()[1]?.focus()
  const chosen = await screen.findByRole('region', { name: answered.ticketNo })
  expect(chosen.textContent).toContain('园区供电已恢复，感谢反映。')
  expect(chosen.textContent).toContain('satisfied')
  expect(within(chosen).getByRole('link').getAttribute('href')).toBe(`#/tickets?no=${answered.ticketNo}`)
  expect(within(chosen).queryByRole('button', { name: 'Urge' })).toBeNull()
})

it('an open one is urged there by the act of the loop, and nothing else is offered', async () => {
  rows()[0]?.focus()
  const chosen = await screen.findByRole('region', { name: open.ticketNo })
  expect(chosen.textContent).toContain('The unit has not answered yet')
  expect(chosen.textContent).toContain('Not evaluated yet')
  expect(within(chosen).queryByRole('button', { name: 'Dispatch' })).toBeNull()
  await user.click(within(chosen).getByRole('button', { name: 'Urge' }))
  const send = within(chosen).queryByRole('button', { name: 'Confirm: Urge' })
  if (send) await user.click(send)
  await waitFor(() => expect(acts).toEqual(['urge']))
})
