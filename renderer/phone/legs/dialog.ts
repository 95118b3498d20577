import { Inviter, type Referral, type Session, SessionState } from 'sip.js'
import type { Clock } from '#shared/kit/clock.ts'
import type { Disposer } from '#shared/kit/disposable.ts'
import type { LegEndReason } from '#shared/telephony/leg-state.ts'
import { isRemoteHold } from '#shared/telephony/media-direction.rules.ts'
import type { Mixer } from '../media/mixer.ts'
import type { MixerPort } from '../media/mixer-port.ts'
import { SessionMedia } from '../media/session-media.ts'
import { reasonOfBye, reasonOfCancel } from './end-reason.rules.ts'
import { Renegotiation } from './renegotiation.ts'

/** What every dialog needs of the phone. */
export interface DialogDeps {
  readonly mixer: () => Mixer
  readonly clock: Clock
  readonly random: () => number
  readonly iceServers: readonly RTCIceServer[]
  readonly isOnline: () => boolean
}

export interface DialogListener {
  isHolding(): boolean
  onEstablished(dialog: Dialog): void
  onRemoteHold(dialog: Dialog, on: boolean): void
  /** `reason` null: sip.js ended it and nobody said why. */
  onEnded(dialog: Dialog, reason: LegEndReason | null): void
  onConnectionState(dialog: Dialog, state: RTCPeerConnectionState): void
  /** The other side asks us to call somebody (RFC 3515). */
  onRefer(referral: Referral): void
}

/** One SIP dialog with its media and its re-INVITEs. A leg has one at a time; an INVITE with Replaces gives it a new one. */
export class Dialog {
  readonly session: Session
  readonly media: SessionMedia
  readonly renegotiation: Renegotiation
  readonly port: MixerPort
  readonly #deps: DialogDeps
  readonly #listener: DialogListener
  readonly #unlisten: Disposer
  #reason: LegEndReason | null = null
  #closed = false

  constructor(deps: DialogDeps, session: Session, listener: DialogListener) {
    this.#deps = deps
    this.session = session
    this.#listener = listener
    this.port = deps.mixer().openPort()
    this.media = new SessionMedia({
      track: this.port.track,
      iceServers: deps.iceServers,
      clock: deps.clock,
      isHolding: () => listener.isHolding(),
      onRemoteDirection: (direction) => listener.onRemoteHold(this, isRemoteHold(direction)),
      onRemoteTrack: (track) => this.port.setRemote(track),
      onConnectionState: (state) => listener.onConnectionState(this, state),
      onStable: () => this.renegotiation.poke(),
    })
    this.renegotiation = new Renegotiation({
      session,
      media: this.media,
      clock: deps.clock,
      random: deps.random,
      ownsCallId: session instanceof Inviter,
      isOnline: deps.isOnline,
    })
    this.#unlisten = this.#listen()
  }

  get isRenegotiating(): boolean {
    return this.renegotiation.isBusy || !this.media.isStable
  }

  get agreedAt(): number {
    return this.media.agreedAt
  }

  /** Packets of sound that came in so far; rejects once the connection is closed. */
  received(): Promise<number> {
    return this.media.received()
  }

  /** Asks for new transport addresses (RFC 8445 2.4) and tells the other end. */
  restart(): void {
    this.media.restartIce()
    void this.renegotiation.run()
  }

  /** What a later end shall be called, where sip.js alone would not know. */
  blame(reason: LegEndReason): void {
    this.#reason ??= reason
  }

  /** Frees the media at once; the session may still have its BYE to send. */
  silence(legId: string): void {
    if (this.#closed) return
    this.#closed = true
    this.media.close()
    this.#deps.mixer().closePort(legId, this.port)
  }

  /** Stops hearing of the session: another dialog has taken its place. */
  abandon(legId: string): void {
    this.#unlisten()
    this.silence(legId)
  }

  #listen(): Disposer {
    const { session } = this
    const onState = (state: SessionState): void => {
      if (state === SessionState.Established) this.#listener.onEstablished(this)
      if (state === SessionState.Terminated) this.#listener.onEnded(this, this.#reason)
      this.renegotiation.poke()
    }
    session.stateChange.addListener(onState)
    session.delegate = {
      onAck: () => this.renegotiation.ackCame(),
      onBye: (bye) => {
        this.blame(reasonOfBye(bye.request.getHeaders('reason').join(',')))
        void bye.accept()
      },
      onRefer: (referral) => this.#listener.onRefer(referral),
      onCancel: (cancel) => this.blame(reasonOfCancel(cancel.request.getHeaders('reason').join(','))),
      onInvite: (_request, _response, status) => {
        if (status >= 200 && status < 300) this.renegotiation.ackExpected()
      },
    }
    return () => session.stateChange.removeListener(onState)
  }
}
