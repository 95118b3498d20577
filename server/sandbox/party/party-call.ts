import { type Invitation, type Inviter, type Session, SessionState } from 'sip.js'
import type { IncomingResponse } from 'sip.js/lib/core/index.js'
import { createEmitter, type Emitter } from '#shared/kit/emitter.ts'
import type { AudioListener, AudioSource, PartyMedia } from './party-media.ts'

/** How a call of a party goes on. `queued`: position from the queue's 182. `ended`: `status` is the SIP status of a refusal, null after a hang-up. */
export type PartyCallState =
  | { readonly kind: 'ringing' | 'dialling' | 'established' }
  | { readonly kind: 'queued'; readonly position: number }
  | { readonly kind: 'ended'; readonly status: number | null }

/** One call of a scripted party. */
export interface PartyCall {
  readonly sipCallId: string
  /** User part of the far end's address. */
  readonly remoteUser: string
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
  hold(): Promise<void>
  resume(): Promise<void>
  /** What the far end hears from now on; null: silence. */
  sendAudio(source: AudioSource | null): void
  /** Hears the far end; the result stops it. */
  onAudio(listener: AudioListener): () => void
  /** Whether the far end holds this call, told at each change; the result stops it. */
  onHold(listener: (held: boolean) => void): () => void
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

/** Wraps a session of sip.js. `mediaOf` gives the session's sound, the same at each asking. */
export function createPartyCall(
  first: Invitation | Inviter,
  mediaOf: (session: Session) => PartyMedia,
  onError: (error: unknown) => void,
): PartyCallControl {
  const states = createEmitter<PartyCallState>(onError)
  let session = first
  let state: PartyCallState = { kind: isInvitation(first) ? 'ringing' : 'dialling' }
  let status: number | null = null
  const move = (next: PartyCallState) => {
    if (state.kind === 'ended') return
    state = next
    states.emit(next)
  }
  let confirmed = Promise.resolve()
  const watch = (watched: Invitation | Inviter) => {
    if (isInvitation(watched)) {
      confirmed = new Promise((resolve) => {
        watched.delegate = { onAck: () => resolve() }
      })
    }
    watched.stateChange.addListener((next) => {
      if (watched !== session) return
      if (next === SessionState.Established) move({ kind: 'established' })
      // The session ends before its refusal is told.
      if (next === SessionState.Terminated) queueMicrotask(() => move({ kind: 'ended', status }))
    })
  }
  watch(first)

  const hangUp = async (): Promise<void> => {
    if (session.state === SessionState.Established) await session.bye()
    else if (isInvitation(session)) await session.reject({ statusCode: 480 })
    else if (session.state !== SessionState.Terminated) await session.cancel()
  }

  // An offer before the ACK of our own answer would cross it, and sip.js then ends the call with 488.
  const changeHold = async (hold: boolean): Promise<void> => {
    await confirmed
    await reinvite(session, hold)
  }

  const call: PartyCall = {
    get sipCallId() {
      return session.request.callId
    },
    remoteUser: first.remoteIdentity.uri.user ?? '',
    direction: isInvitation(first) ? 'in' : 'out',
    get state() {
      return state
    },
    states: { on: states.on },
    replaces() {
      const { dialog } = session
      return dialog ? `${dialog.callId};to-tag=${dialog.remoteTag};from-tag=${dialog.localTag}` : null
    },
    async answer() {
      if (isInvitation(session)) await session.accept()
    },
    async reject(code = 486) {
      if (isInvitation(session)) await session.reject({ statusCode: code })
    },
    hangUp,
    hold: () => changeHold(true),
    resume: () => changeHold(false),
    sendAudio(source) {
      mediaOf(session).source = source
    },
    onAudio(listener) {
      mediaOf(session).listeners.add(listener)
      return () => void mediaOf(session).listeners.delete(listener)
    },
    onHold(listener) {
      mediaOf(session).holdListeners.add(listener)
      return () => void mediaOf(session).holdListeners.delete(listener)
    },
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
      const old = mediaOf(session)
      const media = mediaOf(invitation)
      media.source = old.source
      for (const listener of old.listeners) media.listeners.add(listener)
      for (const listener of old.holdListeners) media.holdListeners.add(listener)
      session = invitation
      watch(invitation)
      // Accepting ends the replaced session with a BYE of its own (RFC 3891 3).
      await invitation.accept()
    },
  }
}
