import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { OpenStorage } from '#server/storage/storage.ts'
import { callQualityHandlers } from '#server/telephony/call-quality.handlers.ts'
import { putCall, type StoredCall } from '#server/telephony/calls.repository.ts'
import type { CallQuality } from '#shared/contract/phone/sound.schema.ts'
import { databases } from '#tests/support/databases.ts'

const call: StoredCall = {
  callId: 'call-1',
  sipCallId: 'sip-1',
  direction: 'in',
  queue: '12345',
  number: '13820001234',
  seat: '8001',
  partners: [{ seat: '9001', leftAt: 50_000 }],
  about: null,
  sentTo: null,
  state: 'ended',
  queuedAt: 1,
  offeredAt: 2,
  answeredAt: 3,
  endedAt: 64_000,
  endedBy: 'caller',
  callsToday: 0,
  callsIn7Days: 0,
}
const quality: CallQuality = {
  seconds: 61,
  mosAverage: 4.25,
  mosLowest: 2.75,
  loss: 0.0125,
  sentLoss: null,
  jitterMs: 4.5,
  rttMs: 30,
  silentSeconds: 2,
}

describe.each(databases())('The quality of a call on $name', (database) => {
  let storage: OpenStorage
  const handle = callQualityHandlers()['call.quality']
  beforeAll(async () => {
    await database.start()
    storage = await database.open()
  })
  afterAll(async () => {
    await storage.close()
    await database.stop()
  })
  beforeEach(async () => {
    await storage.db.deleteFrom('call_quality').execute()
    await storage.db.deleteFrom('calls').execute()
    await storage.transaction(({ tx }) => putCall(tx, call))
  })
  const say = (seat: string, callId: string, at: number, change: Partial<CallQuality> = {}) =>
    storage.transaction((work) =>
      handle({ ...work, seat, role: 'agent', sessionId: 's', at }, { callId, ...quality, ...change }),
    )
  const rows = () => storage.db.selectFrom('call_quality').selectAll().execute()

  it('is stored with the call as the seat measured it', async () => {
    expect(await say('8001', 'call-1', 70_000)).toEqual({ ok: true, result: {} })
    expect(await rows()).toEqual([
      {
        call_id: 'call-1',
        seat: '8001',
        at: 70_000,
        seconds: 61,
        mos_average: 4.25,
        mos_lowest: 2.75,
        loss: 0.0125,
        sent_loss: null,
        jitter_ms: 4.5,
        rtt_ms: 30,
        silent_seconds: 2,
      },
    ])
  })

  it('is one row a call and seat: the later word holds', async () => {
    await say('8001', 'call-1', 70_000)
    await say('8001', 'call-1', 71_000, { seconds: 12, sentLoss: 0.5 })
    expect(await rows()).toMatchObject([{ at: 71_000, seconds: 12, sent_loss: 0.5 }])
  })

  it('is taken of those too who joined the call or handed it on', async () => {
    await say('8001', 'call-1', 70_000)
    await say('9001', 'call-1', 50_000)
    expect((await rows()).map(({ seat }) => seat).sort()).toEqual(['8001', '9001'])
  })

  it('is taken of one’s own answered calls alone, and does not tell whether others exist', async () => {
    const answers = [await say('8002', 'call-1', 1), await say('8001', 'call-2', 1)]
    await storage.transaction(({ tx }) => putCall(tx, { ...call, callId: 'call-3', answeredAt: null }))
    answers.push(await say('8001', 'call-3', 1))
    expect(answers).toEqual(Array(3).fill({ ok: false, reason: 'not-found', faults: [] }))
    expect(await rows()).toEqual([])
  })
})
