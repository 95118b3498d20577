import { randomInt } from 'node:crypto'
import { type MediaStreamTrack, RTCRtpCodecParameters, type RTCRtpTransceiver, RtpHeader, RtpPacket } from 'werift'
import { encodeMuLaw } from './mu-law.ts'
import { frameSamples, startPacer } from './pacer.ts'
import type { KeyPacket } from './telephone-event.ts'

/** Whether a codec carries keys, counted in the telephone's 8000 a second. */
export const isKeyCodec = ({ mimeType, clockRate }: RTCRtpCodecParameters) =>
  mimeType.toLowerCase() === 'audio/telephone-event' && clockRate === 8000

/** Offered to the far end; an answer takes the far end's number for it (RFC 3264 6.1). */
export const keyCodec = () =>
  new RTCRtpCodecParameters({
    mimeType: 'audio/telephone-event',
    clockRate: 8000,
    channels: 1,
    payloadType: 101,
    parameters: '0-15',
  })

interface Sending {
  readonly track: MediaStreamTrack
  readonly audio: RTCRtpTransceiver
  /** Packets of keys still to be sent. */
  readonly keys: KeyPacket[]
  read(): Int16Array | null
}

/** Sends a packet of a key: the library puts the number of the sender's codec on each packet, so that codec is another for this one. */
function sendKey({ audio }: Sending, packet: RtpPacket): void {
  const { sender, codecs } = audio
  const sound = sender.codec
  const events = codecs.find(isKeyCodec)
  if (!events) return
  sender.codec = events
  sender.sendRtp(packet).catch(() => {})
  if (sound) sender.codec = sound
}

/** Sends 20 ms each 20 ms: a key where one is pressed, else sound, else silence. The result stops it. */
export function createSender(sending: Sending): () => void {
  const { track, keys, read } = sending
  let sequenceNumber = randomInt(0x10000)
  let timestamp = randomInt(0x7fffffff)
  let keyStart = 0
  const silence = encodeMuLaw(new Int16Array(frameSamples))
  return startPacer(() => {
    const key = keys.shift()
    if (key?.first) keyStart = timestamp
    const header = new RtpHeader({ payloadType: 0, sequenceNumber, timestamp: key ? keyStart : timestamp })
    if (key) {
      header.marker = key.first
      sendKey(sending, new RtpPacket(header, key.payload))
    } else {
      const frame = read()
      track.writeRtp(new RtpPacket(header, frame ? encodeMuLaw(frame) : silence))
    }
    sequenceNumber = (sequenceNumber + 1) & 0xffff
    timestamp = (timestamp + frameSamples) >>> 0
  })
}
