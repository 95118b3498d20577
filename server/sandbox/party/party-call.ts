import { type Invitation, type Inviter, type Referral, type Session, type SessionDelegate, SessionState } from 'sip.js'
import type { IncomingResponse } from 'sip.js/lib/core/index.js'
import { createEmitter, type Emitter } from '#shared/kit/emitter.ts'
import { type CallVoice, createCallSound } from './call-sound.ts'
import type { PartyMedia } from './party-media.ts'
import { followReferral, sendReferral } from './party-referral.ts'

/** How a call of a party goes on. `queued`: position from the queue's 182. `ended`: `status` is the SIP status of a refusal, null after a hang-up. */
export type PartyCallState =
  | { readonly kind: 'ringing' | 'dialling' | 'established' }
  | { readonly kind: 'queued'; readonly position: number }
  | { readonly kind: 'ended'; readonly status: number | null }

/**
 * One call of a scripted party. Who refers the party elsewhere (REFER), or takes the call up anew (INVITE with Replaces), changes its far end and its
 * Call-ID, not the call: `established` is told again.
 */
export interface PartyCall extends CallVoice {
  readonly sipCallId: string
  /** User part of the far end's address. */
  readonly remoteUser: string
  /** Value of a header of the INVITE the call began with; null: it has none. */
  header(name: string): string | null
  readonly direction: 'in' | 'out'
  readonly state: PartyCallState
  readonly states: Pick<Emitter<PartyCallState>, 'on'>
  /** Replaces value that names this call to its far end (RFC 3891 3); null before it is answered. */
  replaces(): string | null
  answer(): Promise<void>
  /** Default 486. */
  reject(status?: number): Promise<void>
  /** Cancels, rejects or ends, whatever fits. */
  hangUp(): Promise<void>
  /** Says over the party's present connection that it is still there: an INFO without a body (RFC 6086). */
  touch(): Promise<void>
  hold(): Promise<void>
  resume(): Promise<void>
  /** Sends the far end to a user of the domain; `replaces`: to take over that call there. Gives the status it came to, null: the call ended before. */
  refer(target: string, replaces?: string): Promise<number | null>
}

/** What the outside of a call keeps in its hands. */
export interface PartyCallControl {
  readonly call: PartyCall
  session(): Session
  progress(response: IncomingResponse): void
  refused(response: IncomingResponse): void
  /** The far end takes the call up again with a new session (INVITE with Replaces): for the outside it is the same call. */
  continueAs(invitation: Invitation): Promise<void>
}

function positionIn(response: IncomingResponse): number {
  return Number(response.message.getHeader('X-Queue-Position') ?? 0)
}

function isInvitation(session: Invitation | Inviter): session is Invitation {
  return 'accept' in session
}

/** A re-INVITE that settles when the far end has answered. */
function reinvite(session: Session, hold: boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    session
      .invite({
        sessionDescriptionHandlerOptions: { hold } as object,
        requestDelegate: {
          onAccept: () => resolve(),
          onReject: (response) => reject(new Error(`re-INVITE refused: ${response.message.statusCode}`)),
        },
      })
      .catch(reject)
  })
}

/** After a referral was followed the one who referred hangs up (RFC 5589 6.1); after this, ms, we do. */
const partingMs = 5000

/** Ends a session the call has left, unless its far end does. */
function leave(session: Session, onError: (error: unknown) => void): void {
  const timer = setTimeout(() => {
    if (session.state === SessionState.Established) session.bye().catch(onError)
  }, partingMs)
  session.stateChange.addListener((state) => {
    if (state === SessionState.Terminated) clearTimeout(timer)
  })
}

const replacesOf = ({ dialog }: Session): string | null =>
  dialog ? `${dialog.callId};to-tag=${dialog.remoteTag};from-tag=${dialog.localTag}` : null

/** Tells once whether an INVITE was answered or has failed. */
function whenSettled(inviter: Inviter, settled: (answered: boolean) => void): void {
  const look = (state: SessionState) => {
    if (state !== SessionState.Established && state !== SessionState.Terminated) return
    inviter.stateChange.removeListener(look)
    settled(state === SessionState.Established)
  }
  inviter.stateChange.addListener(look)
}

async function endSession(session: Invitation | Inviter): Promise<void> {
  if (session.state === SessionState.Established) await session.bye()
  else if (isInvitation(session)) await unlessGone(session, session.reject({ statusCode: 480 }))
  else if (session.state !== SessionState.Terminated) await session.cancel()
}

/** Whoever called may give up in the same moment: then there is nothing to answer, and that is no failure. */
async function unlessGone(invitation: Invitation, answered: Promise<void>): Promise<void> {
  try {
    await answered
  } catch (error) {
    if (invitation.state !== SessionState.Terminated) throw error
  }
}

/** Wraps a session of sip.js. `mediaOf` gives the session's sound, the same at each asking. */
export function createPartyCall(
  first: Invitation | Inviter,
  mediaOf: (session: Session) => PartyMedia,
  onError: (error: unknown) => void,
): PartyCallControl {
  const states = createEmitter<PartyCallState>(onError)
  let session = first
  /** Where a referral leads, until it is answered. */
  let following: Inviter | null = null
  let state: PartyCallState = { kind: isInvitation(first) ? 'ringing' : 'dialling' }
  let status: number | null = null
  let confirmed = Promise.resolve()
  const sound = createCallSound(mediaOf, () => session)
  const move = (next: PartyCallState) => {
    if (state.kind === 'ended') return
    state = next
    states.emit(next)
  }
  const endIfOver = () => {
    // The session ends before its refusal is told.
    if (!following && session.state === SessionState.Terminated) queueMicrotask(() => move({ kind: 'ended', status }))
  }
  const follow = (inviter: Inviter) => {
    following = inviter
    sound.wire(inviter)
    whenSettled(inviter, (answered) => {
      following = null
      if (!answered) return endIfOver()
      leave(session, onError)
      takeUp(inviter)
      move({ kind: 'established' })
    })
  }
  const delegateOf = (watched: Session): SessionDelegate => ({
    onRefer(referral: Referral) {
      const busy = following !== null || watched !== session
      const done = busy ? referral.reject({ statusCode: 491 }) : followReferral(watched, referral, follow)
      done.catch(onError)
    },
  })
  const watch = (watched: Invitation | Inviter) => {
    const delegate = delegateOf(watched)
    watched.delegate = delegate
    if (isInvitation(watched)) {
      confirmed = new Promise((resolve) => {
        delegate.onAck = () => resolve()
      })
    }
    sound.wire(watched)
    watched.stateChange.addListener((next) => {
      if (watched !== session) return
      if (next === SessionState.Established) move({ kind: 'established' })
      if (next === SessionState.Terminated) endIfOver()
    })
  }
  const takeUp = (next: Invitation | Inviter) => {
    session = next
    sound.switched()
    watch(next)
  }
  watch(first)

  // An offer before the ACK of our own answer would cross it, and sip.js then ends the call with 488.
  const changeHold = async (hold: boolean): Promise<void> => {
    await confirmed
    await reinvite(session, hold)
  }

  const call: PartyCall = {
    get sipCallId() {
      return session.request.callId
    },
    get remoteUser() {
      return session.remoteIdentity.uri.user ?? ''
    },
    header: (name) => first.request.getHeader(name) ?? null,
    direction: isInvitation(first) ? 'in' : 'out',
    get state() {
      return state
    },
    states: { on: states.on },
    replaces: () => replacesOf(session),
    async answer() {
      if (isInvitation(session)) await unlessGone(session, session.accept())
    },
    async reject(code = 486) {
      if (isInvitation(session)) await unlessGone(session, session.reject({ statusCode: code }))
    },
    async hangUp() {
      await Promise.all([...(following ? [endSession(following)] : []), endSession(session)])
    },
    async touch() {
      await session.info()
    },
    hold: () => changeHold(true),
    resume: () => changeHold(false),
    ...sound.voice,
    refer: (target, replaces) => sendReferral(session, target, replaces ?? null),
  }
  return {
    call,
    session: () => session,
    progress(response) {
      if (response.message.statusCode === 182) move({ kind: 'queued', position: positionIn(response) })
      else if (response.message.statusCode === 180) move({ kind: 'dialling' })
    },
    refused(response) {
      status = response.message.statusCode ?? null
    },
    async continueAs(invitation) {
      takeUp(invitation)
      // Accepting ends the replaced session with a BYE of its own (RFC 3891 3).
      await invitation.accept()
    },
  }
}
