import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Proposal } from '#shared/assistant/judge.ts'
import { type Placed, places, settleRanks } from '#shared/assistant/suggestion-ranks.rules.ts'

const proposal = (entryId: string, confidence: number): Proposal => ({
  id: `knowledge:${entryId}`,
  source: 'knowledge',
  entryId,
  confidence,
  because: ['x'],
  seq: 0,
})
const round = fc
  .uniqueArray(fc.tuple(fc.constantFrom(...'abcdefghij'), fc.double({ min: 0.35, max: 0.99, noNaN: true })), {
    selector: ([name]) => name,
    maxLength: places,
  })
  .map((pairs) => pairs.map(([name, confidence]) => proposal(name, confidence)))
const run = (rounds: readonly Proposal[][]): Placed[][] => {
  let placed: Placed[] = []
  return rounds.map((proposals) => {
    placed = settleRanks(placed, proposals)
    return placed
  })
}

describe('places of suggestions', () => {
  test('what is still proposed never moves', () => {
    fc.assert(
      fc.property(fc.array(round, { maxLength: 12 }), (rounds) => {
        const after = run(rounds)
        for (const [number, placed] of after.entries())
          for (const { rank, proposal: shown } of after[number - 1] ?? []) {
            const now = placed.find((one) => one.proposal.id === shown.id)
            if (now) expect(now.rank).toBe(rank)
          }
      }),
    )
  })

  test('no place is held twice, nothing stands twice, and nothing stands that is not proposed', () => {
    fc.assert(
      fc.property(fc.array(round, { minLength: 1, maxLength: 12 }), (rounds) => {
        for (const [number, placed] of run(rounds).entries()) {
          expect(new Set(placed.map((one) => one.rank)).size).toBe(placed.length)
          expect(new Set(placed.map((one) => one.proposal.id)).size).toBe(placed.length)
          for (const { rank, proposal: shown } of placed) {
            expect(rank).toBeLessThanOrEqual(places)
            expect(rounds[number]).toContainEqual(shown)
          }
        }
      }),
    )
  })

  test('the first round stands in the judge’s order', () => {
    const [after] = run([[proposal('a', 0.9), proposal('b', 0.6), proposal('c', 0.4)]])
    expect(after?.map(({ rank, proposal: shown }) => [rank, shown.entryId])).toEqual([
      [1, 'a'],
      [2, 'b'],
      [3, 'c'],
    ])
  })

  test('a freed place is taken by the newcomer, the others stay', () => {
    const after = run([
      [proposal('a', 0.9), proposal('b', 0.6)],
      [proposal('b', 0.6), proposal('c', 0.9)],
    ]).at(-1)
    expect(after?.map(({ rank, proposal: shown }) => [rank, shown.entryId])).toEqual([
      [1, 'c'],
      [2, 'b'],
    ])
  })
})
