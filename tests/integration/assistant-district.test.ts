import { afterAll, beforeAll, expect, it } from 'vitest'
import { openAssistant } from '#server/assistant/assistant.ts'
import { openKnowledgeBase } from '#server/knowledge/knowledge-base.ts'
import { migrations } from '#server/storage/migrations.ts'
import { type OpenStorage, openStorage } from '#server/storage/storage.ts'
import { loadCatalogue } from '#server/ticket/catalogue.ts'
import { createAreaOfCall } from '#server/ticket/draft-area.ts'
import { createKnowledgeJudge } from '#shared/assistant/knowledge-judge.ts'
import { knowledgeEntrySchema } from '#shared/contract/knowledge.schema.ts'
import { rawEntries } from '#shared/knowledge/data/raw-entries.ts'
import { embeddedSite } from '#tests/support/databases.ts'
import { benchTime, createTicketBench, updatesOf } from '#tests/support/ticket-bench.ts'

const heating = knowledgeEntrySchema.parse(
  rawEntries.find((entry) => knowledgeEntrySchema.parse(entry).id === 'K0401001'),
)
const of = (id: string, area: string) => ({ ...heating, id, areas: [area], question: `${area}${heating.question}` })
const base = openKnowledgeBase([...rawEntries, of('K0401901', '河东区'), of('K0401902', '河西区')])
let storage: OpenStorage
beforeAll(async () => {
  storage = await openStorage({ site: await embeddedSite(), migrations, onError: () => {} })
})
afterAll(() => storage.close())

const areaOfCall = () => createAreaOfCall(storage.db, loadCatalogue().divisions.districts)

/** Writes into the draft of a call, as its seat's desk would. */
const write = (callId: string, draftId: string, place: string) =>
  createTicketBench(storage).run('draft.update', {
    draftId,
    doc: 'matter',
    callId,
    update: updatesOf({ place }, '8001').matter,
  })

it('suggestions leave out what is said for other districts than the one in the draft of the call', async () => {
  const area = areaOfCall()
  const errors: unknown[] = []
  const assistant = openAssistant({
    db: storage.db,
    clock: { now: () => benchTime, after: () => () => {} },
    publisher: { publish() {} },
    findCall: (sipCallId) => ({ callId: `own-${sipCallId}`, answeredAt: benchTime }),
    mayRead: async () => true,
    judges: [createKnowledgeJudge((lines, draft) => base.forTalk(lines, { day: '2026-11-23', area: draft.area }))],
    entryById: base.byId,
    draftOf: async (callId) => ({ area: await area(callId) }),
    onError: (error) => void errors.push(error),
    onLost() {},
  })
  const suggested = async (sipCallId: string) => {
    const times = { startedAt: benchTime + 1000, endedAt: benchTime + 2000 }
    const said = { leg: 'caller', utterance: 0, text: '家里暖气不热', final: true, source: 'engine' }
    expect(assistant.intake.accept({ sipCallId, ...said, ...times }).ok).toBe(true)
    const rows = await assistant.topics.suggestions.load(`own-${sipCallId}`)
    return rows.map(([, row]) => row.id)
  }
  await write('own-east', 'draft-east-00001', '120102001')
  const east = await suggested('east')
  expect(east).toEqual(expect.arrayContaining(['knowledge:K0401001', 'knowledge:K0401901']))
  expect(east).not.toContain('knowledge:K0401902')
  expect(await suggested('nobody')).toContain('knowledge:K0401902')
  await assistant.close()
  expect(errors).toEqual([])
})

it('the district of a call is that of its open draft, as far as one is written', async () => {
  const area = areaOfCall()
  await write('own-2', 'draft-second-001', '120103')
  expect(await area('own-2')).toBe('河西区')
  await write('own-3', 'draft-third-0001', 'not-mentioned')
  expect(await area('own-3')).toBeNull()
  expect(await area('own-4')).toBeNull()
  await createTicketBench(storage).run('draft.discard', { draftId: 'draft-second-001' })
  expect(await area('own-2')).toBeNull()
})
