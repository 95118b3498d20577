import { render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import { nextSignIn, type SignInEvent, type SignInState } from '#renderer/seat/sign-in/sign-in.machine.ts'
import { createSignInApi, type SignInApi } from '#renderer/seat/sign-in/sign-in-api.ts'
import { SignInPage } from '#renderer/seat/sign-in/sign-in-page.tsx'
import type { Session, SignInAnswer, SignInRequest, Site } from '#shared/contract/rest/sign-in.schema.ts'
import { failure, success } from '#shared/kit/result.ts'

const session: Session = {
  seat: '8001',
  name: '王敏',
  role: 'agent',
  skills: ['综合'],
  token: 't',
  expiresAt: 1,
  line: null,
  journalKey: '',
  serverNow: 0,
}
const card = (seat: string, role: Session['role'], skill: string) => ({
  seat,
  name: '某人',
  role,
  skill,
  connected: false,
})
const site: Site = {
  name: '演练',
  sandbox: true,
  cards: [
    card('8001', 'agent', '综合'),
    card('8101', 'agent', '营商环境'),
    card('9001', 'expert', ''),
    card('7001', 'lead', ''),
  ],
}
const refusal = (
  reason: 'wrong' | 'locked' | 'connected' | 'too-fast',
  retryAfterMs: number | null = null,
): SignInAnswer => ({
  ok: false,
  reason,
  field: null,
  retryAfterMs,
})

const setUp = (answers: SignInAnswer[], options: { site?: Site; first?: SignInRequest } = {}) => {
  const signIn = vi.fn((_request: SignInRequest) =>
    Promise.resolve(success(answers.shift() ?? { ok: true as const, session })),
  )
  const api: SignInApi = {
    site: () => Promise.resolve(success(options.site ?? site)),
    signIn,
    session: () => Promise.resolve(failure('offline')),
  }
  const onSession = vi.fn()
  render(<SignInPage api={api} onSession={onSession} ended={null} first={options.first ?? null} />)
  return { signIn, onSession }
}

describe('the sign-in page', () => {
  it('a card of the sandbox signs in with one press', async () => {
    const { signIn, onSession } = setUp([])
    await userEvent.setup().click(await screen.findByRole('button', { name: /8001/ }))
    await waitFor(() => expect(onSession).toHaveBeenCalledWith(session))
    expect(signIn).toHaveBeenCalledWith({ seat: '8001', takeOver: false })
  })

  it('shows cards by kind', async () => {
    setUp([])
    await screen.findByRole('button', { name: /8001/ })
    expect(screen.getAllByRole('heading', { level: 3 }).map((heading) => heading.textContent)).toEqual([
      '话务座席',
      '特色座席',
      '部门／专家座席',
      '班长',
    ])
  })

  it('asks before it takes a connected seat over, and cancelling sends nothing', async () => {
    const user = userEvent.setup()
    const { signIn, onSession } = setUp([refusal('connected'), refusal('connected')])
    await user.click(await screen.findByRole('button', { name: /8001/ }))
    await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: '取消' }))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(signIn).toHaveBeenCalledTimes(1)
    await user.click(screen.getByRole('button', { name: /8001/ }))
    await user.click(await screen.findByRole('button', { name: '接管' }))
    await waitFor(() => expect(onSession).toHaveBeenCalled())
    expect(signIn).toHaveBeenLastCalledWith({ seat: '8001', takeOver: true })
  })

  it('says what is missing at its field, focuses the first, and sends nothing', async () => {
    const user = userEvent.setup()
    const { signIn } = setUp([], { site: { ...site, sandbox: false, cards: [] } })
    await user.click(await screen.findByRole('button', { name: '登录' }))
    const seat = screen.getByRole('textbox', { name: '工号', description: /3 到 6 位/ })
    expect(seat.getAttribute('aria-invalid')).toBe('true')
    expect(document.activeElement).toBe(seat)
    await user.type(seat, '8001{Enter}')
    expect(document.activeElement).toBe(screen.getByLabelText('密码'))
    expect(signIn).not.toHaveBeenCalled()
  })

  it.each([
    [refusal('wrong'), /工号或密码不对/],
    [refusal('locked', 540_000), /9 分/],
    [refusal('too-fast', 2_000), /2 秒/],
  ] as const)('says in words why it failed: %j', async (answer, words) => {
    const user = userEvent.setup()
    setUp([answer])
    await user.type(await screen.findByLabelText('工号'), '8001')
    await user.type(screen.getByLabelText('密码'), 'x{Enter}')
    await waitFor(() => expect(screen.getByRole('alert').textContent).toMatch(words))
  })

  it('an address with a seat sends at once', async () => {
    const { signIn, onSession } = setUp([], { first: { seat: '8001', takeOver: true } })
    await waitFor(() => expect(onSession).toHaveBeenCalledOnce())
    expect(signIn).toHaveBeenCalledWith({ seat: '8001', takeOver: true })
  })
})

describe('nextSignIn', () => {
  const request: SignInRequest = { seat: '8001', takeOver: false }
  const states: SignInState[] = [
    { step: 'idle', fault: null },
    { step: 'busy', request },
    { step: 'asking', request },
    { step: 'done', session },
  ]
  const events: SignInEvent[] = [
    { type: 'submit', request },
    { type: 'answer', answer: success({ ok: true, session }) },
    { type: 'take-over' },
    { type: 'cancel' },
  ]
  const moves: Record<string, string> = {
    'idle submit': 'busy',
    'busy answer': 'done',
    'asking take-over': 'busy',
    'asking cancel': 'idle',
  }
  it('moves as its table says, and stays where an event does not fit', () => {
    for (const state of states)
      for (const event of events) {
        const next = nextSignIn(state, event)
        expect(next.step, `${state.step} ${event.type}`).toBe(moves[`${state.step} ${event.type}`] ?? state.step)
      }
  })

  it('a take-over is asked for only by a person', () => {
    const asked = nextSignIn({ step: 'busy', request }, { type: 'answer', answer: success(refusal('connected')) })
    expect(asked).toEqual({ step: 'asking', request })
    expect(nextSignIn(asked, { type: 'take-over' })).toEqual({ step: 'busy', request: { ...request, takeOver: true } })
  })
})

describe('createSignInApi', () => {
  it('takes a refusal from the body whatever the status, and trusts nothing that the contract does not know', async () => {
    const answer = (body: unknown, status: number) =>
      createSignInApi(() => Promise.resolve(new Response(JSON.stringify(body), { status }))).signIn({
        seat: '8001',
        takeOver: false,
      })
    expect(await answer(refusal('connected'), 409)).toEqual(success(refusal('connected')))
    expect(await answer({ ok: true, session: { seat: '8001' } }, 200)).toEqual(failure('unexpected'))
    expect(await answer('<html>', 502)).toEqual(failure('unexpected'))
    const offline = createSignInApi(() => Promise.reject(new TypeError('no network')))
    expect(await offline.site()).toEqual(failure('offline'))
  })
})
