import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { headerKey, headerLine, headerList, splitOutside } from '#server/sip/message/headers.ts'
import { type Parsed, parseSip } from '#server/sip/message/parse.ts'
import { respondTo } from '#server/sip/message/respond.ts'
import { serialiseSip } from '#server/sip/message/serialise.ts'
import { torture, valid } from '#tests/support/sip-torture.ts'

const parsed = (text: string): Extract<Parsed, { kind: 'message' }>['message'] => {
  const result = parseSip(text)
  if (result.kind !== 'message') throw new Error(JSON.stringify(result))
  return result.message
}

describe('the parser', () => {
  it.each(valid)('takes the valid message %s', (_name, text) => {
    expect(parseSip(text).kind).toBe('message')
  })

  it.each(torture)('refuses %s with %i', (_name, status, text) => {
    const result = parseSip(text)
    expect(result).toMatchObject({ kind: 'bad', status })
  })

  it('reads folded and compact headers, and keeps order and names', () => {
    const message = parsed(valid[0][1])
    expect(message.headers.map((header) => header.name).slice(0, 4)).toEqual(['TO', 'from', 'MaX-fOrWaRdS', 'Call-ID'])
    expect(headerList(message, 'via')).toHaveLength(3)
    expect(headerLine(message, 'subject')).toBe('')
    expect(headerLine(message, 'max-forwards')).toBe('0068')
  })

  it('gives back what it read: serialising and reading again changes nothing', () => {
    for (const [, text] of valid) {
      const message = parsed(text)
      const again = parsed(serialiseSip(message))
      const bare = (one: typeof message) => one.headers.filter((header) => headerKey(header.name) !== 'content-length')
      expect([bare(again), again.body]).toEqual([bare(message), message.body])
    }
  })

  it('counts Content-Length in octets, not characters', () => {
    const text = serialiseSip({ ...parsed(valid[0][1]), body: '电话' })
    expect(text).toContain('Content-Length: 6')
    expect(parsed(text).body).toBe('电话')
  })

  it('never sends control characters of a bad header back', () => {
    const text = valid[0][1].replace('Call-ID: ', 'Call-ID: a\u0001b\rX-Evil: yes')
    const result = parseSip(text)
    if (result.kind !== 'bad' || result.request?.kind !== 'request') throw new Error('not answerable')
    const answer = serialiseSip(respondTo(result.request, { status: 400, reason: 'Bad' }, 'tag'))
    expect(answer.split('\r\n').some((line) => line.startsWith('X-Evil'))).toBe(false)
    expect(answer.replaceAll('\r\n', '')).not.toMatch(/\p{Cc}/u)
  })
})

const mutations = fc.tuple(
  fc.constantFrom(...valid.map(([, text]) => text)),
  fc.array(
    fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      cut: fc.nat(40),
      put: fc.oneof(
        fc.string({ unit: 'binary', maxLength: 20 }),
        fc.constantFrom(
          '\r\n',
          '\r\n\r\n',
          '"',
          '<',
          '>',
          ',',
          ';',
          '\u0000',
          ' ',
          '%',
          '4294967296',
          '-1',
          '\t',
          'sip:',
          'SIP/2.0',
        ),
        fc.integer({ min: 1, max: 66_000 }).map((n) => 'a'.repeat(n)),
      ),
    }),
    { minLength: 1, maxLength: 4 },
  ),
)

describe('hostile messages', () => {
  it('never make the parser throw, and what it takes can be answered and read again', () => {
    fc.assert(
      fc.property(mutations, ([text, changes]) => {
        let mutant = text
        for (const { at, cut, put } of changes) {
          const from = Math.floor(at * mutant.length)
          mutant = mutant.slice(0, from) + put + mutant.slice(from + cut)
        }
        const result = parseSip(mutant)
        if (result.kind === 'blank') return true
        if (result.kind === 'message') return parseSip(serialiseSip(result.message)).kind === 'message'
        if (result.request?.kind !== 'request') return true
        const answer = serialiseSip(respondTo(result.request, { status: 400, reason: 'Bad' }, 'tag'))
        return result.status >= 400 && result.status < 600 && !/\r(?!\n)|(?<!\r)\n/.test(answer)
      }),
      { numRuns: 3000 },
    )
  })

  it('take no more time the longer they are than reading takes', () => {
    const long = 60_000
    for (const filling of ['a', '"', '<', '\\"', 'a-', '%41', ';a=b', ' ', 'a.', ',', '\r\n '])
      for (const place of ['Subject: ', 'From: ', 'Contact: ', 'Via: ', 'Call-ID: ', 'To: <sip:', 'Route: <sip:a@']) {
        const text = valid[1][1].replace('\r\n\r\n', `\r\n${place}${filling.repeat(long / filling.length)}\r\n\r\n`)
        const start = performance.now()
        parseSip(text)
        expect(performance.now() - start, `${place}${filling}`).toBeLessThan(250)
      }
  })
})

describe('splitting at commas', () => {
  it('leaves quotes and angle brackets whole', () => {
    expect(splitOutside('"a,b" <sip:c,d@e>;x="1,2", f', ',')).toEqual(['"a,b" <sip:c,d@e>;x="1,2"', 'f'])
    expect(splitOutside('"a\\",b", c', ',')).toEqual(['"a\\",b"', 'c'])
  })

  it.each(['"open', '<open', 'a>b', '<a<b>'])('refuses %s', (text) => {
    expect(splitOutside(text, ',')).toBeUndefined()
  })
})
