import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type KnowledgeEntry, knowledgeEntrySchema } from '#shared/contract/knowledge.schema.ts'
import { rawEntries } from '#shared/knowledge/data/raw-entries.ts'
import { buildKnowledgeIndex } from '#shared/knowledge/search/search-index.ts'
import { mostHits, searchKnowledge } from '#shared/knowledge/search/search-knowledge.ts'
import { isShown } from '#shared/knowledge/search/validity.rules.ts'

const entries: readonly KnowledgeEntry[] = rawEntries.map((raw) => knowledgeEntrySchema.parse(raw))
const index = buildKnowledgeIndex(entries)
const anywhere = { day: '2026-11-23', area: null }
const found = (question: string, filter: Parameters<typeof isShown>[1] = anywhere): string[] =>
  searchKnowledge(index, question, filter).map((hit) => hit.entry.id)
const [sample] = entries
if (!sample) throw new Error('no entries')

/** As agents type and citizens speak, with words of place and politeness around. */
const spoken: readonly (readonly [string, string])[] = [
  ['暖气不热', 'K0401001'],
  ['请问一下河西区那边暖气片凉的怎么办呢', 'K0401001'],
  ['家里没水', 'K0402001'],
  ['煤气味', 'K0402006'],
  ['你好我想咨询一下公积金还房贷', 'K0301001'],
  ['井盖没了', 'K0502002'],
  ['楼上漏水', 'K0302009'],
  ['农民工讨薪', 'K0203001'],
  ['异地就医备案需要什么材料', 'K0102004'],
  ['外国人工作许可延期', 'K0702002'],
  ['work permit extension', 'K0702002'],
  ['法院判决不服', 'K1202002'],
  ['小区电梯坏了', 'K0302008'],
  ['落户', 'K0202001'],
  ['社保卡丢了', 'K0101009'],
  ['预付卡', 'K1001001'],
]

describe('searching knowledge', () => {
  test('an entry is the first hit for its own question', () => {
    for (const entry of entries) expect(found(entry.question)[0], entry.question).toBe(entry.id)
  })

  test('an entry is among the first three for each way people say it', () => {
    const missed = entries.flatMap((entry) =>
      entry.similar.filter((question) => !found(question).slice(0, 3).includes(entry.id)),
    )
    expect(missed).toEqual([])
  })

  test.each(spoken)('“%s” finds %s among the first three', (question, id) => {
    expect(found(question).slice(0, 3)).toContain(id)
  })

  test('a question with two characters dropped still finds its entry', () => {
    const pick = fc.tuple(fc.constantFrom(...entries), fc.nat(), fc.nat())
    fc.assert(
      fc.property(pick, ([entry, first, second]) => {
        const letters = [...entry.question]
        letters.splice(first % letters.length, 1)
        letters.splice(second % letters.length, 1)
        return found(letters.join('')).slice(0, 5).includes(entry.id)
      }),
    )
  })

  test('any text at all gives at most twenty hits, the best first, and none twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        const hits = searchKnowledge(index, text, anywhere)
        const scores = hits.map((hit) => hit.score)
        expect(hits.length).toBeLessThanOrEqual(mostHits)
        expect(new Set(hits.map((hit) => hit.entry.id)).size).toBe(hits.length)
        expect(scores).toEqual(scores.toSorted((a, b) => b - a))
      }),
    )
  })

  test('words that no entry knows find nothing', () => {
    expect(found('量子纠缠超弦引力波')).toEqual([])
    expect(found('')).toEqual([])
    expect(found('，。！？')).toEqual([])
  })

  test('entries that are not valid yet, or no longer, are never shown', () => {
    const dated = buildKnowledgeIndex([{ ...sample, validFrom: '2026-01-01', validTo: '2026-03-15' }])
    const on = (day: string) => searchKnowledge(dated, sample.question, { day, area: null }).length
    expect([on('2025-12-31'), on('2026-01-01'), on('2026-03-15'), on('2026-03-16')]).toEqual([0, 1, 1, 0])
  })

  test('an entry of one district is not shown for another, one of the whole city is shown everywhere', () => {
    const local = { ...sample, areas: ['河西区'] }
    expect(isShown(local, { ...anywhere, area: '河西区' })).toBe(true)
    expect(isShown(local, { ...anywhere, area: '南开区' })).toBe(false)
    expect(isShown(local, anywhere)).toBe(true)
    expect(isShown(sample, { ...anywhere, area: '南开区' })).toBe(true)
  })

  test('building grows with the number of entries and no faster, and 4,000 long ones take seconds at most', () => {
    const build = (count: number): number => {
      const many = Array.from({ length: count }, (_, number) => {
        const entry = entries[number % entries.length] ?? sample
        return { ...entry, id: `${entry.id}-${number}`, question: `${entry.question}${number}` }
      })
      const start = performance.now()
      expect(buildKnowledgeIndex(many).entries).toHaveLength(count)
      return performance.now() - start
    }
    build(200)
    const one = build(500)
    const eight = build(4000)
    expect(eight).toBeLessThan(Math.max(500, one) * 8 * 3)
    expect(eight).toBeLessThan(6000)
  })
})
