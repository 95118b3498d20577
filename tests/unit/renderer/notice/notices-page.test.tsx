import { act, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it } from 'vitest'
import { setLanguage } from '#renderer/i18n/i18n.ts'
import { createNoticeStore, type NoticeStore } from '#renderer/notice/notice.store.ts'
import type { NoticeDesk, NoticeFault } from '#renderer/notice/notice-desk.ts'
import { NoticeMark } from '#renderer/notice/notice-mark.tsx'
import { NoticeStrip } from '#renderer/notice/notice-strip.tsx'
import { fromLocalInput, toLocalInput } from '#renderer/notice/notice-time.rules.ts'
import { NoticesPage } from '#renderer/notice/notices-page.tsx'
import type { CommandPayload } from '#shared/contract/socket/commands.ts'
import type { NoticeRow } from '#shared/contract/socket/notice.schema.ts'

const hour = 3_600_000
const rowOf = (noticeId: string, more: Partial<NoticeRow> = {}): NoticeRow => ({
  noticeId,
  title: `Title ${noticeId}`,
  text: 'Text',
  level: 'normal',
  seat: '7001',
  name: 'Wang',
  at: Date.now() - hour,
  until: Date.now() + hour,
  readAt: null,
  reached: null,
  ...more,
})
let store: NoticeStore
let confirmed: string[]
let published: CommandPayload<'notice.publish'>[]
let fault: NoticeFault | null
const deskOf = (publishes: boolean): NoticeDesk => ({
  store,
  publishes,
  aheadMs: () => 0,
  confirm: (noticeId) => confirmed.push(noticeId),
  async publish(draft) {
    published.push(draft)
    return fault
  },
  withdraw: async () => fault,
  close: () => undefined,
})
const show = (...rows: NoticeRow[]) =>
  act(() => store.setState({ rows: new Map(rows.map((row) => [row.noticeId, row])) }))
const user = userEvent.setup({ delay: null })

beforeEach(() => {
  setLanguage('en')
  store = createNoticeStore()
  confirmed = []
  published = []
  fault = null
})

describe('Notices', () => {
  it('are confirmed once, by a button that is gone at the press', async () => {
    render(<NoticesPage desk={deskOf(false)} />)
    show(rowOf('a'))
    await user.click(screen.getByRole('button', { name: 'I have read it' }))
    expect(confirmed).toEqual(['a'])
    expect(screen.queryByRole('button', { name: 'I have read it' })).toBeNull()
    show(rowOf('a', { readAt: Date.now() }))
    screen.getByText(/Confirmed by me/)
  })

  it('that are over are shown no more', () => {
    render(<NoticesPage desk={deskOf(false)} />)
    show(rowOf('a', { until: Date.now() - 2000 }))
    screen.getByText('There are no notices now')
  })

  it('tell their publisher who has not read them', () => {
    render(<NoticesPage desk={deskOf(true)} />)
    const reached = { total: 3, unread: 1, waiting: [{ seat: '8002', name: 'Li' }] }
    show(rowOf('a', { readAt: 1, reached }))
    const card = screen.getByRole('article', { name: 'Title a' })
    within(card).getByText('2 of 3 have confirmed · Not confirmed yet: 8002 Li')
    expect(within(card).queryByRole('button', { name: 'I have read it' })).toBeNull()
  })

  it('are published by a form that keeps what was written until they are out', async () => {
    render(<NoticesPage desk={deskOf(true)} />)
    const form = within(screen.getByRole('form', { name: 'Publish a notice' }))
    await user.click(form.getByRole('button', { name: 'Publish' }))
    form.getByText(/^Not published: a title/)
    expect(published).toEqual([])
    await user.type(form.getByRole('textbox', { name: 'Notice title' }), 'Water')
    await user.type(form.getByRole('textbox', { name: 'Notice text' }), 'Off tonight')
    await user.selectOptions(form.getByRole('combobox', { name: 'For' }), 'skills')
    await user.type(form.getByRole('textbox', { name: 'Names' }), 'english, 一')
    fault = 'audience'
    await user.click(form.getByRole('button', { name: 'Publish' }))
    await form.findByText(/nobody is in this audience/)
    expect(form.getByRole<HTMLInputElement>('textbox', { name: 'Notice title' }).value).toBe('Water')
    fault = null
    await user.click(form.getByRole('button', { name: 'Publish' }))
    await form.findByText('The notice is out')
    expect(published.at(-1)).toMatchObject({ title: 'Water', audience: { kind: 'skills', among: ['english', '一'] } })
    expect(form.getByRole<HTMLInputElement>('textbox', { name: 'Notice title' }).value).toBe('')
  })

  it('are counted, and an important one has a line of its own that waits while a call rings', () => {
    const desk = deskOf(false)
    const draw = (ringing: boolean) => (
      <>
        <NoticeMark desk={desk} />
        <NoticeStrip desk={desk} ringing={ringing} />
      </>
    )
    const { rerender } = render(draw(false))
    expect(screen.queryByRole('status')).toBeNull()
    show(rowOf('a'), rowOf('b', { level: 'important' }), rowOf('c', { readAt: 1 }))
    screen.getByText('Unread notices: 2')
    expect(screen.getByRole('status').textContent).toMatch(/Important notice: Title b/)
    rerender(draw(true))
    expect(screen.queryByRole('status')).toBeNull()
    rerender(draw(false))
    show(rowOf('a'), rowOf('b', { level: 'important', readAt: 1 }))
    expect(screen.queryByRole('status')).toBeNull()
  })
})

describe('The end of a notice', () => {
  it('is written and read in the time of day of this computer', () => {
    const at = new Date(2026, 10, 23, 18, 30).getTime()
    expect(toLocalInput(at)).toBe('2026-11-23T18:30')
    expect(fromLocalInput('2026-11-23T18:30')).toBe(at)
    expect(fromLocalInput('')).toBeNull()
  })
})
