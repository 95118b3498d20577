import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createCallDataPort, sayCallData } from '#server/app-call-data.ts'
import type { OpenStorage } from '#server/storage/storage.ts'
import type { StoredCall } from '#server/telephony/calls.repository.ts'
import { loadCatalogue } from '#server/ticket/catalogue.ts'
import { createDraftReader } from '#server/ticket/draft-words.ts'
import { parseCallData } from '#shared/contract/call-data.schema.ts'
import type { DraftInput } from '#shared/ticket-draft/draft-fields.ts'
import { databases } from '#tests/support/databases.ts'
import { createTicketBench, goodInput, updatesOf } from '#tests/support/ticket-bench.ts'

describe.each(databases())('call data for another hotline on $name', (database) => {
  let storage: OpenStorage
  let bench: ReturnType<typeof createTicketBench>
  beforeAll(async () => {
    await database.start()
    storage = await database.open()
    bench = createTicketBench(storage)
  })
  afterAll(async () => {
    await storage.close()
    await database.stop()
  })
  /** What seat 8001 hands over of its call, in which it has written this. */
  const toldOf = async (callId: string, input: Partial<DraftInput>, lang: string) => {
    const updates = updatesOf({ ...input, ...{ lang } }, '8001')
    for (const doc of ['matter', 'person'] as const)
      await bench.run('draft.update', { draftId: `draft-${callId}-0123456789`, doc, callId, update: updates[doc] })
    const reader = createDraftReader(storage.db, loadCatalogue(), bench.vault)
    const call = { callId, seat: '8001', partners: [], endedAt: null } as unknown as StoredCall
    const base = { options: { directory: [] } } as unknown as Parameters<typeof createCallDataPort>[0]
    const port = createCallDataPort(base, { bySipCallId: () => call }, reader.matterOfSeat)
    const hex = (await port.of({ seat: '8001', about: 'sip-1' })) ?? ''
    return { text: Buffer.from(hex, 'hex').toString(), data: parseCallData(hex), say: sayCallData(reader.words) }
  }

  it('say which language the caller speaks, as its seat has written, and nothing else of the person', async () => {
    const { text, data, say } = await toldOf('own-1', goodInput, 'korean')
    expect(data).toMatchObject({ callId: 'own-1', matter: '010201', place: '120102001', language: 'ko' })
    expect(text).not.toMatch(/13800001234|王/)
    expect(data && say(data)).toMatchObject({ language: 'ko', confidential: false })
    const dialect = await toldOf('own-2', {}, 'dialect')
    expect(dialect.data).toMatchObject({ matter: '', language: 'zh' })
    for (const lang of ['other', '']) {
      const unknown = await toldOf(`own-3${lang}`, goodInput, lang)
      expect(unknown.data).toMatchObject({ matter: '010201', language: '' })
    }
  })

  it('say of a confidential demand no language either', async () => {
    const { data } = await toldOf('own-4', { ...goodInput, confidential: true }, 'english')
    expect(data).toMatchObject({ matter: '', language: '', confidential: true })
  })
})
