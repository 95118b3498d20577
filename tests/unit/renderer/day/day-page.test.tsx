import { act, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it } from 'vitest'
import type { DayDesk } from '#renderer/day/day-desk.ts'
import { DayPage } from '#renderer/day/day-page.tsx'
import { setLanguage } from '#renderer/i18n/i18n.ts'
import type { DayFigures } from '#shared/contract/rest/day.schema.ts'
import { failure, success } from '#shared/kit/result.ts'

const hours = Array.from({ length: 24 }, (_, hour) => ({ calls: hour === 9 ? 3 : 0, missed: hour === 9 ? 1 : 0 }))
const none = { total: 0, first: [] }
const figures: DayFigures = {
  day: '2026-11-23',
  serverNow: 0,
  calls: { answered: 3, reached: 1, dialled: 2, missed: 1, talkMs: 600_000, holdMs: 60_000, averageMs: 165_000, hours },
  tickets: { handedIn: 4, answered: 1, dispatched: 3, sentBack: none, pressing: none },
}
const drafts = [
  { draftId: 'new', callId: null, title: '路灯不亮', updatedAt: 2000, ticketNo: null, from: null, passedTo: null },
  { draftId: 'old', callId: null, title: '', updatedAt: 1000, ticketNo: null, from: null, passedTo: null },
  {
    draftId: 'done',
    callId: null,
    title: '已交',
    updatedAt: 500,
    ticketNo: 'TJ20261123000001',
    from: null,
    passedTo: null,
  },
]
const opened: string[] = []
const listeners = new Set<() => void>()
let answer: Awaited<ReturnType<DayDesk['read']>> = success(figures)
let reads = 0
const desk: DayDesk = {
  seat: '8001',
  async read() {
    reads += 1
    return answer
  },
  onMoved(listener) {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
  drafts: { get: () => drafts, subscribe: () => () => undefined },
  callbacks: null,
  openDraft: (draftId) => opened.push(draftId),
  aheadMs: () => 0,
}
const user = userEvent.setup({ delay: null })

beforeEach(() => {
  setLanguage('en')
  opened.length = 0
  reads = 0
  answer = success(figures)
})

describe('The page of my day', () => {
  it('shows the figures with their definitions, and the hours for who does not see the bars', async () => {
    render(<DayPage desk={desk} />)
    const calls = await screen.findByRole('region', { name: 'Calls today' })
    const missed = within(calls).getByRole('button', { name: 'Missed' })
    const means = document.getElementById(missed.getAttribute('aria-describedby') ?? '')
    expect(means?.textContent).toMatch(/Callers who hung up first do not count/)
    within(calls).getByText('02:45')
    within(calls).getByText('9:00: 3 calls, 1 missed')
  })

  it('lists unfinished drafts, oldest first, and one key opens one', async () => {
    render(<DayPage desk={desk} />)
    const list = screen.getByRole('region', { name: /^Unfinished drafts/ })
    const buttons = within(list).getAllByRole('button')
    expect(buttons.map((button) => button.getAttribute('aria-label'))).toEqual([
      'Open draft: (no title yet)',
      'Open draft: 路灯不亮',
    ])
    buttons[1]?.focus()
    await user.keyboard('{Enter}')
    expect(opened).toEqual(['new'])
  })

  it('reads again after a move, and keeps the last figures when that fails', async () => {
    render(<DayPage desk={desk} />)
    await screen.findByText('02:45')
    answer = failure('unreachable')
    act(() => {
      for (const listener of listeners) listener()
    })
    await screen.findByText(/these are the last ones/)
    screen.getByText('02:45')
    expect(reads).toBe(2)
  })

  it('says what is safe when nothing could be read', async () => {
    answer = failure('unreachable')
    render(<DayPage desk={desk} />)
    expect((await screen.findByRole('alert')).textContent).toMatch(/Calls and drafts are not affected/)
  })
})
