import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Session, SignInRequest } from '#shared/contract/rest/sign-in.schema.ts'
import type { ClosingReason } from '#shared/contract/socket/envelope.ts'
import type { Clock } from '#shared/kit/clock.ts'
import type { SessionToken } from '../seat/sign-in/session-token.ts'
import type { SignInApi } from '../seat/sign-in/sign-in-api.ts'
import type { Desk } from './open-desk.ts'
import { homeOf, mayOpen, type Page, parseRoute } from './route.ts'

/** What the page is: restoring a sign-in, signing in, or a desk. */
export type AppState =
  | { readonly phase: 'starting' }
  | { readonly phase: 'start-failed' }
  | { readonly phase: 'sign-in'; readonly ended: ClosingReason | null; readonly first: SignInRequest | null }
  | { readonly phase: 'desk'; readonly desk: Desk }

export interface AppParts {
  readonly api: SignInApi
  readonly token: SessionToken
  /** Opens the desk of a session; `onClosing` is told once when the server ends it. */
  readonly openDesk: (session: Session, onClosing: (reason: ClosingReason) => void) => Desk
  readonly readHash: () => string
  readonly goTo: (page: Page) => void
  readonly clock: Clock
}

/** A server that did not answer at the start is asked again after this, ms: a page that was loaded during an outage comes back by itself. */
const againMs = 3000
/** Nobody waits longer than this to be signed out, ms. */
const signOutMs = 1500

export interface App {
  readonly state: StoreApi<AppState>
  /** Begins, or begins again after `start-failed`: restores the tab's sign-in, or asks for one. */
  start(): void
  enter(session: Session): void
  signOut(): void
  /** Forgets the tab's sign-in, e.g. after `start-failed`. */
  forget(): void
  /** The address changed. */
  routeChanged(): void
}

const signInState = (ended: ClosingReason | null, seat: string | null): AppState => ({
  phase: 'sign-in',
  ended,
  first: seat === null ? null : { seat, takeOver: true },
})

/** Makes the page's life: one sign-in at a time, one desk at a time. */
export function createApp(parts: AppParts): App {
  const { api, token } = parts
  const state: StoreApi<AppState> = createStore<AppState>(() => ({ phase: 'starting' }))
  const show = (next: AppState): void => {
    const before = state.getState()
    if (before.phase === 'desk' && !(next.phase === 'desk' && next.desk === before.desk)) before.desk.close()
    state.setState(next, true)
  }
  const leave = (reason: ClosingReason | null, seat: string | null = null): void => {
    token.clear()
    show(signInState(reason, seat))
  }
  const enter = (session: Session): void => {
    token.write(session.token)
    const desk: Desk = parts.openDesk(session, (reason) => {
      const now = state.getState()
      if (now.phase === 'desk' && now.desk === desk) leave(reason)
    })
    show({ phase: 'desk', desk })
    const route = parseRoute(parts.readHash())
    if (route.kind !== 'page' || !mayOpen(route.page, session.role)) parts.goTo(homeOf(session.role))
  }
  const restore = async (kept: string): Promise<void> => {
    const asked = state.getState()
    const answer = await api.session(kept)
    if (state.getState() !== asked) return
    if (!answer.ok) {
      const failed: AppState = { phase: 'start-failed' }
      show(failed)
      parts.clock.after(againMs, () => {
        if (state.getState() === failed) void restore(kept)
      })
    } else if (answer.value.ok) enter(answer.value.session)
    else leave('expired')
  }
  const seatOfAddress = (): string | null => {
    const route = parseRoute(parts.readHash())
    return route.kind === 'sign-in' ? route.seat : null
  }
  return {
    state,
    enter,
    start() {
      const kept = token.read()
      const seat = seatOfAddress()
      if (seat !== null || kept === null) leave(null, seat)
      else {
        show({ phase: 'starting' })
        void restore(kept)
      }
    },
    signOut() {
      const now = state.getState()
      if (now.phase !== 'desk') return
      const gone = () => {
        stop()
        if (state.getState() === now) leave('signed-out')
      }
      // The server is told first; one that does not answer ends the session by its own time limit.
      const stop = parts.clock.after(signOutMs, gone)
      void now.desk.link.command('session.sign-out', {}).then(gone)
    },
    forget: () => leave(null),
    routeChanged() {
      const seat = seatOfAddress()
      const now = state.getState()
      if (seat !== null) leave(null, seat)
      else if (now.phase === 'desk' && parseRoute(parts.readHash()).kind === 'sign-in')
        parts.goTo(homeOf(now.desk.session.role))
    },
  }
}
