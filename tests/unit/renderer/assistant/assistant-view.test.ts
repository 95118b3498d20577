import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lineTime, suggestionForKey } from '#renderer/assistant/assistant-view.rules.ts'
import { isAtEnd } from '#renderer/assistant/use-follow.ts'
import { markWords } from '#renderer/ui/mark-words.ts'
import { suggestion } from './assistant-fixture.ts'

describe('marking words', () => {
  it('loses no character, whatever the words', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('暖', '气', '不', '热', 'a') }),
        fc.array(fc.string()),
        (text, words) => {
          const parts = markWords(text, [...words, '暖气', '不热'])
          expect(parts.map((part) => part.text).join('')).toBe(text)
          for (const part of parts) expect(text.slice(part.at, part.at + part.text.length)).toBe(part.text)
        },
      ),
    )
  })

  it('marks every place of a word, and the longer of two that overlap', () => {
    const marked = markWords('暖气不热，暖气', ['暖气', '暖气不热']).filter((part) => part.marked)
    expect(marked.map((part) => [part.at, part.text])).toEqual([
      [0, '暖气不热'],
      [5, '暖气'],
    ])
  })
})

it('times of lines are minutes and seconds', () => {
  expect([0, 999, 61_000, 3_600_000, -5].map(lineTime)).toEqual(['0:00', '0:00', '1:01', '60:00', '0:00'])
})

it('a key means a place: an empty place has nothing', () => {
  const rows = [suggestion(1), suggestion(3, 'K0402001')]
  expect(suggestionForKey(rows, 3)?.entry.id).toBe('K0402001')
  expect(suggestionForKey(rows, 2)).toBeUndefined()
})

it('the end is within a line of the end', () => {
  expect(isAtEnd({ scrollHeight: 1000, scrollTop: 790, clientHeight: 200 })).toBe(true)
  expect(isAtEnd({ scrollHeight: 1000, scrollTop: 700, clientHeight: 200 })).toBe(false)
})
