import { fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { setLanguage } from '#renderer/i18n/i18n.ts'
import { actFields, firstValues, missingFields, toAct } from '#renderer/ticket/loop/act-forms.rules.ts'
import { loopTexts } from '#renderer/ticket/loop/loop.texts.ts'
import type { ActAnswer, LoopDesk } from '#renderer/ticket/loop/loop-desk.ts'
import { createTicketQueries } from '#renderer/ticket/ticket-queries.ts'
import { TicketsPage } from '#renderer/ticket/tickets-page.tsx'
import { personActSchema } from '#shared/contract/ticket-act.schema.ts'
import type { Role } from '#shared/seat/seat-state.ts'
import { loopRefusals } from '#shared/ticket/ticket-guards.rules.ts'
import { personActs } from '#shared/ticket/ticket-loop.machine.ts'
import { ticketActions } from '#shared/ticket/ticket-status.machine.ts'
import { layOut } from '#tests/support/laid-out.ts'
import { ticketData } from '#tests/support/ticket-desk-fake.ts'
import { ticketDetail, ticketRow } from '#tests/support/ticket-detail.ts'

const base = ticketDetail(1)
let held = base
const asked: string[] = []
const fetchFake: typeof fetch = async (input) => {
  const url = new URL(String(input), 'http://desk')
  asked.push(url.pathname + url.search)
  if (url.pathname !== '/api/tickets') return Response.json(held)
  return Response.json({ tickets: [ticketRow(held)], more: false })
}
const queries = createTicketQueries({ fetch: fetchFake, origin: '', token: () => 'tok' })
const user = userEvent.setup({ delay: null })

const sent: unknown[] = []
const printed: string[] = []
let answer: ActAnswer = { ok: true }
let tell: () => void = () => undefined
const deskOf = (role: Role): LoopDesk => ({
  seat: '6201',
  role,
  async act(payload) {
    sent.push(payload)
    return answer
  },
  print: async (ticketNo) => {
    printed.push(ticketNo)
    return { ok: true, mark: { printId: 'print-1', seat: '6001', name: '邵文博', at: 0 } }
  },
  reveal: async () => ({ ok: true, person: { name: '王女士', phone: '13800001234', address: '' } }),
  onMoved(listener) {
    tell = () => listener(null)
    return () => undefined
  },
})
const show = async (role: Role) => {
  const desk = deskOf(role)
  render(<TicketsPage queries={queries} now={() => 1_700_000_000_000} load={async () => ticketData} desk={desk} />)
  const row = await screen.findByRole('row', { name: /TJ20261123000001/ })
  row.focus()
  return within(screen.getByRole('region', { name: 'Ticket details' }))
}
const acting = (...acts: (typeof base)['loop']['acts']) => ({ ...base, loop: { ...base.loop, acts } })

beforeEach(() => {
  layOut()
  setLanguage('en')
  asked.length = 0
  sent.length = 0
  answer = { ok: true }
  held = base
})

describe('the tickets page of a desk', () => {
  it('begins with the list of the role, and changes it by a press', async () => {
    await show('dispatcher')
    expect(asked[0]).toContain('status=TO_DISPATCH')
    await user.click(screen.getByRole('button', { name: 'Overdue' }))
    await waitFor(() => expect(asked.at(-1)).toContain('due=overdue'))
    expect(screen.getByRole('button', { name: 'Overdue' }).getAttribute('aria-pressed')).toBe('true')
  })

  it('does an act without words by one press, with the revision that was seen', async () => {
    held = { ...acting('sign', 'ask-return'), rev: 4 }
    const region = await show('unit')
    await user.click(await region.findByRole('button', { name: 'Sign' }))
    expect(sent).toEqual([{ ticketNo: base.ticketNo, rev: 4, act: { act: 'sign' } }])
    expect(await region.findByText('Done: Sign')).toBeTruthy()
  })

  it('asks for the words of an act, by keyboard, and says what is missing at its field', async () => {
    held = acting('dispatch', 'send-back')
    const region = await show('dispatcher')
    await user.click(await region.findByRole('button', { name: 'Send back' }))
    await user.keyboard('{Enter}')
    expect(sent).toEqual([])
    const field = region.getByRole('textbox', { name: 'Reason' })
    expect(field.getAttribute('aria-invalid')).toBe('true')
    expect(document.activeElement).toBe(field)
    await user.keyboard('地点不清{Enter}')
    expect(sent).toEqual([{ ticketNo: base.ticketNo, rev: 1, act: { act: 'send-back', reason: '地点不清' } }])
  })

  it('closes the form by Escape and sends nothing', async () => {
    held = acting('send-back')
    const region = await show('dispatcher')
    await user.click(await region.findByRole('button', { name: 'Send back' }))
    await user.keyboard('{Escape}')
    expect(region.queryByRole('form')).toBeNull()
    expect(sent).toEqual([])
  })

  it('proposes the unit the agent chose', async () => {
    held = acting('dispatch')
    const region = await show('dispatcher')
    await user.click(await region.findByRole('button', { name: 'Dispatch' }))
    await user.click(region.getByRole('button', { name: 'Confirm: Dispatch' }))
    expect(sent).toMatchObject([{ act: { act: 'dispatch', unit: 'D120102-cgw', complex: false } }])
  })

  it('says a refusal in words, keeps what was typed, and shows the ticket as it is', async () => {
    held = acting('send-back')
    answer = { ok: false, reason: 'conflict', faults: [{ field: 'status', rule: 'TO_SIGN' }] }
    const region = await show('dispatcher')
    await user.click(await region.findByRole('button', { name: 'Send back' }))
    await user.keyboard('地点不清{Enter}')
    expect((await region.findByRole('alert')).textContent).toContain('Somebody was quicker')
    expect(region.getByRole('textbox', { name: 'Reason' })).toHaveProperty('value', '地点不清')
    expect(asked.filter((path) => path.endsWith(base.ticketNo)).length).toBeGreaterThan(1)
  })

  it('lets a revisit that runs be looked at without taking the focus from the list, and shows what is said along it', async () => {
    held = { ...acting('revisit-result', 'miss-revisit'), status: 'REVISITING' }
    const region = await show('revisit')
    const form = await region.findByRole('form', { name: 'Record the revisit' })
    expect(form.textContent).toContain('我是6201号回访员')
    expect(document.activeElement?.textContent).toContain(base.ticketNo)
    // What applies to a discontent alone is not there before one is told.
    expect(within(form).queryByLabelText(/Kind of cause/)).toBeNull()
    await user.selectOptions(within(form).getByLabelText(/Solved/), 'not solved')
    expect(within(form).getByLabelText(/Kind of cause/)).toBeTruthy()
    await user.click(region.getByRole('button', { name: 'Could not reach' }))
    expect(document.activeElement?.tagName).toBe('SELECT')
  })

  it('shows who asks for a reason, and hides it again by a press', async () => {
    const region = await show('dispatcher')
    await user.click(await region.findByRole('button', { name: 'Show who asks' }))
    expect(await region.findByText(/王女士 · 13800001234/)).toBeTruthy()
    await user.click(region.getByRole('button', { name: 'Hide' }))
    expect(region.queryByText(/13800001234/)).toBeNull()
  })

  it('prints a ticket once the trail knows, with who prints on every page, and nothing else of the desk', async () => {
    const sheets: string[] = []
    vi.stubGlobal('print', () => sheets.push(document.querySelector('[data-print-sheet]')?.textContent ?? ''))
    held = base
    const detail = await show('dispatcher')
    await user.click(await detail.findByRole('button', { name: /^Print/ }))
    await waitFor(() => expect(sheets).toHaveLength(1))
    expect(printed).toEqual([base.ticketNo])
    expect(sheets[0]).toContain(base.content)
    expect(sheets[0]?.split('邵文博 6001').length).toBeGreaterThan(20)
    expect(sheets[0]).toContain('print print-1')
    fireEvent(window, new Event('afterprint'))
    expect(document.querySelector('[data-print-sheet]')).toBeNull()
    vi.unstubAllGlobals()
  })

  it('reads again when tickets moved', async () => {
    await show('dispatcher')
    const before = asked.length
    tell()
    tell()
    await waitFor(() => expect(asked.length).toBe(before + 2))
  })

  it('tells what happened, the newest first, and in words', async () => {
    const entry = { at: 1_700_000_000_000, seat: '6001', role: 'dispatcher', refused: null }
    held = {
      ...base,
      timeline: [
        { ...entry, action: 'submit', from: 'DRAFT', to: 'TO_DISPATCH', said: [] },
        {
          ...entry,
          action: 'dispatch',
          from: 'TO_DISPATCH',
          to: 'TO_SIGN',
          said: [{ field: 'unit', value: 'D120102-cgw' }],
        },
      ],
    }
    const region = await show('dispatcher')
    const entries = await region.findAllByRole('listitem')
    expect(entries[0]?.textContent).toContain('Dispatch')
    expect(entries[0]?.textContent).toContain('河东区城市管理委')
    expect(entries[1]?.textContent).toContain('Submitted')
  })
})

describe('the forms', () => {
  it('make of usual words what the contract takes, for every act', () => {
    for (const act of personActs) {
      const start = {
        title: '河东区路灯不亮',
        content: '市民来电反映：路灯不亮。诉求：维修。',
        leadUnit: 'D120102-cgw',
        more: { coUnits: 'D120102-zjw' },
      }
      const values = Object.fromEntries(
        actFields[act].map(({ name, kind }) => {
          const first = firstValues(act, start)[name] ?? ''
          const filled = kind === 'day' ? '2027-01-05' : name === 'into' ? base.ticketNo : '足够长的一段说明文字。'
          return [name, first === '' ? filled : first]
        }),
      )
      expect(missingFields(act, values), act).toEqual([])
      const parsed = personActSchema.safeParse(toAct(act, values))
      expect(parsed.error?.issues ?? [], act).toEqual([])
    }
  })

  it('have a sentence for every refusal and a name for every row of the table', () => {
    for (const text of [loopTexts.en, loopTexts['zh-CN']]) {
      expect(loopRefusals.filter((reason) => !(`refused.${reason}` in text))).toEqual([])
      expect(ticketActions.filter((one) => !(`act.${one}` in text) && !(`action.${one}` in text))).toEqual([])
      const fields = personActs.flatMap((act) => actFields[act].map(({ name }) => `field.${name}`))
      expect(fields.filter((field) => !(field in text))).toEqual([])
    }
  })
})
