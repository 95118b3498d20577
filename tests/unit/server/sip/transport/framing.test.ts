import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cutStream, trimDatagram } from '#server/sip/transport/framing.rules.ts'

const message = (body: string) =>
  `OPTIONS sip:a@b SIP/2.0\r\nX-L: l: 7\r\nl : ${Buffer.byteLength(body)}\r\n\r\n${body}`

/** Feeds the pieces one after the other; messages as text, keep-alives as `ping`. */
function feed(pieces: readonly Buffer[], most = 65_536): { frames: string[]; rest: Buffer } {
  let rest: Buffer = Buffer.alloc(0)
  const frames: string[] = []
  for (const piece of pieces) {
    const cut = cutStream(Buffer.concat([rest, piece]), most)
    rest = cut.bytes
    for (const frame of cut.frames) frames.push(frame.kind === 'message' ? String(frame.bytes) : frame.kind)
  }
  return { frames, rest }
}

describe('a stream of SIP', () => {
  it('gives the same messages whatever pieces it comes in', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'grapheme', maxLength: 40 }).map(message), { maxLength: 4 }),
        fc.array(fc.nat(60), { maxLength: 12 }),
        (texts, cuts) => {
          let rest: Buffer = Buffer.from(texts.join('\r\n'))
          const pieces = cuts.map((at) => {
            const piece = rest.subarray(0, at)
            rest = rest.subarray(at)
            return piece
          })
          const { frames, rest: left } = feed([...pieces, rest])
          expect(frames).toEqual(texts)
          expect(left).toHaveLength(0)
        },
      ),
    )
  })

  it('answers keep-alives, also one that comes in halves', () => {
    expect(feed([Buffer.from('\r\n\r\n')]).frames).toEqual(['ping'])
    expect(feed([Buffer.from('\r\n'), Buffer.from('\r\n')]).frames).toEqual(['ping'])
  })

  it.each([
    ['no length', 'OPTIONS sip:a@b SIP/2.0\r\nX: y\r\n\r\n'],
    ['a negative length', 'OPTIONS sip:a@b SIP/2.0\r\nl: -3\r\n\r\nabc'],
    ['a length beyond the limit', 'OPTIONS sip:a@b SIP/2.0\r\nl: 999\r\n\r\n'],
    ['a head that does not end', `OPTIONS ${'a'.repeat(600)}`],
  ])('is lost with %s', (_what, text) => {
    expect(feed([Buffer.from(text)], 500).frames).toEqual(['lost'])
  })
})

describe('a datagram', () => {
  it('is its message alone: what follows the body is dropped (RFC 3261 18.3), a short body is left as it is', () => {
    expect(String(trimDatagram(Buffer.from(`${message('一二')}OPTIONS sip:evil SIP/2.0`)))).toBe(message('一二'))
    const short = 'OPTIONS sip:a@b SIP/2.0\r\nl: 9\r\n\r\nabc'
    for (const text of [short, '', '\r\n\r\n', 'nonsense']) expect(String(trimDatagram(Buffer.from(text)))).toBe(text)
  })
})
