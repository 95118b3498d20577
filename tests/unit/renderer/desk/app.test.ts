import { describe, expect, it, vi } from 'vitest'
import { type AppParts, createApp } from '#renderer/desk/app.store.ts'
import type { Desk } from '#renderer/desk/open-desk.ts'
import type { Session, SignInAnswer } from '#shared/contract/rest/sign-in.schema.ts'
import type { ClosingReason } from '#shared/contract/socket/envelope.ts'
import { failure, type Result, success } from '#shared/kit/result.ts'

const session = (seat: string, role: Session['role'] = 'agent'): Session => ({
  seat,
  name: '王敏',
  role,
  skills: [],
  token: `token-${seat}`,
  expiresAt: 1,
  line: null,
  journalKey: '',
  serverNow: 0,
})

const setUp = (
  kept: string | null,
  hash: string,
  answer: Result<SignInAnswer, 'offline' | 'unexpected'>,
  hang?: Promise<never>,
) => {
  let token = kept
  let address = hash
  const opened: { session: Session; close: () => void; end: (reason: ClosingReason) => void }[] = []
  const sent: string[] = []
  const timers: (() => void)[] = []
  const parts: AppParts = {
    api: { site: vi.fn(), signIn: vi.fn(), session: vi.fn(() => Promise.resolve(answer)) },
    token: {
      read: () => token,
      write: (text) => {
        token = text
      },
      clear: () => {
        token = null
      },
    },
    openDesk: (of, end) => {
      const close = vi.fn()
      opened.push({ session: of, close, end })
      const link = { command: (name: string) => Promise.resolve(void sent.push(name)).then(() => hang ?? undefined) }
      return { session: of, close, link } as unknown as Desk
    },
    readHash: () => address,
    goTo: (page) => {
      address = `#/${page}`
    },
    clock: {
      now: () => 0,
      after: (_ms, run) => {
        timers.push(run)
        return () => {}
      },
    },
  }
  return {
    app: createApp(parts),
    parts,
    opened,
    sent,
    timers,
    token: () => token,
    address: () => address,
    go: (to: string) => {
      address = to
    },
  }
}
const expired: SignInAnswer = { ok: false, reason: 'expired', field: null, retryAfterMs: null }

describe('the life of a page', () => {
  it('a reload goes on with the sign-in of the tab, on the page it was on', async () => {
    const { app, opened, address } = setUp('t', '#/tickets', success({ ok: true, session: session('8001') }))
    app.start()
    await vi.waitFor(() => expect(app.state.getState().phase).toBe('desk'))
    expect(opened).toHaveLength(1)
    expect(address()).toBe('#/tickets')
  })

  it('without a sign-in it asks for one, and begins on the page of the role', () => {
    const { app, token, address } = setUp(null, '', failure('offline'))
    app.start()
    expect(app.state.getState()).toEqual({ phase: 'sign-in', ended: null, first: null })
    app.enter(session('7001', 'lead'))
    expect(token()).toBe('token-7001')
    expect(address()).toBe('#/wall')
  })

  it('a token that holds no more is forgotten, and the page says why', async () => {
    const { app, token } = setUp('old', '#/desk', success(expired))
    app.start()
    await vi.waitFor(() => expect(app.state.getState()).toMatchObject({ phase: 'sign-in', ended: 'expired' }))
    expect(token()).toBeNull()
  })

  it('a server that does not answer keeps the sign-in, and can be asked again', async () => {
    const { app, token, parts } = setUp('t', '#/desk', failure('offline'))
    app.start()
    await vi.waitFor(() => expect(app.state.getState().phase).toBe('start-failed'))
    expect(token()).toBe('t')
    app.start()
    await vi.waitFor(() => expect(parts.api.session).toHaveBeenCalledTimes(2))
  })

  it('asks a server that did not answer again by itself, and not once somebody has done something else', async () => {
    const { app, parts, timers } = setUp('t', '#/desk', failure('offline'))
    app.start()
    await vi.waitFor(() => expect(app.state.getState().phase).toBe('start-failed'))
    timers.at(-1)?.()
    await vi.waitFor(() => expect(parts.api.session).toHaveBeenCalledTimes(2))
    expect(app.state.getState().phase).toBe('start-failed')
    app.forget()
    for (const timer of timers) timer()
    expect(parts.api.session).toHaveBeenCalledTimes(2)
    expect(app.state.getState().phase).toBe('sign-in')
  })

  it('an address with a seat signs in at once and takes over, whatever the tab was', () => {
    const { app } = setUp('t', '#/sign-in?seat=8002', failure('offline'))
    app.start()
    expect(app.state.getState()).toMatchObject({ phase: 'sign-in', first: { seat: '8002', takeOver: true } })
  })

  it('a session the server ends closes the desk once and says why', () => {
    const { app, opened, token } = setUp(null, '', failure('offline'))
    app.start()
    app.enter(session('8001'))
    opened[0]?.end('taken-over')
    expect(app.state.getState()).toMatchObject({ phase: 'sign-in', ended: 'taken-over' })
    expect(opened[0]?.close).toHaveBeenCalledOnce()
    expect(token()).toBeNull()
  })

  it('the end of an old session does not end the one after it', () => {
    const { app, opened } = setUp(null, '', failure('offline'))
    app.start()
    app.enter(session('8001'))
    app.enter(session('8002'))
    opened[0]?.end('taken-over')
    expect(app.state.getState().phase).toBe('desk')
    expect(opened[1]?.close).not.toHaveBeenCalled()
  })

  it('changing the address to another seat leaves this one', () => {
    const { app, opened, go } = setUp(null, '#/desk', failure('offline'))
    app.start()
    app.enter(session('8001'))
    go('#/sign-in?seat=8003')
    app.routeChanged()
    expect(opened[0]?.close).toHaveBeenCalledOnce()
    expect(app.state.getState()).toMatchObject({ phase: 'sign-in', first: { seat: '8003' } })
  })

  it('signing out tells the server first', async () => {
    const { app, sent, token } = setUp(null, '', failure('offline'))
    app.start()
    app.enter(session('8001'))
    app.signOut()
    await vi.waitFor(() => expect(app.state.getState()).toMatchObject({ ended: 'signed-out' }))
    expect(sent).toEqual(['session.sign-out'])
    expect(token()).toBeNull()
  })

  it('a server that does not answer keeps nobody from signing out', () => {
    const { app, timers } = setUp(null, '', failure('offline'), new Promise(() => {}))
    app.start()
    app.enter(session('8001'))
    app.signOut()
    expect(app.state.getState().phase).toBe('desk')
    timers[0]?.()
    expect(app.state.getState()).toMatchObject({ phase: 'sign-in', ended: 'signed-out' })
  })
})
