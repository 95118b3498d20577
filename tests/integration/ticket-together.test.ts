import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import type { OpenStorage } from '#server/storage/storage.ts'
import { draftMatterRowSchema, sharedDraftRowSchema } from '#shared/contract/socket/topics.ts'
import { createDraftDocs, type DraftDocs, writeField, writeText } from '#shared/ticket-draft/draft-docs.ts'
import { readDraftStates } from '#shared/ticket-draft/draft-state.ts'
import { databases } from '#tests/support/databases.ts'
import { benchTime, createTicketBench, goodInput, updatesOf } from '#tests/support/ticket-bench.ts'

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')

describe.each(databases())('a draft written together on $name', (database) => {
  let storage: OpenStorage
  let bench: ReturnType<typeof createTicketBench>
  const draftId = 'draft-together-0001'
  beforeAll(async () => {
    await database.start()
    storage = await database.open()
  })
  afterAll(async () => {
    await storage.close()
    await database.stop()
  })
  beforeEach(async () => {
    await sql`alter table ticket_audit disable trigger ticket_audit_append_only`.execute(storage.db)
    await sql`truncate tickets, ticket_draft_updates, ticket_drafts, ticket_counters, ticket_audit cascade`.execute(
      storage.db,
    )
    await sql`update ticket_audit_head set seq = 0, hash = ''`.execute(storage.db)
    await sql`alter table ticket_audit enable trigger ticket_audit_append_only`.execute(storage.db)
    bench = createTicketBench(storage)
    await bench.write(draftId, goodInput)
    await bind()
  })

  /** The author's next change ties the draft to the call. */
  const bind = () => send('8001', (docs) => writeText(docs, 'answerGiven', '已记录。'), { callId: 'own-call' })
  const stored = () =>
    storage.db.selectFrom('ticket_drafts').selectAll().where('draft_id', '=', draftId).executeTakeFirstOrThrow()
  /** A seat's change on top of what the server has. */
  const send = async (
    seat: string,
    change: (docs: DraftDocs) => void,
    more: { doc?: 'matter' | 'person'; role?: 'agent' | 'expert'; callId?: string } = {},
  ) => {
    const doc = more.doc ?? 'matter'
    const docs = createDraftDocs()
    const state = doc === 'matter' ? (await stored()).matter : null
    if (state !== null) Y.applyUpdate(docs.matter, Buffer.from(state, 'base64'))
    const before = Y.encodeStateVector(docs[doc])
    change(docs)
    const update = base64(Y.encodeStateAsUpdate(docs[doc], before))
    return bench.run(
      'draft.update',
      { draftId, doc, callId: more.callId ?? null, update },
      { seat, role: more.role ?? (seat.startsWith('9') ? 'expert' : 'agent') },
    )
  }
  const input = async () => readDraftStates(Buffer.from((await stored()).matter ?? '', 'base64'), null)
  const answer = (text: string) => (docs: DraftDocs) => writeText(docs, 'answerGiven', text)
  const value = (by: string, set: string) => ({ value: set, by, at: benchTime, source: 'typed' as const })
  const rowsFor = (seat: string) => bench.published.filter(({ name, id }) => name === 'shared-drafts' && id === seat)

  it('takes the words of who may write, and notes whose they are by the server’s clock', async () => {
    bench.guests.set('9001', 'write')
    expect(await send('9001', answer('专家答复。'))).toEqual({ ok: true, result: {} })
    expect((await input()).answerGiven).toBe('专家答复。')
    const [, shown] = (await bench.topics['draft-matter'].load(draftId))[0] ?? []
    expect(draftMatterRowSchema.parse(shown).notes?.marks.answerGiven).toEqual({
      by: '9001',
      name: 'Seat 9001',
      at: benchTime,
    })
    const updates = await storage.db.selectFrom('ticket_draft_updates').select('seat').orderBy('update_id').execute()
    expect(updates.at(-1)).toEqual({ seat: '9001' })
  })

  it('refuses who only reads, who is in nothing, and who was in it', async () => {
    bench.guests.set('9001', 'read')
    expect(await send('9001', answer('x'))).toMatchObject({ ok: false, reason: 'forbidden' })
    expect(await send('8002', answer('x'))).toMatchObject({ ok: false, reason: 'forbidden' })
    bench.guests.delete('9001')
    expect(await send('9001', answer('x'))).toMatchObject({ ok: false, reason: 'forbidden' })
    expect((await input()).answerGiven).toBe('已记录。')
  })

  it('never gives or takes the person document to or from a guest', async () => {
    bench.guests.set('9001', 'write')
    const name = (docs: DraftDocs) => writeField(docs, 'name', value('9001', '李'))
    expect(await send('9001', name, { doc: 'person' })).toMatchObject({ ok: false, reason: 'forbidden' })
    expect(await bench.topics.draft.allow({ seat: '9001', role: 'expert' }, draftId)).toBe(false)
    expect(await bench.topics['draft-matter'].allow({ seat: '9001', role: 'expert' }, draftId)).toBe(true)
    expect((await bench.topics['draft-matter'].load(draftId)).map(([key]) => key)).toEqual(['matter'])
    const told = bench.published.filter(({ name: topic }) => topic === 'draft-matter' || topic === 'shared-drafts')
    expect(JSON.stringify(told)).not.toContain('13800001234')
    const bytes = told.flatMap(({ name, set }) => (name === 'draft-matter' ? set.map(([, row]) => row) : []))
    expect(bytes.length).toBeGreaterThan(0)
    for (const row of bytes) {
      const { update } = draftMatterRowSchema.parse(row)
      expect(readDraftStates(null, Buffer.from(update, 'base64')).phone).toBe('')
    }
  })

  it('lets a guest write in his own name alone, and not say who may know the citizen', async () => {
    bench.guests.set('9001', 'write')
    const unit = (by: string) => (docs: DraftDocs) => writeField(docs, 'leadUnit', value(by, 'D120102-jtj'))
    expect(await send('9001', unit('8001'))).toMatchObject({ ok: false, reason: 'forbidden' })
    const hide = (docs: DraftDocs) => writeField(docs, 'confidential', { ...value('9001', ''), value: true })
    expect(await send('9001', hide)).toMatchObject({ ok: false, reason: 'forbidden' })
    expect((await input()).confidential).toBe(false)
  })

  it('an expert starts no draft, discards none and hands none in', async () => {
    bench.guests.set('9001', 'write')
    const { matter } = updatesOf({ type: 'help' }, '9001')
    const fresh = { draftId: 'draft-of-an-expert-1', doc: 'matter' as const, callId: null, update: matter }
    expect(await bench.run('draft.update', fresh, { seat: '9001', role: 'expert' })).toMatchObject({
      reason: 'forbidden',
    })
    const by = { seat: '9001', role: 'expert' as const }
    expect(await bench.run('draft.discard', { draftId }, by)).toMatchObject({ reason: 'forbidden' })
    expect(await bench.run('ticket.submit', { draftId }, by)).toMatchObject({ reason: 'forbidden' })
  })

  it('tells a guest of it masked, and takes it away when his part is over', async () => {
    bench.guests.set('9001', 'write')
    bench.shared.look('own-call')
    await bench.shared.settled()
    const row = sharedDraftRowSchema.parse(rowsFor('9001').at(-1)?.set[0]?.[1])
    expect(row).toMatchObject({ right: 'write', seat: '8001', caller: { name: '王**' } })
    expect(row.caller.phone).toMatch(/\*/)
    expect(bench.shared.seatsOf(draftId)).toEqual(['8001', '9001'])
    bench.guests.clear()
    bench.shared.look('own-call')
    await bench.shared.settled()
    expect(rowsFor('9001').at(-1)?.gone).toEqual([draftId])
    expect(bench.dismissed).toEqual([`draft-matter/${draftId} 9001`, `draft-people/${draftId} 9001`])
    expect(bench.shared.seatsOf(draftId)).toEqual([])
  })

  it('says nothing of the citizen where the ticket is confidential', async () => {
    bench.guests.set('9001', 'read')
    await send('8001', (docs) => writeField(docs, 'confidential', { ...value('8001', ''), value: true }))
    await bench.shared.settled()
    expect(rowsFor('9001').at(-1)?.set[0]?.[1]).toMatchObject({ caller: { name: '', phone: '' } })
  })

  it('is frozen for all when it is handed in: the guest is told the number, and later words are refused', async () => {
    bench.guests.set('9001', 'write')
    await send('9001', answer('专家答复。'))
    const done = await bench.run('ticket.submit', { draftId })
    await bench.shared.settled()
    if (!done.ok) throw new Error(JSON.stringify(done))
    expect(rowsFor('9001').at(-1)?.set[0]?.[1]).toMatchObject({ ticketNo: done.result.ticketNo, right: 'read' })
    expect(await send('9001', answer('太晚了。'))).toMatchObject({ ok: false, reason: 'conflict' })
    const [ticket] = await storage.db.selectFrom('tickets').selectAll().execute()
    expect(ticket?.answer_given).toBe('专家答复。')
  })

  it('shows both values where two chose at once, until one of them answers', async () => {
    bench.guests.set('9001', 'write')
    const { matter } = await stored()
    const desk = (by: string, choice: string) => {
      const docs = createDraftDocs()
      Y.applyUpdate(docs.matter, Buffer.from(matter ?? '', 'base64'))
      const before = Y.encodeStateVector(docs.matter)
      writeField(docs, 'handling', value(by, choice))
      return base64(Y.encodeStateAsUpdate(docs.matter, before))
    }
    const mine = desk('8001', 'direct')
    const theirs = desk('9001', 'declined')
    const put = (update: string, seat: string, role: 'agent' | 'expert') =>
      bench.run('draft.update', { draftId, doc: 'matter', callId: null, update }, { seat, role })
    expect(await put(theirs, '9001', 'expert')).toMatchObject({ ok: true })
    expect(await put(mine, '8001', 'agent')).toMatchObject({ ok: true })
    const { clashes } = JSON.parse((await stored()).notes) as { clashes: { value: string }[] }
    const stands = (await input()).handling
    expect([stands, ...clashes.map((clash) => clash.value)].sort()).toEqual(['declined', 'direct'])
  })
})
