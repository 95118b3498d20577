import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { OpenStorage } from '#server/storage/storage.ts'
import { verifyAudit } from '#server/ticket/audit-check.ts'
import { type AttachmentRow, uploadedSchema } from '#shared/contract/rest/attachments.schema.ts'
import { attachmentMost, attachmentMostBytes } from '#shared/ticket/attachment.rules.ts'
import { type By, createAttachmentBench } from '#tests/support/attachment-bench.ts'
import { databases } from '#tests/support/databases.ts'
import { cutAfter, inPieces, sampleFile } from '#tests/support/sample-files.ts'
import { benchTime, goodInput, updatesOf } from '#tests/support/ticket-bench.ts'

const hour = 3_600_000
const unit: By = { seat: '5001', role: 'unit' }
const otherUnit: By = { seat: '5002', role: 'unit' }
const expert: By = { seat: '9001', role: 'expert' }
const stranger: By = { seat: '8002', role: 'agent' }
const hall: By = { seat: '6301', role: 'supervisor' }

describe.each(databases())('Files of tickets on $name', (database) => {
  let storage: OpenStorage
  let bench: ReturnType<typeof createAttachmentBench>
  let count = 0
  let draftId = ''
  /** Each test's is another. */
  let picture: Buffer
  beforeAll(async () => {
    await database.start()
    storage = await database.open()
  })
  afterAll(async () => {
    await storage.close()
    await database.stop()
  })
  beforeEach(() => {
    bench = createAttachmentBench(storage)
    count += 1
    picture = sampleFile('image/jpeg', 200_000, count)
    draftId = `draft-of-files-${count}`.padEnd(20, 'x')
  })
  afterEach(() => bench.close())

  const add = async (upload: string, { body = picture as Uint8Array, by = {} as By, name = '现场.jpg' } = {}) => {
    const answer = await bench.toDraft(draftId, upload, { body, by, name, length: body.byteLength })
    return uploadedSchema.parse(answer.body).attachment
  }
  const handIn = async (more: Partial<typeof goodInput> = {}) => {
    await bench.write(draftId, { ...goodInput, ...more })
    const done = await bench.run('ticket.submit', { draftId })
    if (!done.ok) throw new Error(JSON.stringify(done))
    return done.result.ticketNo
  }
  const act = async (ticketNo: string, act: Parameters<typeof bench.run<'ticket.act'>>[1]['act'], by: By) => {
    const stored = await storage.db
      .selectFrom('ticket_loops')
      .select('rev')
      .where('ticket_no', '=', ticketNo)
      .executeTakeFirstOrThrow()
    const done = await bench.run('ticket.act', { ticketNo, rev: stored.rev, act }, by)
    expect(done).toMatchObject({ ok: true })
  }
  const atUnit = async (more: Partial<typeof goodInput> = {}) => {
    const ticketNo = await handIn(more)
    const dispatch = { act: 'dispatch', unit: 'D120102-cgw', complex: false, basis: '派单目录' } as const
    await act(ticketNo, dispatch, { seat: '6001', role: 'dispatcher' })
    await act(ticketNo, { act: 'sign' }, unit)
    return ticketNo
  }
  /** The draft is written in a call, and this seat is in it. */
  const join = async (right: 'read' | 'write', more: Partial<typeof goodInput> = {}) => {
    const { matter } = updatesOf({ ...goodInput, ...more }, '8001')
    await bench.run('draft.update', { draftId, doc: 'matter', callId: `own-${draftId}`, update: matter })
    bench.guests.set('9001', right)
  }
  const trail = async (ticketNo: string) =>
    (
      await storage.db
        .selectFrom('ticket_audit')
        .select('entry')
        .where('ticket_no', '=', ticketNo)
        .orderBy('seq')
        .execute()
    )
      .map(({ entry }) => JSON.parse(entry) as { action: string; seat: string; refused?: string })
      .filter(({ action }) => action.startsWith('attachment'))
      .map(({ action, seat, refused }) => `${seat} ${action}${refused === undefined ? '' : `: ${refused}`}`)
  const idsOf = (list: { attachments: AttachmentRow[] } | null) => list?.attachments.map((one) => one.attachmentId)

  it('come back as they were sent, lie sealed, and are told by their content', async () => {
    const file = await add('one', { name: '../现场\u202E照片.png' })
    expect(file).toMatchObject({
      kind: 'image/jpeg',
      bytes: picture.length,
      by: 'Seat 8001',
      scan: 'none',
      part: 'demand',
    })
    expect(file.name).toBe('现场照片.png.jpg')
    const { status, content, file: sent } = await bench.look(file.attachmentId)
    expect(status).toBe(200)
    expect(content?.equals(picture)).toBe(true)
    expect(sent).toMatchObject({ type: 'image/jpeg', bytes: picture.length, isShown: true, sandboxed: true })
    expect((await bench.look(file.attachmentId, {}, { save: 'yes' })).file?.isShown).toBe(false)
    expect(bench.files()).toHaveLength(1)
    for (const path of bench.files()) expect(readFileSync(path).includes('JFIF')).toBe(false)
    const stored = await sql<{ name: string }>`select name from ticket_attachments where draft_id = ${draftId}`.execute(
      storage.db,
    )
    expect(JSON.stringify(stored.rows)).not.toContain('现场')
    expect(await bench.acts(draftId)).toEqual(['8001 add', '8001 view', '8001 save'])
    await expect(sql`delete from attachment_acts`.execute(storage.db)).rejects.toThrow('only ever added')
  })

  it('that are PDF are kept, never shown', async () => {
    const file = await add('pdf', { body: sampleFile('application/pdf'), name: '合同.pdf' })
    expect((await bench.look(file.attachmentId)).file?.isShown).toBe(false)
  })

  it('sent twice under one key are one, also when both are on their way at once', async () => {
    const [one, two] = await Promise.all([add('twice'), add('twice')])
    const three = await add('twice')
    expect(new Set([one.attachmentId, two.attachmentId, three.attachmentId]).size).toBe(1)
    expect(idsOf(await bench.listOf('drafts', draftId))).toHaveLength(1)
    expect((await bench.toDraft(draftId, 'twice', { body: picture, by: stranger })).status).toBe(403)
  })

  it.each([
    ['too-large', 413, () => inPieces(sampleFile('video/mp4', attachmentMostBytes + 1), 1 << 20)],
    ['wrong-kind', 415, () => inPieces(Buffer.from('MZ this says it is a picture'.padEnd(100)))],
    ['stopped', 400, () => cutAfter(picture, 90_000)],
  ])('that are %s are refused, and nothing of them is left', async (reason, status, body) => {
    const answer = await bench.toDraft(draftId, 'refused', { body: body(), name: '照片.jpg' })
    expect(answer).toEqual({ status, body: { reason, faults: [{ field: 'file', rule: reason }] } })
    expect(bench.files()).toEqual([])
    expect((await bench.listOf('drafts', draftId))?.attachments).toEqual([])
    expect(await bench.acts(draftId)).toEqual([`8001 add: ${reason}`])
    expect((await bench.toDraft(draftId, 'refused', { body: picture })).status).toBe(200)
  })

  it('announced as too large are refused before the first octet', async () => {
    async function* never(): AsyncGenerator<Uint8Array> {
      yield expect.unreachable('was read')
    }
    const answer = await bench.toDraft(draftId, 'huge', { body: never(), length: attachmentMostBytes + 1 })
    expect(answer.status).toBe(413)
  })

  it('are ten a ticket, also when more come at once', async () => {
    const sent = Array.from({ length: attachmentMost + 3 }, (_, n) =>
      bench.toDraft(draftId, `of-many-${n}`, { body: sampleFile('image/png', 500, n) }),
    )
    const answers = (await Promise.all(sent)).map(({ status }) => status).sort()
    expect(answers).toEqual([...Array.from({ length: attachmentMost }, () => 200), 409, 409, 409])
    const list = await bench.listOf('drafts', draftId)
    expect(list?.attachments).toHaveLength(attachmentMost)
    expect(list?.mayAdd).toBe(false)
  })

  it('go through the virus scan where there is one: what it found, or did not answer for, is not kept', async () => {
    const seen: number[] = []
    const say = (verdict: 'clean' | 'infected' | 'unknown') => {
      bench.site.scan = async (file) => {
        let bytes = 0
        for await (const piece of file) bytes += piece.byteLength
        seen.push(bytes)
        return verdict
      }
    }
    say('infected')
    expect(await bench.toDraft(draftId, 'bad', { body: picture })).toMatchObject({
      status: 422,
      body: { reason: 'not-clean' },
    })
    say('unknown')
    expect(await bench.toDraft(draftId, 'bad', { body: picture })).toMatchObject({
      status: 503,
      body: { reason: 'not-scanned' },
    })
    expect(bench.files()).toEqual([])
    say('clean')
    expect((await add('good')).scan).toBe('clean')
    expect(seen).toEqual([picture.length, picture.length, picture.length])
  })

  it('for which the disk has no room leave nothing behind, and the next try is taken', async () => {
    const { real } = bench
    let left = 100_000
    bench.site.store = {
      ...real,
      async begin() {
        const file = await real.begin()
        return {
          ...file,
          async write(bytes) {
            left -= bytes.byteLength
            if (left < 0) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })
            await file.write(bytes)
          },
        }
      },
    }
    await expect(bench.toDraft(draftId, 'full', { body: picture })).rejects.toThrow('no space left')
    expect(bench.files()).toEqual([])
    bench.site.store = real
    await add('full')
    expect((await bench.listOf('drafts', draftId))?.attachments).toHaveLength(1)
  })

  it('that fail after they were kept are tied to nothing and swept', async () => {
    const { real } = bench
    bench.site.newId = () => {
      throw new Error('killed')
    }
    await expect(bench.toDraft(draftId, 'half', { body: picture })).rejects.toThrow('killed')
    expect((await bench.listOf('drafts', draftId))?.attachments).toEqual([])
    expect(bench.files()).toHaveLength(1)
    await bench.sweep(benchTime + hour)
    expect(bench.files()).toHaveLength(1)
    await bench.sweep(benchTime + hour + 1)
    expect(bench.files()).toEqual([])
    expect(real).toBe(bench.site.store)
  })

  it('with the same content lie once, and stay as long as one of them does', async () => {
    const first = await add('first')
    const second = await add('second')
    expect(bench.files()).toHaveLength(1)
    expect(await bench.remove(first.attachmentId)).toBe('ok')
    await bench.sweep(benchTime + 2 * hour)
    expect((await bench.look(second.attachmentId)).status).toBe(200)
    expect((await bench.look(first.attachmentId)).body).toMatchObject({ reason: 'gone' })
    expect(await bench.toDraft(draftId, 'first', { body: picture })).toMatchObject({
      status: 404,
      body: { reason: 'gone' },
    })
    expect(await bench.remove(second.attachmentId)).toBe('ok')
    expect(await bench.remove(second.attachmentId)).toBe('ok')
    await bench.sweep(benchTime + 2 * hour)
    expect(bench.files()).toEqual([])
    expect(await bench.acts(draftId)).toEqual([
      '8001 add',
      '8001 add',
      '8001 remove',
      '8001 view',
      '8001 view: gone',
      '8001 add: gone',
      '8001 remove',
    ])
  })

  it('of a draft that was thrown away go with it', async () => {
    await bench.write(draftId, goodInput)
    const file = await add('thrown')
    await bench.run('draft.discard', { draftId })
    expect((await bench.look(file.attachmentId)).status).toBe(404)
    expect(await bench.toDraft(draftId, 'later', { body: picture })).toMatchObject({ body: { reason: 'gone' } })
    await bench.sweep(benchTime + 2 * hour)
    expect(bench.files()).toEqual([])
    expect(await bench.acts(draftId)).toContain(' sweep')
  })

  it('of a draft that never got a word go after a week; one with words keeps its own', async () => {
    await add('alone')
    await bench.sweep(benchTime + 7 * 24 * hour)
    expect(bench.files()).toHaveLength(1)
    await bench.sweep(benchTime + 7 * 24 * hour + 1)
    expect(bench.files()).toEqual([])
    draftId = `${draftId}-written`
    await bench.write(draftId, goodInput)
    await add('kept')
    await bench.sweep(benchTime + 90 * 24 * hour)
    expect((await bench.listOf('drafts', draftId))?.attachments).toHaveLength(1)
    expect(bench.files()).toHaveLength(1)
  })

  it.each<[string, (bytes: Buffer) => Uint8Array]>([
    ['changed', (bytes) => bytes.with(50_000, (bytes[50_000] ?? 0) ^ 1)],
    ['cut between two pieces', (bytes) => bytes.subarray(0, 16 + 4 + 28 + 30_000)],
  ])('whose content was %s are not sent', async (_what, change) => {
    const file = await add('damaged')
    const [path = ''] = bench.files()
    writeFileSync(path, change(readFileSync(path)))
    expect(await bench.look(file.attachmentId)).toMatchObject({ status: 409, body: { reason: 'damaged' } })
  })

  it('standing in another’s place are not sent', async () => {
    const file = await add('mine')
    const [mine = ''] = bench.files()
    await add('other', { body: sampleFile('image/png') })
    const other = bench.files().find((path) => path !== mine) ?? ''
    writeFileSync(mine, readFileSync(other))
    expect((await bench.look(file.attachmentId)).status).toBe(409)
  })

  it('of a draft are its author’s: no other seat adds, sees or removes one, and each try is in the log', async () => {
    await bench.write(draftId, goodInput)
    const file = await add('own')
    for (const by of [stranger, expert, unit, hall, { seat: '7001', role: 'lead' } as const]) {
      expect(await bench.listOf('drafts', draftId, by)).toBeNull()
      expect((await bench.look(file.attachmentId, by)).body).toMatchObject({ reason: 'gone' })
      expect(await bench.remove(file.attachmentId, by)).toBe('not-found')
      expect((await bench.toDraft(draftId, `by-${by.seat}`, { body: picture, by })).status).toBe(403)
    }
    expect((await bench.acts(draftId)).filter((act) => act.startsWith('8002'))).toEqual([
      '8002 view: out-of-scope',
      '8002 remove: not-yours',
      '8002 add: not-yours',
    ])
  })

  it('of a draft are for who is in its call: who writes adds and takes away what he added, who reads looks', async () => {
    await join('write')
    const own = await add('author')
    const theirs = await add('guest', { by: { ...expert, at: benchTime + 1 } })
    expect(idsOf(await bench.listOf('drafts', draftId, expert))).toEqual([own.attachmentId, theirs.attachmentId])
    expect((await bench.look(own.attachmentId, expert)).status).toBe(200)
    expect(await bench.remove(own.attachmentId, expert)).toBe('forbidden')
    expect(await bench.remove(theirs.attachmentId, expert)).toBe('ok')
    bench.guests.set('9001', 'read')
    expect((await bench.toDraft(draftId, 'late', { body: picture, by: expert })).status).toBe(403)
    expect((await bench.look(own.attachmentId, expert)).status).toBe(200)
    bench.guests.delete('9001')
    expect((await bench.look(own.attachmentId, expert)).status).toBe(404)
  })

  it('of a confidential draft are hidden from who is in its call', async () => {
    await join('write', { confidential: true })
    const own = await add('author')
    const theirs = await add('guest', { by: expert })
    const list = await bench.listOf('drafts', draftId, expert)
    expect(idsOf(list)).toEqual([theirs.attachmentId])
    expect(list?.withheld).toBe(1)
    expect((await bench.look(own.attachmentId, expert)).status).toBe(404)
    expect(idsOf(await bench.listOf('drafts', draftId))).toHaveLength(2)
  })

  it('of a ticket are for who may read the ticket, and each look is on its trail', async () => {
    const file = await add('shown')
    const ticketNo = await atUnit()
    expect(idsOf(await bench.listOf('tickets', ticketNo, unit))).toEqual([file.attachmentId])
    expect((await bench.look(file.attachmentId, unit)).content?.equals(picture)).toBe(true)
    expect((await bench.look(file.attachmentId, hall)).status).toBe(200)
    expect(await bench.listOf('tickets', ticketNo, otherUnit)).toBeNull()
    expect((await bench.look(file.attachmentId, otherUnit)).status).toBe(404)
    expect((await bench.look(file.attachmentId, stranger)).status).toBe(404)
    expect(await bench.remove(file.attachmentId)).toBe('forbidden')
    expect((await bench.toDraft(draftId, 'after', { body: picture })).status).toBe(403)
    expect(await trail(ticketNo)).toEqual([
      '5001 attachment-view',
      '6301 attachment-view',
      '5002 attachment-view: out-of-scope',
      '8002 attachment-view: out-of-scope',
      '8001 attachment-remove: not-yours',
    ])
    expect(await verifyAudit(storage.db)).toEqual({ brokenAt: null, changedTickets: [] })
  })

  it('handed in with a ticket stand on its trail by their hash', async () => {
    await add('proved')
    const ticketNo = await handIn()
    const first = await storage.db
      .selectFrom('ticket_audit')
      .select('entry')
      .where('ticket_no', '=', ticketNo)
      .orderBy('seq')
      .executeTakeFirstOrThrow()
    const sha256 = createHash('sha256').update(picture).digest('hex')
    expect(JSON.parse(first.entry)).toMatchObject({ from: 'DRAFT', files: [sha256] })
  })

  it('of a confidential ticket that came from the citizen are hidden from every unit', async () => {
    const file = await add('secret')
    const ticketNo = await atUnit({ confidential: true })
    const list = await bench.listOf('tickets', ticketNo, unit)
    expect(list).toMatchObject({ attachments: [], withheld: 1, mayAdd: true })
    expect((await bench.look(file.attachmentId, unit)).status).toBe(404)
    expect((await bench.look(file.attachmentId, hall)).status).toBe(200)
    expect(await trail(ticketNo)).toEqual(['5001 attachment-view: hidden', '6301 attachment-view'])
  })

  it('are added by a unit to its reply while it may reply, and taken away by it alone', async () => {
    const ticketNo = await handIn()
    const none = await bench.toTicket(ticketNo, 'early', { body: picture, by: unit })
    expect(none.status).toBe(403)
    draftId = `${draftId}-two`
    const mine = await atUnit()
    const sent = await bench.toTicket(mine, 'reply', { body: picture, by: unit })
    const { attachment } = uploadedSchema.parse(sent.body)
    expect(attachment).toMatchObject({ part: 'reply', mayRemove: true })
    expect((await bench.toTicket(mine, 'other', { body: picture, by: otherUnit })).status).toBe(403)
    expect((await bench.toTicket('TJ00000000000000', 'none', { body: picture, by: unit })).status).toBe(403)
    expect(idsOf(await bench.listOf('tickets', mine, hall))).toEqual([attachment.attachmentId])
    expect(await bench.remove(attachment.attachmentId, hall)).toBe('forbidden')
    expect(await bench.remove(attachment.attachmentId, unit)).toBe('ok')
    expect(await trail(mine)).toEqual([
      '5001 attachment-add',
      '6301 attachment-remove: not-yours',
      '5001 attachment-remove',
    ])
  })
})
