import { act, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it } from 'vitest'
import { SignOutDialog } from '#renderer/desk/sign-out-dialog.tsx'
import { useLeaving } from '#renderer/desk/use-leaving.ts'
import { createHandoverStore } from '#renderer/handover/handover.store.ts'
import type { HandoverDesk } from '#renderer/handover/handover-desk.ts'
import { HandoverForm } from '#renderer/handover/handover-form.tsx'
import { noWork, type OpenItem } from '#renderer/handover/open-work.rules.ts'
import { setLanguage } from '#renderer/i18n/i18n.ts'

const item = (id: string, more: Partial<OpenItem> = {}): OpenItem => ({
  id,
  text: id,
  inCall: false,
  offered: false,
  ...more,
})
const store = createHandoverStore()
const handover: HandoverDesk = {
  seat: '8001',
  store,
  aheadMs: () => 0,
  write: async () => null,
  accept: async () => null,
}
let left: number
const user = userEvent.setup({ delay: null })

/** The shell as far as leaving goes, and the page the hand-over is on. */
function Shell({ desk }: { readonly desk: HandoverDesk | null }) {
  const leaving = useLeaving(desk, () => {
    left += 1
  })
  return (
    <>
      <button type="button" onClick={leaving.signOut}>
        Leave
      </button>
      <HandoverForm desk={handover} />
      <SignOutDialog left={leaving.left} onStay={leaving.stay} onLeave={leaving.leave} onHandOver={leaving.handOver} />
    </>
  )
}
const leave = () => user.click(screen.getByRole('button', { name: 'Leave' }))
const question = () => screen.queryByRole('alertdialog')

beforeEach(() => {
  setLanguage('en')
  left = 0
  store.setState({ work: noWork, asksAll: false })
  location.hash = '#/desk'
})

describe('Signing out', () => {
  it('asks nothing where nothing is left open, or all of it waits to be accepted', async () => {
    const { unmount } = render(<Shell desk={handover} />)
    await leave()
    act(() => store.setState({ work: { drafts: [item('d', { offered: true })], tasks: [] } }))
    await leave()
    unmount()
    render(<Shell desk={null} />)
    await leave()
    expect([left, question()]).toEqual([3, null])
  })

  it('says what is left open, in both languages, and lets who wants to leave', async () => {
    store.setState({ work: { drafts: [item('d1'), item('d2', { inCall: true })], tasks: [item('t')] } })
    render(<Shell desk={handover} />)
    await leave()
    expect(question()?.textContent).toMatch(/You still have 2 drafts, 1 promised callback\./)
    act(() => setLanguage('zh-CN'))
    expect(question()?.textContent).toMatch(/您名下还有 2 份草稿、1 件约定的回拨没有办完/)
    expect(left).toBe(0)
    await user.click(screen.getByRole('button', { name: '直接签出' }))
    expect(left).toBe(1)
  })

  it('stays signed in at Escape', async () => {
    store.setState({ work: { drafts: [item('d1')], tasks: [] } })
    render(<Shell desk={handover} />)
    await leave()
    expect(question()?.textContent).toMatch(/You still have 1 draft\./)
    await user.keyboard('{Escape}')
    expect([left, question()]).toEqual([0, null])
  })

  it('hands everything over at Enter: the form has it chosen, and the focus', async () => {
    store.setState({ work: { drafts: [item('d1'), item('d2', { inCall: true })], tasks: [item('t')] } })
    render(<Shell desk={handover} />)
    await leave()
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Hand over' }))
    await user.keyboard('{Enter}')
    expect(question()).toBeNull()
    expect(location.hash).toBe('#/day')
    const on = screen.getAllByRole<HTMLInputElement>('checkbox').filter(({ checked }) => checked)
    expect(on.map(({ labels }) => labels?.[0]?.textContent)).toEqual(['d1', 't'])
    expect(document.activeElement).toBe(screen.getByRole('combobox', { name: 'To' }))
    expect(left).toBe(0)
  })
})
