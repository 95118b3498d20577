/** Keys of a telephone as RTP events (RFC 4733 3.2): the place in this text is the event's code. */
const keys = '0123456789*#ABCD'

/** Volume of a key in -dBm0 (RFC 4733 2.3.4). */
const volume = 10
/** Frames of 20 ms a key lasts, and how often its end is said (RFC 4733 2.5.1.4). */
const pressFrames = 8
const endPackets = 3

/** One packet of a key; all packets of one key bear the RTP timestamp of its beginning. */
export interface KeyPacket {
  readonly payload: Buffer
  /** The first packet of the key: the marker bit (RFC 4733 2.5.1.1). */
  readonly first: boolean
}

/** The packets of one press, one every 20 ms; `samples`: RTP clock ticks of a frame. Empty for what is no key. */
export function keyPackets(key: string, samples: number): KeyPacket[] {
  const code = keys.indexOf(key)
  if (code < 0 || key.length !== 1) return []
  return Array.from({ length: pressFrames + endPackets - 1 }, (_, index) => {
    const payload = Buffer.alloc(4)
    payload[0] = code
    payload[1] = (index >= pressFrames - 1 ? 0x80 : 0) | volume
    payload.writeUInt16BE(samples * Math.min(index + 1, pressFrames), 2)
    return { payload, first: index === 0 }
  })
}

/**
 * Reads keys out of event packets: a key counts when its first packet comes, whichever that is; packets of the same timestamp are the same key.
 * Codes beyond the keys (flash, modem tones) are none.
 */
export function createKeyReader(onKey: (key: string) => void): (payload: Buffer, timestamp: number) => void {
  let last: number | null = null
  return (payload, timestamp) => {
    if (payload.length < 4 || timestamp === last) return
    last = timestamp
    const key = keys[payload[0] ?? keys.length]
    if (key) onKey(key)
  }
}
