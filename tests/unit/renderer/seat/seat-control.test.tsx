import { act, render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import { createSeatStore, takeSeatRow } from '#renderer/seat/seat.store.ts'
import type { SeatAnswer, SeatCommand } from '#renderer/seat/seat-commands.ts'
import { createSeatActs } from '#renderer/seat/seat-commands.ts'
import { seatControlView } from '#renderer/seat/seat-control.rules.ts'
import { SeatControl } from '#renderer/seat/seat-control.tsx'
import { SeatStatus } from '#renderer/seat/seat-status.tsx'
import { WrapUpControl } from '#renderer/seat/wrap-up-control.tsx'
import type { SeatRow } from '#shared/contract/socket/topics.ts'
import { seatStates } from '#shared/seat/seat-state.ts'

const now = 1_800_000_000_000
const row = (change: Partial<SeatRow>): SeatRow => ({
  seat: '8001',
  state: 'ready',
  since: now,
  reason: null,
  next: 'ready',
  callId: null,
  wrapUp: null,
  serverNow: now,
  ...change,
})
const done: SeatAnswer = { ok: true }

const setUp = (first: SeatRow | null, answer: SeatAnswer = done) => {
  const store = createSeatStore(0)
  if (first) takeSeatRow(store, first, now)
  const send = vi.fn((_name: SeatCommand) => Promise.resolve(answer))
  const acts = createSeatActs(store, send)
  render(
    <>
      <SeatStatus store={store} />
      <SeatControl store={store} acts={acts} phoneProblem={undefined} />
      <WrapUpControl store={store} acts={acts} />
    </>,
  )
  return { store, send }
}

describe('seatControlView', () => {
  it('in every state there is exactly one of ready and not ready, named by what a press will do', () => {
    for (const state of seatStates)
      for (const next of ['ready', 'not-ready'] as const) {
        const view = seatControlView(row({ state, next }), true)
        if (state === 'offline') expect(view).toMatchObject({ press: 'ready', disabled: 'connecting' })
        else if (state === 'ready') expect(view).toMatchObject({ press: 'not-ready', later: false, disabled: null })
        else if (state === 'not-ready') expect(view).toMatchObject({ press: 'ready', later: false, disabled: null })
        else expect(view).toMatchObject({ press: next === 'ready' ? 'not-ready' : 'ready', later: true })
      }
  })

  it('nobody becomes ready without a phone a call could reach, but anybody may become not ready', () => {
    expect(seatControlView(row({ state: 'not-ready' }), false).disabled).toBe('no-phone')
    expect(seatControlView(row({ state: 'ready' }), false).disabled).toBeNull()
  })

  it('finishing belongs to wrap-up alone, and it is extended once', () => {
    for (const state of seatStates)
      expect(seatControlView(row({ state, wrapUp: { endsAt: 9, extended: false } }), true).wrapUp !== null).toBe(
        state === 'wrap-up',
      )
    expect(seatControlView(row({ state: 'wrap-up', wrapUp: { endsAt: 9, extended: true } }), true).wrapUp).toEqual({
      endsAt: 9,
      mayExtend: false,
    })
  })
})

describe('the controls of a seat', () => {
  it('ready at once; the other name is not on the page', async () => {
    const { send } = setUp(row({ state: 'not-ready', reason: 'signed-in' }))
    expect(screen.getByRole('status', { name: '座席状态' }).textContent).toBe('置忙 · 刚签入')
    expect(screen.queryByRole('button', { name: /置忙/ })).toBeNull()
    await userEvent.setup().click(screen.getByRole('button', { name: '置闲' }))
    expect(send).toHaveBeenCalledWith('seat.ready', {})
  })

  it('not ready asks for a reason, the usual one first, and Enter takes it', async () => {
    const user = userEvent.setup()
    const { send } = setUp(row({ state: 'ready' }))
    await user.click(screen.getByRole('button', { name: '置忙' }))
    const reasons = await screen.findAllByRole('menuitem')
    expect(reasons[0]?.textContent).toBe('小休')
    await waitFor(() => expect(document.activeElement).toBe(reasons[0]))
    await user.keyboard('{Enter}')
    expect(send).toHaveBeenCalledWith('seat.not-ready', { reason: 'rest' })
  })

  it('wrap-up counts down by the server’s clock, can be finished, and extended once', async () => {
    const user = userEvent.setup()
    const { store, send } = setUp(row({ state: 'wrap-up', wrapUp: { endsAt: now + 60_000, extended: false } }))
    await user.click(screen.getByRole('button', { name: '延长整理' }))
    await user.click(screen.getByRole('button', { name: '结束整理' }))
    expect(send.mock.calls.map(([name]) => name)).toEqual(['seat.extend-wrap-up', 'seat.finish-wrap-up'])
    act(() => takeSeatRow(store, row({ state: 'wrap-up', wrapUp: { endsAt: now, extended: true } }), now))
    expect(screen.getByRole('button', { name: '延长整理' }).getAttribute('aria-disabled')).toBe('true')
    act(() => takeSeatRow(store, row({ state: 'ready' }), now))
    expect(screen.queryByRole('button', { name: '结束整理' })).toBeNull()
  })

  it('a refusal stays until the state moves on', async () => {
    const { store } = setUp(row({ state: 'not-ready' }), { ok: false, reason: 'not-now' })
    await userEvent.setup().click(screen.getByRole('button', { name: '置闲' }))
    await waitFor(() => expect(store.getState().refusal).toBe('not-now'))
    takeSeatRow(store, row({ state: 'not-ready' }), now)
    expect(store.getState().refusal).toBe('not-now')
    act(() => takeSeatRow(store, row({ state: 'ready' }), now))
    expect(store.getState().refusal).toBeNull()
  })

  it('until the server has spoken, nothing is claimed', () => {
    setUp(null)
    expect(screen.getByRole('status', { name: '座席状态' }).textContent).toBe('正在连接服务器')
    expect(screen.getByRole('button', { name: '置闲', description: /正在连接服务器/ })).toBeTruthy()
  })
})
