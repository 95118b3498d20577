import type { BodyAndContentType, SessionDescriptionHandler } from 'sip.js'
import type { Clock } from '#shared/kit/clock.ts'
import {
  answerDirection,
  isRemoteHold,
  type MediaDirection,
  offerDirection,
  readyToReceive,
} from '#shared/telephony/media-direction.rules.ts'
import { audioDirection, withAudioDirection, withTransportOf } from './audio-section.ts'
import { gathered } from './gathering.ts'

export interface SessionMediaOptions {
  /** The leg's own track out of the mixer, never the microphone itself: closing a connection must not silence another leg. */
  readonly track: MediaStreamTrack
  readonly iceServers: readonly RTCIceServer[]
  readonly clock: Clock
  /** What we want now; asked at each offer and answer. */
  readonly isHolding: () => boolean
  readonly onRemoteDirection: (direction: MediaDirection) => void
  readonly onRemoteTrack: (track: MediaStreamTrack) => void
  readonly onConnectionState: (state: RTCPeerConnectionState) => void
  /** Signalling became stable: a waiting re-INVITE may go. */
  readonly onStable: () => void
}

/**
 * Offer and answer of one dialog over one peer connection, for sip.js.
 * The connection itself always negotiates `sendrecv` and only the wire says `sendonly` or `inactive`. A re-offer is applied to the
 * connection only when its answer is there: a refused one has nothing to take back. (Chromium loses the sound of both directions when a
 * re-offer is rolled back.)
 */
export class SessionMedia implements SessionDescriptionHandler {
  readonly #options: SessionMediaOptions
  readonly #connection: RTCPeerConnection
  readonly #sender: RTCRtpSender
  #restartNext = false
  /** The offer on the wire asks for new addresses; one that is not taken has to ask again. */
  #restarting = false
  /** The other side's last offer, word for word, and what we answered. */
  #heard: string | null = null
  #said: string | null = null
  /** The offer at hand is the last one again: a refresh of the session (RFC 4028 7.4), which changes nothing. */
  #repeated = false
  #agreedAt = 0
  /** A re-offer on the wire that the connection does not know yet. */
  #proposed: RTCSessionDescriptionInit | undefined
  /** As the other side wrote it last; the connection gets `readyToReceive` of it. */
  #remoteDirection: MediaDirection = 'sendrecv'
  /** What is asked of a connection that is closed meanwhile never settles (W3C webrtc 4.4.1.2), and sip.js would wait with its ACK for ever. */
  readonly #closed: Promise<void>
  #tellClosed: () => void = () => undefined

  constructor(options: SessionMediaOptions) {
    this.#options = options
    this.#closed = new Promise((resolve) => {
      this.#tellClosed = resolve
    })
    this.#connection = new RTCPeerConnection({
      iceServers: [...options.iceServers],
      // max-bundle fails on offers without a BUNDLE group, as media relays send them.
      bundlePolicy: 'balanced',
      rtcpMuxPolicy: 'require',
    })
    this.#sender = this.#connection.addTrack(options.track, new MediaStream([options.track]))
    this.#connection.ontrack = (event) => options.onRemoteTrack(event.track)
    this.#connection.onconnectionstatechange = () => options.onConnectionState(this.#connection.connectionState)
    this.#connection.onsignalingstatechange = () => {
      if (this.isStable) options.onStable()
    }
  }

  get isStable(): boolean {
    return this.#connection.signalingState === 'stable' && !this.#proposed
  }

  get isConnected(): boolean {
    return this.#connection.connectionState === 'connected'
  }

  /** What the browser has counted (W3C webrtc-stats). Rejects once it is closed. */
  stats(): Promise<RTCStatsReport> {
    return this.#connection.getStats()
  }

  /** When a description of the other side was taken last, ms since the epoch: sound over new addresses needs a moment. */
  get agreedAt(): number {
    return this.#agreedAt
  }

  /** Packets of sound that came in so far. */
  async received(): Promise<number> {
    const [receiver] = this.#connection.getReceivers()
    let packets = 0
    for (const stats of ((await receiver?.getStats()) ?? new Map()).values())
      if (stats.type === 'inbound-rtp') packets += stats.packetsReceived ?? 0
    return packets
  }

  /** The next offer asks for new transport addresses (RFC 8445 2.4). */
  restartIce(): void {
    this.#restartNext = true
  }

  /** Rejects when it is closed. */
  getDescription(): Promise<BodyAndContentType> {
    return Promise.race([this.#describe(), this.#closed.then(() => Promise.reject(new Error('Closed.')))])
  }

  /** Resolves when it is closed: the answer that ends our own INVITE is then as good as applied. */
  setDescription(sdp: string): Promise<void> {
    return Promise.race([this.#take(sdp), this.#closed])
  }

  rollbackDescription(): Promise<void> {
    return Promise.race([this.#takeBack(), this.#closed])
  }

  async #describe(): Promise<BodyAndContentType> {
    if (this.#repeated) {
      this.#repeated = false
      return described(this.#said ?? '', answerDirection(this.#options.isHolding(), this.#remoteDirection))
    }
    const answering = this.#connection.signalingState === 'have-remote-offer'
    this.#send(!answering || !isRemoteHold(this.#remoteDirection))
    if (answering) {
      const answer = await this.#applied(
        await this.#connection.createAnswer(),
        answerDirection(this.#options.isHolding(), this.#remoteDirection),
      )
      this.#said = answer.body
      return answer
    }
    this.#said = null
    const iceRestart = this.#restartNext
    this.#restartNext = false
    this.#restarting = iceRestart
    const offer = await this.#connection.createOffer({ iceRestart })
    const direction = offerDirection(this.#options.isHolding())
    const current = this.#connection.currentLocalDescription
    if (iceRestart || !current) return this.#applied(offer, direction)
    this.#proposed = offer
    return described(withTransportOf(offer.sdp ?? '', current.sdp), direction)
  }

  async #take(sdp: string): Promise<void> {
    if (this.isStable && this.#said !== null && sdp === this.#heard) {
      this.#repeated = true
      return
    }
    const ours = this.#proposed !== undefined || this.#connection.signalingState === 'have-local-offer'
    // Two offers met: theirs says actpass (RFC 8842 5.2), an answer never does. Ours gives way and is sent again later.
    const met = ours && /^a=setup:actpass\r?$/m.test(sdp)
    if (met) await this.#takeBack()
    const proposed = this.#proposed
    this.#proposed = undefined
    if (proposed) await this.#connection.setLocalDescription(proposed)
    const type = ours && !met ? 'answer' : 'offer'
    const direction = audioDirection(sdp)
    // An offer that wants no sound would not be given to our own transceiver (RFC 8829 5.10); our answer will not send.
    const taken = type === 'offer' ? 'sendrecv' : readyToReceive(direction)
    await this.#connection.setRemoteDescription({ type, sdp: withAudioDirection(sdp, taken) })
    this.#heard = type === 'offer' ? sdp : null
    if (type === 'answer') this.#restarting = false
    this.#remoteDirection = direction
    this.#agreedAt = this.#options.clock.now()
    this.#options.onRemoteDirection(direction)
  }

  async #takeBack(): Promise<void> {
    this.#proposed = undefined
    this.#repeated = false
    this.#restartNext ||= this.#restarting
    this.#restarting = false
    const state = this.#connection.signalingState
    if (state === 'have-local-offer') await this.#connection.setLocalDescription({ type: 'rollback' })
    if (state === 'have-remote-offer') await this.#connection.setRemoteDescription({ type: 'rollback' })
    this.#options.onStable()
  }

  hasDescription(contentType: string): boolean {
    return contentType === 'application/sdp'
  }

  /** RFC 4733; false where the other side did not agree to telephone events. */
  sendDtmf(tones: string): boolean {
    const dtmf = this.#sender.dtmf
    if (!dtmf?.canInsertDTMF) return false
    dtmf.insertDTMF(dtmf.toneBuffer + tones, 160, 80)
    return true
  }

  close(): void {
    this.#connection.ontrack = null
    this.#connection.onconnectionstatechange = null
    this.#connection.onsignalingstatechange = null
    this.#connection.close()
    this.#tellClosed()
  }

  #send(on: boolean): void {
    const own = this.#connection.getTransceivers().find(({ sender }) => sender === this.#sender)
    if (own) own.direction = on ? 'sendrecv' : 'recvonly'
  }

  /** Gives the description to the connection and waits for candidates. */
  async #applied(description: RTCSessionDescriptionInit, direction: MediaDirection): Promise<BodyAndContentType> {
    await this.#connection.setLocalDescription(description)
    await gathered(this.#connection, this.#options.iceServers.length > 0, this.#options.clock)
    const local = this.#connection.localDescription
    if (!local) throw new Error('The peer connection closed while a description was made.')
    return described(local.sdp, direction)
  }
}

const described = (sdp: string, direction: MediaDirection): BodyAndContentType => ({
  body: withAudioDirection(sdp, direction),
  contentType: 'application/sdp',
})
