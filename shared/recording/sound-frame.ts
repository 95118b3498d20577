import { failure, type Result, success } from '../kit/result.ts'

/** What of a leg is recorded: the agent as this party may hear him, and the party itself. */
export const soundChannels = ['agent', 'party'] as const
export type SoundChannel = (typeof soundChannels)[number]

/** Samples a second: 16-bit, little-endian, mono. */
export const soundRate = 16_000

/** A piece of one channel on its way to the backend. */
export interface SoundFrame {
  readonly channel: SoundChannel
  /** Counts up in one connection. */
  readonly seq: number
  /** Of the first sample, ms since the leg was answered. */
  readonly startMs: number
  /** PCM. */
  readonly pcm: Uint8Array
}

/** Why bytes are no frame. */
export type FrameFault = 'short' | 'version' | 'channel' | 'length'

const version = 1
const headerBytes = 12
/** Longest frame, samples: one second. */
const mostSamples = soundRate

/** Octets of the largest frame. */
export const mostFrameBytes = headerBytes + mostSamples * 2

/** How long so many octets of PCM last, ms. */
export const pcmMs = (bytes: number): number => (bytes * 1000) / (soundRate * 2)

/** Header: version, channel, two octets 0, `seq` and `startMs` in 32 bits each, big-endian; then the samples. */
export function writeFrame({ channel, seq, startMs, pcm }: SoundFrame): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(headerBytes + pcm.byteLength)
  const view = new DataView(bytes.buffer)
  view.setUint8(0, version)
  view.setUint8(1, soundChannels.indexOf(channel))
  view.setUint32(4, seq)
  view.setUint32(8, startMs)
  bytes.set(pcm, headerBytes)
  return bytes
}

/** Reads a frame; the samples are a view into the bytes. */
export function readFrame(bytes: Uint8Array): Result<SoundFrame, FrameFault> {
  if (bytes.byteLength < headerBytes) return failure('short')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (view.getUint8(0) !== version || view.getUint16(2) !== 0) return failure('version')
  const channel = soundChannels[view.getUint8(1)]
  if (channel === undefined) return failure('channel')
  const pcm = bytes.subarray(headerBytes)
  if (pcm.byteLength === 0 || pcm.byteLength % 2 !== 0 || bytes.byteLength > mostFrameBytes) return failure('length')
  return success({ channel, seq: view.getUint32(4), startMs: view.getUint32(8), pcm })
}
