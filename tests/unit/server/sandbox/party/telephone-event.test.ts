import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createKeyReader, keyPackets } from '#server/sandbox/party/telephone-event.ts'

const anyKeys = fc.string({ unit: fc.constantFrom(...'0123456789*#ABCD'), maxLength: 12 })

describe('keys as telephone events', () => {
  it('come out as they went in, whichever packets are lost, as long as one of each key arrives', () => {
    fc.assert(
      fc.property(anyKeys, fc.array(fc.boolean(), { maxLength: 200 }), (keys, losses) => {
        const heard: string[] = []
        const read = createKeyReader((key) => void heard.push(key))
        let n = 0
        for (const [index, key] of [...keys].entries()) {
          const packets = keyPackets(key, 160)
          const kept = packets.filter(() => {
            n += 1
            return losses[n - 1] !== true
          })
          for (const { payload } of kept.length > 0 ? kept : packets.slice(-1)) read(payload, index * 3200)
        }
        expect(heard.join('')).toBe(keys)
      }),
    )
  })

  it('grow by 20 ms a packet and say their end three times with the same length', () => {
    const packets = keyPackets('5', 160)
    expect(packets.map(({ first }) => first)).toEqual([true, ...packets.slice(1).map(() => false)])
    const durations = packets.map(({ payload }) => payload.readUInt16BE(2))
    expect(durations).toEqual([160, 320, 480, 640, 800, 960, 1120, 1280, 1280, 1280])
    expect(packets.filter(({ payload }) => (payload[1] ?? 0) & 0x80)).toHaveLength(3)
    expect(packets.every(({ payload }) => payload[0] === 5)).toBe(true)
  })

  it('of what is no key are none, and nothing is read from short packets or codes beyond the keys', () => {
    expect(keyPackets('x', 160)).toEqual([])
    expect(keyPackets('12', 160)).toEqual([])
    const read = createKeyReader(() => expect.unreachable())
    read(Buffer.of(1, 2, 3), 1)
    read(Buffer.of(16, 10, 0, 160), 2)
    read(Buffer.alloc(0), 3)
  })
})
