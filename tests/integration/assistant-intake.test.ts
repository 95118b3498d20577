import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Assistant, openAssistant } from '#server/assistant/assistant.ts'
import type { CallOfSpeech } from '#server/assistant/speech-intake.ts'
import { openKnowledgeBase } from '#server/knowledge/knowledge-base.ts'
import { migrations } from '#server/storage/migrations.ts'
import { type OpenStorage, openStorage } from '#server/storage/storage.ts'
import { createKnowledgeJudge } from '#shared/assistant/knowledge-judge.ts'
import { type TranscriptRow, transcriptRowSchema } from '#shared/contract/socket/topics.ts'
import type { SpeechSegment } from '#shared/contract/speech.schema.ts'
import { rawEntries } from '#shared/knowledge/data/raw-entries.ts'
import { embeddedSite } from '#tests/support/databases.ts'

const answeredAt = Date.UTC(2026, 10, 23, 2)
const base = openKnowledgeBase(rawEntries)
const shown = { day: '2026-11-23', area: null }
let storage: OpenStorage
let calls: Map<string, CallOfSpeech & { readonly seat: string }>
let timers: (() => void)[]
let lost: number
let published: { name: string; id: string; set: readonly (readonly [string, unknown])[]; gone: readonly string[] }[]
let assistant: Assistant
let errors: unknown[]

const start = (): Assistant =>
  openAssistant({
    db: storage.db,
    clock: {
      now: () => answeredAt,
      after: (_ms, run) => {
        timers.push(run)
        return () => {
          timers = timers.filter((one) => one !== run)
        }
      },
    },
    publisher: { publish: (ref, set, gone = []) => void published.push({ ...ref, set, gone }) },
    findCall: (sipCallId) => calls.get(sipCallId),
    mayRead: async (_db, callId, { seat, role }) => {
      const owner = [...calls.values()].find((call) => call.callId === callId)?.seat ?? null
      return owner !== null && (role === 'lead' || owner === seat)
    },
    judges: [createKnowledgeJudge((lines) => base.forTalk(lines, shown))],
    entryById: base.byId,
    draftOf: async () => ({ area: null }),
    onError: (error) => void errors.push(error),
    onLost: (segments) => {
      lost += segments
    },
  })

beforeAll(async () => {
  storage = await openStorage({ site: await embeddedSite(), migrations, onError: () => {} })
})
afterAll(() => storage.close())
beforeEach(async () => {
  await storage.db.deleteFrom('transcript_lines').execute()
  await storage.db.deleteFrom('suggestion_uses').execute()
  calls = new Map([['sip-1', { callId: 'call-1', answeredAt, seat: '8001' }]])
  timers = []
  lost = 0
  published = []
  errors = []
  assistant = start()
})

const segment = (change: Partial<SpeechSegment>): SpeechSegment => ({
  sipCallId: 'sip-1',
  leg: 'caller',
  utterance: 0,
  startedAt: answeredAt + 1000,
  endedAt: answeredAt + 2000,
  text: '家里暖气不热',
  final: true,
  source: 'engine',
  ...change,
})
const say = (...changes: Partial<SpeechSegment>[]) => {
  for (const change of changes) assistant.intake.accept(segment(change))
}
const lines = async (of = assistant): Promise<TranscriptRow[]> =>
  (await of.topics.transcript.load('call-1')).map(([, row]) => transcriptRowSchema.parse(row))
const ids = async (of = assistant) => (await of.topics.suggestions.load('call-1')).map(([rank, row]) => [rank, row.id])
const use = (seat: string, suggestionId: string, role: 'agent' | 'lead' = 'agent') =>
  storage.transaction(({ tx, afterCommit }) =>
    assistant.handlers['suggestion.use'](
      { seat, role, sessionId: 's', at: answeredAt, tx, afterCommit },
      { callId: 'call-1', suggestionId },
    ),
  )

describe('the transcript', () => {
  it('shows interim text, and the final text in its place', async () => {
    say({ text: '家里暖', final: false, endedAt: answeredAt + 1400 }, { text: '家里暖气不热' })
    expect(await lines()).toMatchObject([{ seq: 0, text: '家里暖气不热', final: true, startMs: 1000, endMs: 2000 }])
    const told = published.filter((one) => one.name === 'transcript').map((one) => one.set[0])
    expect(told).toMatchObject([
      ['000000', { text: '家里暖', final: false }],
      ['000000', { text: '家里暖气不热', final: true }],
    ])
  })

  it('takes each final line once, however often and late it is told', async () => {
    say({}, {}, { text: '别的', final: false }, { text: '晚到的', endedAt: answeredAt + 9000 })
    expect((await lines()).map((line) => line.text)).toEqual(['家里暖气不热'])
    expect(await storage.db.selectFrom('transcript_lines').selectAll().execute()).toHaveLength(1)
  })

  it('keeps both sides in the order they began to be heard', async () => {
    say(
      { leg: 'agent', utterance: 0, text: '您好', final: false },
      { leg: 'caller', utterance: 0, text: '喂' },
      { leg: 'agent', utterance: 0, text: '您好，请讲' },
      { leg: 'caller', utterance: 1, text: '停水了' },
    )
    expect((await lines()).map((line) => [line.role, line.text])).toEqual([
      ['agent', '您好，请讲'],
      ['caller', '喂'],
      ['caller', '停水了'],
    ])
  })

  it('outlives a restart, with its suggestions, and goes on counting', async () => {
    say({}, { utterance: 1, text: '好几天了', final: false })
    const before = await ids()
    await assistant.close()
    const again = start()
    expect((await lines(again)).map((line) => line.text)).toEqual(['家里暖气不热'])
    expect(await ids(again)).toEqual(before)
    again.intake.accept(segment({ utterance: 2, text: '供热站没人来' }))
    expect((await lines(again)).map((line) => [line.seq, line.text])).toEqual([
      [0, '家里暖气不热'],
      [1, '供热站没人来'],
    ])
    expect(errors).toEqual([])
  })

  it('is for the seat of the call and for leads', async () => {
    const allow = (seat: string, role: 'agent' | 'expert' | 'lead', callId = 'call-1') =>
      assistant.topics.transcript.allow({ seat, role }, callId)
    expect(await allow('8001', 'agent')).toBe(true)
    expect(await allow('8002', 'agent')).toBe(false)
    expect(await allow('9001', 'expert')).toBe(false)
    expect(await allow('7001', 'lead')).toBe(true)
    expect(await allow('7001', 'lead', 'call-9')).toBe(false)
    expect(await assistant.topics.suggestions.allow({ seat: '8002', role: 'agent' }, 'call-1')).toBe(false)
  })
})

describe('speech that is not right', () => {
  it('is refused by its field, and stored nowhere', async () => {
    expect(assistant.intake.accept({ ...segment({}), text: '' })).toEqual({
      ok: false,
      reason: 'bad-input',
      field: 'text',
    })
    expect(assistant.intake.accept(null)).toMatchObject({ ok: false, reason: 'bad-input' })
    expect(assistant.intake.accept({ ...segment({}), more: 1 })).toMatchObject({ ok: false, reason: 'bad-input' })
    expect(await lines()).toEqual([])
  })

  it('of a call that is not answered yet waits for it, in order', async () => {
    calls.set('sip-2', { callId: 'call-1', answeredAt: null, seat: '8001' })
    say({ sipCallId: 'sip-2', text: '一' }, { sipCallId: 'sip-2', utterance: 1, text: '二' })
    expect(await lines()).toEqual([])
    calls.set('sip-2', { callId: 'call-1', answeredAt, seat: '8001' })
    say({ sipCallId: 'sip-2', utterance: 2, text: '三' })
    expect((await lines()).map((line) => line.text)).toEqual(['一', '二', '三'])
    expect(timers).toEqual([])
  })

  it('goes on when the call becomes known, without another segment', async () => {
    say({ sipCallId: 'sip-3' })
    calls.set('sip-3', { callId: 'call-1', answeredAt, seat: '8001' })
    assistant.intake.callChanged('sip-3')
    expect(await lines()).toHaveLength(1)
  })

  it('of a call that never comes is given up after the wait, and bounded until then', () => {
    const answers = Array.from({ length: 250 }, (_, utterance) =>
      assistant.intake.accept(segment({ sipCallId: 'sip-9', utterance })),
    )
    expect(answers.filter((answer) => answer.ok)).toHaveLength(200)
    expect(answers.at(-1)).toMatchObject({ ok: false, reason: 'no-room' })
    expect(timers).toHaveLength(1)
    for (const run of timers) run()
    expect(lost).toBe(200)
  })
})

describe('suggestions', () => {
  it('come after the caller’s final line, with words of the talk as reason', async () => {
    say({ text: '家里暖气', final: false })
    expect(await ids()).toEqual([])
    say({ text: '家里暖气不热好几天了' })
    const rows = await assistant.topics.suggestions.load('call-1')
    expect(rows[0]?.[1]).toMatchObject({ id: 'knowledge:K0401001', rank: 1, seq: 0, kind: 'knowledge' })
    expect(rows[0]?.[1].because).toContain('家里暖气不热')
    expect(published.some((one) => one.name === 'suggestions' && one.id === 'call-1')).toBe(true)
  })

  it('do not come from what the agent says', async () => {
    say({ leg: 'agent', text: '请问是暖气不热吗' })
    expect(await ids()).toEqual([])
  })

  it('leave their place, by name, when the talk turns to something else', async () => {
    say({ text: '家里暖气不热' })
    const first = await ids()
    const others = ['公积金怎么还房贷', '商贷提取公积金', '夫妻两个公积金还贷', '公积金提取约定', '公积金还商贷']
    say(...others.map((text, number) => ({ utterance: number + 1, text })))
    const later = await ids()
    expect(first.map(([, id]) => id)).toContain('knowledge:K0401001')
    expect(later.map(([, id]) => id)).not.toContain('knowledge:K0401001')
    expect(later.map(([, id]) => id)).toContain('knowledge:K0301001')
  })

  it('are counted once a call when used by the call’s seat', async () => {
    expect(await use('8001', 'knowledge:K0401001')).toMatchObject({ ok: true })
    expect(await use('8001', 'knowledge:K0401001')).toMatchObject({ ok: true })
    const rows = await storage.db.selectFrom('suggestion_uses').selectAll().execute()
    expect(rows).toEqual([{ call_id: 'call-1', suggestion_id: 'knowledge:K0401001', seat: '8001', at: answeredAt }])
  })

  it('are refused to another seat, and when no such entry is there', async () => {
    expect(await use('8002', 'knowledge:K0401001')).toMatchObject({ ok: false, reason: 'not-found' })
    expect(await use('8001', 'knowledge:K9999999')).toMatchObject({ ok: false, reason: 'not-found' })
    expect(await use('7001', 'knowledge:K0401001', 'lead')).toMatchObject({ ok: true })
    expect(await storage.db.selectFrom('suggestion_uses').selectAll().execute()).toHaveLength(1)
  })
})
