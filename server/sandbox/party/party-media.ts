import type { BodyAndContentType, SessionDescriptionHandler, SessionDescriptionHandlerOptions } from 'sip.js'
import { MediaStreamTrack, usePCMU as pcmu, RTCPeerConnection } from 'werift'
import { decodeMuLaw } from './mu-law.ts'
import { frameSamples } from './pacer.ts'
import { createSender, isKeyCodec, keyCodec } from './party-sender.ts'
import { createKeyReader, type KeyPacket, keyPackets } from './telephone-event.ts'

/** Gives the next 20 ms: 160 samples of 16-bit PCM at 8 kHz; null: nothing to say now, silence is sent. */
export type AudioSource = () => Int16Array | null

/** Hears 20 ms (sometimes more, if the far end packs so) of 16-bit PCM at 8 kHz. */
export type AudioListener = (frame: Int16Array) => void

/** The sound of one call: PCMU over WebRTC, sent without a pause once it is up, so that a far end can tell silence from death. */
export interface PartyMedia extends SessionDescriptionHandler {
  source: AudioSource | null
  readonly listeners: Set<AudioListener>
  readonly holdListeners: Set<(held: boolean) => void>
  readonly keyListeners: Set<(key: string) => void>
  /** Presses keys, one after the other, in place of the sound. */
  press(keys: string): void
}

interface HoldOptions extends SessionDescriptionHandlerOptions {
  readonly hold?: boolean
}

const gatherMs = 2000

/** Waits for all host candidates; there is no STUN server, so this takes milliseconds. */
async function gathered(peer: RTCPeerConnection): Promise<void> {
  if (peer.iceGatheringState === 'complete') return
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, gatherMs)
    peer.iceGatheringStateChange.subscribe((state) => {
      if (state !== 'complete') return
      clearTimeout(timer)
      resolve()
    })
  })
}

/** Whether an offer takes the sound away from us (RFC 3264 8.4). */
const takesAway = (sdp: string): boolean => /^a=(sendonly|inactive)[ \t]*\r?$/m.test(sdp)

/** `a=rtcp:` without an address is legal (RFC 3605 2.1), but the library cannot read it. */
function readable(sdp: string): string {
  return sdp.replace(/^a=rtcp:.*\r?\n/gm, '')
}

/** Makes the media of one session; `closed` runs once when it is closed, by whoever. */
export function createPartyMedia(onClosed: () => void): PartyMedia {
  const peer = new RTCPeerConnection({
    codecs: { audio: [pcmu(), keyCodec()], video: [] },
    iceServers: [],
    bundlePolicy: 'max-compat',
    // A machine without any network has loopback only.
    iceAdditionalHostAddresses: ['127.0.0.1'],
    iceUseIpv6: false,
  })
  const track = new MediaStreamTrack({ kind: 'audio' })
  const listeners = new Set<AudioListener>()
  const holdListeners = new Set<(held: boolean) => void>()
  const keyListeners = new Set<(key: string) => void>()
  const keys: KeyPacket[] = []
  const heard = new WeakSet<MediaStreamTrack>()
  let held = false
  let stopSender: (() => void) | null = null
  let closed = false

  peer.onTrack.subscribe((remote) => {
    // Comes again with each re-INVITE; a second subscription would double the sound.
    if (heard.has(remote)) return
    heard.add(remote)
    const readKey = createKeyReader((key) => {
      for (const listener of keyListeners) listener(key)
    })
    remote.onReceiveRtp.subscribe(({ header, payload }) => {
      if (isEvent(header.payloadType)) return readKey(payload, header.timestamp)
      if (header.payloadType !== 0) return
      const frame = decodeMuLaw(payload)
      for (const listener of listeners) listener(frame)
    })
  })

  const transceiver = () => {
    const known = peer.getTransceivers().find((one) => one.kind === 'audio')
    if (known) {
      if (known.sender.track !== track) known.sender.registerTrack(track)
      return known
    }
    return peer.addTransceiver(track, { direction: 'sendrecv' })
  }

  const isEvent = (payloadType: number) =>
    transceiver().codecs.some((codec) => isKeyCodec(codec) && codec.payloadType === payloadType)

  const media: PartyMedia = {
    source: null,
    listeners,
    holdListeners,
    keyListeners,
    press(pressed) {
      for (const key of pressed) keys.push(...keyPackets(key, frameSamples))
    },
    async getDescription(options?: HoldOptions): Promise<BodyAndContentType> {
      const audio = transceiver()
      audio.setDirection(options?.hold ? 'sendonly' : 'sendrecv')
      const offering = peer.signalingState === 'stable'
      await peer.setLocalDescription(offering ? await peer.createOffer() : await peer.createAnswer())
      await gathered(peer)
      stopSender ??= closed ? null : createSender({ track, audio, keys, read: () => media.source?.() ?? null })
      return { body: peer.localDescription?.sdp ?? '', contentType: 'application/sdp' }
    },
    hasDescription: (contentType) => contentType === 'application/sdp',
    async setDescription(sdp): Promise<void> {
      const type = peer.signalingState === 'have-local-offer' ? 'answer' : 'offer'
      await peer.setRemoteDescription({ type, sdp: readable(sdp) })
      if (type === 'answer') return
      transceiver()
      if (takesAway(sdp) === held) return
      held = !held
      for (const listener of holdListeners) listener(held)
    },
    async rollbackDescription(): Promise<void> {
      await peer.setLocalDescription({ type: 'rollback' })
    },
    sendDtmf: () => false,
    close() {
      if (closed) return
      closed = true
      onClosed()
      stopSender?.()
      listeners.clear()
      holdListeners.clear()
      keyListeners.clear()
      media.source = null
      peer.close().catch(() => {})
    },
  }
  return media
}
