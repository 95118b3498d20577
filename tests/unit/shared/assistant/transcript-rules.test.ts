import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type HeardSegment, hearSegment, linesOf, type Transcript } from '#shared/assistant/transcript.rules.ts'

const answeredAt = 1_000_000
const segment = (change: Partial<HeardSegment>): HeardSegment => ({
  sipCallId: 'a',
  leg: 'caller',
  utterance: 0,
  startedAt: answeredAt + 100,
  endedAt: answeredAt + 200,
  text: '停水',
  final: false,
  source: 'engine',
  ...change,
})
const hearAll = (segments: readonly HeardSegment[]): Transcript =>
  segments.reduce<Transcript>(
    (transcript, one) => hearSegment(transcript, one, answeredAt)?.transcript ?? transcript,
    new Map(),
  )
const anySegment = fc
  .record({
    leg: fc.constantFrom('caller', 'agent', 'expert'),
    utterance: fc.nat(3),
    startedAt: fc.integer({ min: answeredAt - 5000, max: answeredAt + 5000 }),
    endedAt: fc.integer({ min: answeredAt - 5000, max: answeredAt + 9000 }),
    text: fc.string({ minLength: 1, maxLength: 5 }),
    final: fc.boolean(),
  })
  .map(segment)

describe('hearing segments', () => {
  test('a line is final for good: its text is that of the first final segment', () => {
    fc.assert(
      fc.property(fc.array(anySegment, { maxLength: 30 }), (segments) => {
        for (const line of linesOf(hearAll(segments))) {
          const own = segments.filter((one) => `${one.leg}/${one.utterance}/${one.sipCallId}` === line.utteranceKey)
          const final = own.find((one) => one.final)
          expect(line.final).toBe(final !== undefined)
          if (final) expect(line.text).toBe(final.text)
        }
      }),
    )
  })

  test('telling everything twice changes nothing', () => {
    fc.assert(
      fc.property(
        fc.array(
          anySegment.map((one) => ({ ...one, final: true })),
          { maxLength: 20 },
        ),
        (segments) => {
          expect(linesOf(hearAll([...segments, ...segments]))).toEqual(linesOf(hearAll(segments)))
        },
      ),
    )
  })

  test('every utterance has one line, numbered as it was first heard, with times that never run backwards', () => {
    fc.assert(
      fc.property(fc.array(anySegment, { maxLength: 30 }), (segments) => {
        const lines = linesOf(hearAll(segments))
        expect(lines.map((line) => line.seq)).toEqual(lines.map((_, number) => number))
        for (const line of lines) {
          expect(line.startMs).toBeGreaterThanOrEqual(0)
          expect(line.endMs).toBeGreaterThanOrEqual(line.startMs)
        }
      }),
    )
  })

  test('an interim text older than the one shown is ignored', () => {
    const newer = segment({ endedAt: answeredAt + 900, text: '家里停水了' })
    expect(linesOf(hearAll([newer, segment({ endedAt: answeredAt + 300 })]))[0]?.text).toBe('家里停水了')
  })

  test('a call taken up again may count its utterances from nought', () => {
    expect(linesOf(hearAll([segment({ final: true }), segment({ sipCallId: 'b', final: true })]))).toHaveLength(2)
  })
})
