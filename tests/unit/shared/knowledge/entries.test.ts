import { describe, expect, test } from 'vitest'
import { type KnowledgeEntry, knowledgeEntrySchema } from '#shared/contract/knowledge.schema.ts'
import { rawEntries } from '#shared/knowledge/data/raw-entries.ts'
import { knowledgeTree } from '#shared/knowledge/knowledge-tree.ts'

const entries: readonly KnowledgeEntry[] = rawEntries.map((raw) => knowledgeEntrySchema.parse(raw))
const leaves = Object.entries(knowledgeTree).flatMap(([top, groups]) =>
  Object.entries(groups).flatMap(([group, names]) => names.map((leaf) => [top, group, leaf].join('/'))),
)
/** National numbers that certainly exist; nothing else that looks like a telephone number may stand in an entry. */
const knownNumbers = new Set(
  '12301 12305 12309 12315 12329 12333 12338 12345 12348 12360 12366 12368 12388 12389 12123 12306 95598 96110'.split(
    ' ',
  ),
)
const textOf = (entry: KnowledgeEntry): string => [entry.question, entry.shortAnswer, entry.fullAnswer].join('\n')

describe('the knowledge entries', () => {
  test('are at least ninety, with ids and questions used once', () => {
    expect(entries.length).toBeGreaterThanOrEqual(90)
    expect(new Set(entries.map((entry) => entry.id)).size).toBe(entries.length)
    expect(new Set(entries.map((entry) => entry.question)).size).toBe(entries.length)
    const spoken = entries.flatMap((entry) => entry.similar)
    expect(new Set(spoken).size).toBe(spoken.length)
  })

  test('stand on leaves of the tree, and every leaf has one', () => {
    const used = new Set(entries.map((entry) => entry.path.join('/')))
    expect(leaves).toHaveLength(65)
    expect([...used].filter((path) => !leaves.includes(path))).toEqual([])
    expect(leaves.filter((leaf) => !used.has(leaf))).toEqual([])
  })

  test('have ids that say their place in the tree', () => {
    const tops = Object.keys(knowledgeTree)
    for (const { id, path } of entries) {
      const groups = Object.keys(knowledgeTree[path[0]] ?? {})
      const place = [tops.indexOf(path[0]) + 1, groups.indexOf(path[1]) + 1]
      expect(id.slice(1, 5), id).toBe(place.map((part) => String(part).padStart(2, '0')).join(''))
    }
  })

  test('share no run of twenty characters outside titles of laws: none is a template', () => {
    const owner = new Map<string, string>()
    const shared: string[] = []
    for (const entry of entries) {
      const text = textOf(entry).replace(/《[^》]*》/g, '\u0000')
      const runs = new Set<string>()
      for (let at = 0; at + 20 <= text.length; at++) runs.add(text.slice(at, at + 20))
      for (const run of runs) {
        const other = owner.get(run)
        if (other !== undefined && !run.includes('\u0000')) shared.push(`${other} ${entry.id} ${run}`)
        owner.set(run, entry.id)
      }
    }
    expect(shared).toEqual([])
  })

  test('name no telephone number but the national ones that certainly exist, and no document number', () => {
    for (const entry of entries) {
      const digits = textOf(entry).match(/(?<![\d.])\d{5,}(?![\d.])/g) ?? []
      expect(
        digits.filter((number) => !knownNumbers.has(number)),
        entry.id,
      ).toEqual([])
      expect(textOf(entry), entry.id).not.toMatch(/〔\d{4}〕|\d{3,4}-\d{7,8}|[48]00-/)
    }
  })

  test('carry a source, an owner, and a plausible validity', () => {
    for (const entry of entries) {
      expect(entry.validFrom >= '1990-01-01' && entry.validFrom <= '2026-01-01', entry.id).toBe(true)
      expect(entry.ownerUnit.length, entry.id).toBeGreaterThan(1)
      for (const { title, article } of entry.basis) {
        expect(title, entry.id).toMatch(/法|条例|规定|办法|意见|通知|解释|规范|规则|决定|计划/)
        if (article !== null) expect(article, entry.id).toMatch(/^第[一二三四五六七八九十百千零]+条(之一)?$/)
      }
    }
  })
})
