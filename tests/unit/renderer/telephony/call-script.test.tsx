import { act, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { setLanguage } from '#renderer/i18n/i18n.ts'
import { CallScripts } from '#renderer/telephony/call-script/call-scripts.tsx'
import { createPhoneStore, takeSnapshot } from '#renderer/telephony/phone.store.ts'
import { bareLeg as leg, bareSnapshot as snapshot } from './phone-snapshots.ts'

const run = vi.fn()
const onAbuse = vi.fn()
const user = userEvent.setup({ advanceTimers: vi.advanceTimersByTime })
function show(legs = [leg({ state: 'established' })]) {
  const store = createPhoneStore()
  act(() => takeSnapshot(store, snapshot(legs)))
  render(<CallScripts store={store} acts={{ run } as never} onAbuse={onAbuse} />)
  return store
}
const choose = async (name: string) => {
  await user.click(screen.getByRole('button', { name: 'Scripts' }))
  await user.click(screen.getByRole('menuitem', { name }))
}
const current = () => document.querySelector('[aria-current="step"]')?.textContent

describe('a script for a call that cannot go on as usual', () => {
  beforeEach(() => {
    setLanguage('en')
    vi.useFakeTimers({ shouldAdvanceTime: true })
    run.mockReset()
    onAbuse.mockReset()
  })
  afterEach(() => void vi.useRealTimers())

  it('waits five seconds for an answer after each line where nobody is heard, and lets the call be ended after the last', async () => {
    show()
    await choose('Nobody is heard')
    expect(current()).toContain('请问有什么可以帮您')
    for (let line = 0; line < 3; line += 1) {
      expect(screen.queryByRole('button', { name: 'End the call' })).toBeNull()
      await user.click(screen.getByRole('button', { name: 'Said' }))
      await act(() => vi.advanceTimersByTimeAsync(4900))
      expect(screen.getByRole('button', { name: 'Said' }).getAttribute('aria-disabled')).toBe('true')
      for (let second = 0; second < 2; second += 1) await act(() => vi.advanceTimersByTimeAsync(1000))
    }
    await user.click(screen.getByRole('button', { name: 'End the call' }))
    expect(run).toHaveBeenCalledWith({ op: 'hang-up', legId: leg({}).id })
    expect(onAbuse).not.toHaveBeenCalled()
  })

  it('warns an abusive caller twice, then ends the call and says that it was abuse', async () => {
    show()
    await choose('Abusive caller')
    for (let line = 0; line < 3; line += 1) await user.click(screen.getByRole('button', { name: 'Said' }))
    expect(screen.getByRole('status').textContent).toContain('Harassment')
    await user.click(screen.getByRole('button', { name: 'End the call' }))
    expect(onAbuse).toHaveBeenCalledOnce()
    expect(run).toHaveBeenCalledOnce()
    expect(screen.queryByRole('region', { name: 'Abusive caller' })).toBeNull()
  })

  it('ends nothing while several parties talk, and says why', async () => {
    show([leg({ state: 'established' }), leg({ id: 'two', sipCallId: 'y', state: 'established' })])
    await choose('Abusive caller')
    for (let line = 0; line < 3; line += 1) await user.click(screen.getByRole('button', { name: 'Said' }))
    const end = screen.getByRole('button', { name: 'End the call' })
    expect(end.getAttribute('aria-disabled')).toBe('true')
    await user.click(end)
    expect(run).not.toHaveBeenCalled()
  })

  it('is put away by Escape, as when the caller answers after all', async () => {
    show()
    await choose('Nobody is heard')
    screen.getByRole('button', { name: 'Said' }).focus()
    await user.keyboard('{Escape}')
    expect(screen.queryByRole('region', { name: 'Nobody is heard' })).toBeNull()
  })
})
