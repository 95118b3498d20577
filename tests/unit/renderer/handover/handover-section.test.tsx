import { act, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it } from 'vitest'
import { askAll, createHandoverStore } from '#renderer/handover/handover.store.ts'
import type { HandoverDesk, HandoverFault } from '#renderer/handover/handover-desk.ts'
import { HandoverSection } from '#renderer/handover/handover-section.tsx'
import type { OpenItem } from '#renderer/handover/open-work.rules.ts'
import { setLanguage } from '#renderer/i18n/i18n.ts'
import type { CommandPayload } from '#shared/contract/socket/commands.ts'
import type { HandoverRow } from '#shared/contract/socket/handover.schema.ts'

const rowOf = (more: Partial<HandoverRow> = {}): HandoverRow => ({
  handoverId: 'h',
  seat: '8001',
  name: 'Lin',
  to: { kind: 'next', name: '' },
  text: 'Two are open',
  tasks: ['t1'],
  drafts: [],
  at: Date.now(),
  accepted: null,
  passed: null,
  ...more,
})
let written: CommandPayload<'handover.write'>[]
let accepted: string[]
let fault: HandoverFault | null
const item = (id: string, text: string, more: Partial<OpenItem> = {}): OpenItem => ({
  id,
  text,
  inCall: false,
  offered: false,
  ...more,
})
const store = createHandoverStore()
const tell = (rows: readonly HandoverRow[]) => store.setState({ rows })
const desk: HandoverDesk = {
  seat: '8002',
  store,
  aheadMs: () => 0,
  async write(draft) {
    written.push(draft)
    return fault
  },
  async accept(handoverId) {
    accepted.push(handoverId)
    return fault
  },
}
const user = userEvent.setup({ delay: null })

beforeEach(() => {
  setLanguage('en')
  written = []
  accepted = []
  fault = null
  const tasks = [item('t1', '138****0001'), item('t2', '138****0002')]
  const drafts = [item('d1', '路灯不亮'), item('d2', '', { inCall: true }), item('d3', '漏水', { offered: true })]
  store.setState({ rows: [], asksAll: false, work: { tasks, drafts } })
  render(<HandoverSection desk={desk} />)
})

describe('The section of hand-overs', () => {
  it('lets a seat accept what is for it, and says why it did not', async () => {
    act(() => tell([rowOf()]))
    screen.getByText('1 promised callback goes along')
    fault = 'taken'
    await user.click(screen.getByRole('button', { name: 'Accept' }))
    expect(accepted).toEqual(['h'])
    await screen.findByText('Not accepted: another seat has accepted it.')
  })

  it('tells who wrote it whether somebody has accepted it', () => {
    act(() => tell([rowOf({ seat: '8002' })]))
    screen.getByText('Nobody has accepted it yet')
    expect(screen.queryByRole('button', { name: 'Accept' })).toBeNull()
    act(() => tell([rowOf({ seat: '8002', accepted: { seat: '8003', name: 'Xu', at: Date.now() } })]))
    screen.getByText(/^Accepted by Xu \(8003\)/)
  })

  it('hands over a text with the callbacks that were chosen; what was written stays when it was refused', async () => {
    const form = within(screen.getByRole('form', { name: 'Hand over' }))
    await user.selectOptions(form.getByRole('combobox', { name: 'To' }), 'seat')
    await user.type(form.getByRole('textbox', { name: 'Seat number' }), '8003')
    await user.type(form.getByRole('textbox', { name: 'What is handed over' }), 'Call back')
    await user.click(form.getByRole('checkbox', { name: '138****0002' }))
    fault = 'nobody'
    await user.click(form.getByRole('button', { name: 'Hand it over' }))
    await form.findByText(/^Not handed over: there is no seat/)
    expect(form.getByRole<HTMLTextAreaElement>('textbox', { name: 'What is handed over' }).value).toBe('Call back')
    fault = null
    await user.click(form.getByRole('button', { name: 'Hand it over' }))
    await form.findByText(/^Handed over/)
    expect(written.at(-1)).toEqual({ to: { kind: 'seat', name: '8003' }, text: 'Call back', tasks: ['t2'], drafts: [] })
  })

  it('hands over the drafts that were chosen; one whose call is up can’t be, and says why', async () => {
    const form = within(screen.getByRole('form', { name: 'Hand over' }))
    const up = form.getByRole<HTMLInputElement>('checkbox', { name: /^\(no title yet\)\s?\(its call is still up/ })
    expect(up.disabled).toBe(true)
    await user.click(form.getByRole('checkbox', { name: '路灯不亮' }))
    await user.type(form.getByRole('textbox', { name: 'What is handed over' }), 'Two')
    fault = 'in-call'
    await user.click(form.getByRole('button', { name: 'Hand it over' }))
    await form.findByText(/^Not handed over: the call of a chosen draft is still up/)
    expect(written.at(-1)).toEqual({ to: { kind: 'next', name: '' }, text: 'Two', tasks: [], drafts: ['d1'] })
  })

  it('hands over nothing that is gone meanwhile, though it was chosen', async () => {
    const form = within(screen.getByRole('form', { name: 'Hand over' }))
    await user.click(form.getByRole('checkbox', { name: '路灯不亮' }))
    act(() => store.setState(({ work }) => ({ work: { ...work, drafts: [] } })))
    await user.type(form.getByRole('textbox', { name: 'What is handed over' }), 'Two')
    await user.click(form.getByRole('button', { name: 'Hand it over' }))
    expect(written.at(-1)).toMatchObject({ drafts: [] })
  })

  it('chooses everything that can go when it is asked to, once, and has the focus', () => {
    const form = within(screen.getByRole('form', { name: 'Hand over' }))
    act(() => askAll(store))
    const on = () => form.getAllByRole<HTMLInputElement>('checkbox').filter(({ checked }) => checked)
    expect(on().map(({ labels }) => labels?.[0]?.textContent)).toEqual(['路灯不亮', '138****0001', '138****0002'])
    expect(document.activeElement).toBe(form.getByRole('combobox', { name: 'To' }))
    expect(store.getState().asksAll).toBe(false)
  })

  it('says to both what of it did not go, and why', () => {
    const passed = { tasks: 0, drafts: 1, stayed: [{ draftId: 'd3', why: 'handed-in' as const }] }
    act(() => tell([rowOf({ drafts: ['d1', 'd3'] })]))
    screen.getByText('2 drafts go along')
    const accepted = { seat: '8002', name: 'Xu', at: Date.now() }
    act(() => tell([rowOf({ tasks: [], drafts: ['d1', 'd3'], accepted, passed })]))
    screen.getByText('1 draft went along')
    screen.getByText('1 draft did not: it is handed in')
  })
})
