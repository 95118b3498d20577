import { act, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it } from 'vitest'
import type { HandoverDesk, HandoverFault } from '#renderer/handover/handover-desk.ts'
import { HandoverSection } from '#renderer/handover/handover-section.tsx'
import { setLanguage } from '#renderer/i18n/i18n.ts'
import type { CommandPayload } from '#shared/contract/socket/commands.ts'
import type { HandoverRow } from '#shared/contract/socket/handover.schema.ts'

const rowOf = (more: Partial<HandoverRow> = {}): HandoverRow => ({
  handoverId: 'h',
  seat: '8001',
  name: 'Lin',
  to: { kind: 'next', name: '' },
  text: 'Two are open',
  tasks: 1,
  at: Date.now(),
  accepted: null,
  ...more,
})
let tell: (rows: readonly HandoverRow[]) => void
let written: CommandPayload<'handover.write'>[]
let accepted: string[]
let fault: HandoverFault | null
const desk: HandoverDesk = {
  seat: '8002',
  watch(next) {
    tell = next
    return () => undefined
  },
  watchTasks(tell) {
    tell([
      { taskId: 't1', text: '138****0001' },
      { taskId: 't2', text: '138****0002' },
    ])
    return () => undefined
  },
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
  render(<HandoverSection desk={desk} />)
})

describe('The section of hand-overs', () => {
  it('lets a seat accept what is for it, and says why it did not', async () => {
    act(() => tell([rowOf()]))
    screen.getByText('Promised callbacks that go along: 1')
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
    expect(written.at(-1)).toEqual({ to: { kind: 'seat', name: '8003' }, text: 'Call back', tasks: ['t2'] })
  })
})
