import { describe, expect, test } from 'vitest'
import { createKnowledgeRoutes } from '#server/knowledge/knowledge.routes.ts'
import { openKnowledgeBase } from '#server/knowledge/knowledge-base.ts'
import { knowledgeEntrySchema } from '#shared/contract/knowledge.schema.ts'
import { knowledgeListSchema } from '#shared/contract/rest/knowledge.schema.ts'
import { rawEntries } from '#shared/knowledge/data/raw-entries.ts'

const [firstRaw] = rawEntries
const entry = knowledgeEntrySchema.parse(firstRaw)
const expired = { ...entry, id: 'K0101999', question: '已经过期的条目在哪里', validTo: '2026-03-15' }
const routes = createKnowledgeRoutes(openKnowledgeBase([...rawEntries, expired]))
const get = async (path: string, asked: { query?: unknown; id?: string }) => {
  const route = routes.find((one) => one.path === path)
  if (!route) throw new Error(path)
  return route.handle({
    params: { id: asked.id ?? '' },
    query: asked.query ?? {},
    reader: { seat: '8001', role: 'agent' },
    at: Date.UTC(2026, 10, 23, 2),
  })
}
const listed = async (query: unknown) => {
  const answer = await get('/api/knowledge', { query })
  expect(answer.status).toBe(200)
  return knowledgeListSchema.parse(answer.body).entries
}

describe('the knowledge base', () => {
  test('refuses to open with an entry that breaks the schema, naming entry and field', () => {
    expect(() => openKnowledgeBase([{ ...entry, shortAnswer: '短' }])).toThrow(/entry 0: shortAnswer/)
  })

  test('refuses to open when an id is used twice', () => {
    expect(() => openKnowledgeBase([entry, { ...entry }])).toThrow(/K0101001: id used twice/)
  })
})

describe('GET /api/knowledge', () => {
  test('finds entries, the best first', async () => {
    expect((await listed({ q: '暖气不热' }))[0]?.id).toBe('K0401001')
  })

  test('with an empty question lists what is asked of one dimension, else nothing', async () => {
    const heat = await listed({ q: '', top: '公用事业' })
    expect(heat.length).toBeGreaterThan(8)
    expect(new Set(heat.map((one) => one.path[0]))).toEqual(new Set(['公用事业']))
    expect(await listed({ q: '  ' })).toEqual([])
    expect(await listed({})).toEqual([])
  })

  test('does not list what has expired', async () => {
    expect((await listed({ q: expired.question })).map((one) => one.id)).not.toContain(expired.id)
    expect((await listed({ top: '社会保障' })).map((one) => one.id)).not.toContain(expired.id)
  })

  test.each([{ q: 1 }, { q: 'x'.repeat(201) }, { other: 'x' }, 'q'])('refuses %j by its field', async (query) => {
    const answer = await get('/api/knowledge', { query })
    expect(answer).toMatchObject({ status: 400, body: { reason: 'bad-input' } })
  })
})

describe('GET /api/knowledge/:id', () => {
  test('gives the entry, an expired one too: tickets refer to it', async () => {
    expect(await get('/api/knowledge/:id', { id: 'K0401001' })).toMatchObject({ status: 200, body: { id: 'K0401001' } })
    expect(await get('/api/knowledge/:id', { id: expired.id })).toMatchObject({ status: 200 })
  })

  test('says not found for any other id', async () => {
    for (const id of ['K9999999', '', '../etc', '__proto__'])
      expect(await get('/api/knowledge/:id', { id })).toMatchObject({ status: 404, body: { reason: 'not-found' } })
  })
})
