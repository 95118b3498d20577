import { randomBytes } from 'node:crypto'
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { createFolderStore } from '#server/recording/folder-store.ts'
import { createRecordingRoutes } from '#server/recording/recording.routes.ts'
import { createRecordingVault } from '#server/recording/recording-vault.ts'
import { recordedCalls } from '#server/recording/recordings.repository.ts'
import { deleteOld } from '#server/recording/retention.ts'
import { openSoundSession } from '#server/recording/sound-session.ts'
import { listenForSound } from '#server/recording/sound-socket.ts'
import { createSoundTickets } from '#server/recording/sound-ticket.ts'
import type { OpenStorage } from '#server/storage/storage.ts'
import { randomId, systemClock } from '#server/system-clock.ts'
import { recordingsSchema } from '#shared/contract/rest/recordings.schema.ts'
import type { Role } from '#shared/seat/seat-state.ts'
import { databases } from '#tests/support/databases.ts'
import { type SoundPhone, soundPhone } from '#tests/support/sound-phone.ts'

const master = new Uint8Array(32).fill(7)
const ownOrigin = 'http://desk.example'
const answeredAt = Date.UTC(2026, 10, 23, 4)
const day = 86_400_000
/** A machine may be busy. */
const patience = { timeout: 10_000 }

/** The sound socket on a port of its own, with the real store in a folder and a real database behind. */
async function openHouse(storage: OpenStorage) {
  const folder = mkdtempSync(join(tmpdir(), 'lianxian-sound-'))
  const faults: unknown[] = []
  const tickets = createSoundTickets(master)
  const parts = {
    storage,
    clock: systemClock,
    newId: randomId,
    store: createFolderStore(folder),
    vault: createRecordingVault(master, randomBytes),
    onError: (fault: unknown) => void faults.push(fault),
  }
  const server: Server = createServer()
  const stop = listenForSound({
    server,
    clock: systemClock,
    allowOrigin: (origin) => origin === undefined || origin === ownOrigin,
    open: (peer) => openSoundSession(peer, { ...parts, check: (ticket) => tickets.check(ticket, Date.now()) }),
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}/sound`
  const routes = createRecordingRoutes(parts)
  const ask = (path: string, more: { params?: Record<string, string>; query: unknown; seat: string; role: Role }) => {
    const { params = {}, query, seat, role } = more
    const route = routes.find((each) => each.path === path)
    if (!route) throw new Error('no such route')
    return route.handle({ params, query, reader: { seat, role }, at: answeredAt })
  }
  return {
    url,
    parts,
    faults,
    ticket: (callId: string, seat = '8001', until = Date.now() + 60_000) => tickets.make({ callId, seat, until }),
    async list(callId: string, seat = '8001', role: Role = 'agent') {
      const { body } = await ask('/api/recordings', { query: { callId }, seat, role })
      return recordingsSchema.parse(body).recordings
    },
    async play(id: string, query: unknown, [seat, role]: readonly [string, Role] = ['8001', 'agent']) {
      const answer = await ask('/api/recordings/:id/sound', { params: { id }, query, seat, role })
      if (!answer.file) return { ...answer, samples: null }
      const pieces: Uint8Array[] = []
      for await (const piece of answer.file.body) pieces.push(piece)
      const whole = Buffer.concat(pieces)
      expect(whole.length).toBe(answer.file.bytes)
      return { ...answer, samples: new Int16Array(new Uint8Array(whole.subarray(44)).buffer) }
    },
    acts: async (callId: string) =>
      (
        await storage.db
          .selectFrom('recording_acts')
          .selectAll()
          .where('call_id', '=', callId)
          .orderBy('act_id')
          .execute()
      ).map(({ seat, act, reason }) => `${seat} ${act}: ${reason}`),
    files: () =>
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ parentPath, name }) => join(parentPath, name)),
    async close() {
      await stop()
      await new Promise((resolve) => server.close(resolve))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

describe.each(databases())('Recordings on $name', (database) => {
  let storage: OpenStorage
  let house: Awaited<ReturnType<typeof openHouse>>
  beforeAll(async () => {
    await database.start()
    storage = await database.open()
  })
  afterAll(async () => {
    await storage.close()
    await database.stop()
  })
  beforeEach(async () => {
    house = await openHouse(storage)
  })
  afterEach(() => house.close())

  const greet = async (callId: string) => {
    const phone = await soundPhone(house.url, ownOrigin)
    phone.say({ kind: 'hello', ticket: house.ticket(callId), legId: 'leg', answeredAt })
    await vi.waitFor(() => expect(phone.heard).toHaveLength(1), patience)
    return phone
  }
  const seconds = (phone: SoundPhone, from: number, to: number) => {
    for (let ms = from * 1000; ms < to * 1000; ms += 100) {
      phone.frame('agent', ms, 100)
      phone.frame('party', ms, 2000)
    }
  }
  const end = async (phone: SoundPhone, atMs: number) => {
    phone.say({ kind: 'end', atMs })
    await phone.closed
    expect(phone.heard.at(-1)).toEqual({ kind: 'done' })
  }
  const recorded = async (callId: string) => {
    const phone = await greet(callId)
    seconds(phone, 0, 3)
    await end(phone, 3000)
    const [row] = await house.list(callId)
    if (!row) throw new Error('nothing recorded')
    return row
  }
  const because = { reason: '质检复核' }

  it('hold each channel apart and both in the mix, sealed, and are tied to the call', async () => {
    const row = await recorded('plain')
    expect(row).toMatchObject({
      callId: 'plain',
      seat: '8001',
      startedAt: answeredAt,
      ms: 3000,
      ended: true,
      spans: [],
    })
    const tracks = { agent: 100, party: 2000, mix: 2100 }
    for (const [track, value] of Object.entries(tracks)) {
      const { samples, file } = await house.play(row.recordingId, { ...because, track })
      expect(samples).toEqual(new Int16Array(48_000).fill(value))
      expect(file?.name).toMatch(/-8001-[\w-]{22}\.wav$/)
    }
    expect(await recordedCalls(storage.db, ['plain', 'none'])).toEqual(new Set(['plain']))
    // 2000 in two octets, over and over, would show.
    for (const path of house.files())
      expect(readFileSync(path).includes(Buffer.from('d007d007d007', 'hex'))).toBe(false)
    expect(house.faults).toEqual([])
  })

  it('go on after a cut where they ended, without what was sent twice; what never came is a named gap', async () => {
    const first = await greet('cut')
    seconds(first, 0, 2)
    await vi.waitFor(() => expect(first.heard.at(-1)).toEqual({ kind: 'stored', agent: 2000, party: 2000 }), patience)
    first.cut()
    const second = await soundPhone(house.url)
    second.say({ kind: 'hello', ticket: house.ticket('cut'), legId: 'leg', answeredAt })
    await vi.waitFor(() => expect(second.heard[0]).toEqual({ kind: 'stored', agent: 2000, party: 2000 }), patience)
    seconds(second, 1, 3)
    seconds(second, 8, 9)
    second.say({ kind: 'quiet', spans: [{ channel: 'agent', kind: 'muted', fromMs: 3000, toMs: 8000 }] })
    await end(second, 9000)
    const rows = await house.list('cut')
    expect(rows.map(({ ms, spans }) => ({ ms, spans }))).toEqual([
      {
        ms: 9000,
        spans: [
          { channel: 'agent', kind: 'muted', fromMs: 3000, toMs: 8000 },
          { channel: 'party', kind: 'gap', fromMs: 3000, toMs: 8000 },
        ],
      },
    ])
    const { samples } = await house.play(rows[0]?.recordingId ?? '', { ...because, track: 'party' })
    expect(samples).toHaveLength(144_000)
    expect(samples?.indexOf(0)).toBe(48_000)
    expect(samples?.lastIndexOf(0)).toBe(127_999)
  })

  it('are taken up by the next backend behind a torn end', async () => {
    const first = await greet('torn')
    seconds(first, 0, 2)
    await vi.waitFor(() => expect(first.heard.at(-1)).toMatchObject({ party: 2000 }), patience)
    first.cut()
    await vi.waitFor(async () => expect(await house.list('torn')).toMatchObject([{ ms: 2000 }]), patience)
    for (const path of house.files()) appendFileSync(path, Buffer.alloc(20, 1))
    const before = await house.play((await house.list('torn'))[0]?.recordingId ?? '', because)
    expect(before.samples).toHaveLength(32_000)
    const second = await greet('torn')
    seconds(second, 2, 3)
    await end(second, 3000)
    const [row] = await house.list('torn')
    expect(row?.spans).toEqual([])
    expect((await house.play(row?.recordingId ?? '', because)).samples).toEqual(new Int16Array(48_000).fill(2100))
  })

  it.each([
    ['one bit was changed', (bytes: Buffer) => bytes.with(bytes.length - 5, (bytes.at(-5) ?? 0) ^ 1)],
    ['its start was changed', (bytes: Buffer) => bytes.with(7, (bytes[7] ?? 0) ^ 1)],
    ['its end was cut off', (bytes: Buffer) => bytes.subarray(0, (bytes.length - bytes.length / 3) | 0)],
    ['a piece was taken out', (bytes: Buffer) => bytes.subarray(bytes.length / 3)],
  ])('are not played when %s, and the trail says so', async (what, change) => {
    const row = await recorded(what)
    const path = house.files().find((each) => each.endsWith('.party')) ?? ''
    writeFileSync(path, change(readFileSync(path)))
    expect(await house.play(row.recordingId, because)).toMatchObject({ status: 409, body: { reason: 'damaged' } })
    expect((await house.play(row.recordingId, { ...because, track: 'agent' })).status).toBe(200)
    expect(await house.acts(what)).toEqual(['8001 damaged: 质检复核', '8001 play: 质检复核'])
  })

  it('are not played when one channel stands in the other’s place', async () => {
    const row = await recorded('swapped')
    const of = (channel: string) => house.files().find((each) => each.endsWith(channel)) ?? ''
    writeFileSync(of('.agent'), readFileSync(of('.party')))
    expect((await house.play(row.recordingId, because)).status).toBe(409)
  })

  it('are for the seat that recorded and for leads, with a reason; every try is in the trail, which only grows', async () => {
    const { recordingId } = await recorded('rights')
    const none = await house.play(recordingId, {})
    expect(none).toMatchObject({ status: 400, body: { faults: [{ field: 'reason' }] } })
    expect((await house.play(recordingId, { reason: '  ' })).status).toBe(400)
    expect((await house.play(recordingId, because, ['8002', 'agent'])).status).toBe(403)
    expect((await house.play(recordingId, because, ['9001', 'expert'])).status).toBe(403)
    expect((await house.play(recordingId, because, ['7001', 'lead'])).status).toBe(200)
    expect((await house.play(recordingId, because)).status).toBe(200)
    expect(await house.list('rights', '8002')).toEqual([])
    expect(await house.list('rights', '7001', 'lead')).toHaveLength(1)
    expect(await house.acts('rights')).toEqual([
      '8002 refused: 质检复核',
      '9001 refused: 质检复核',
      '7001 play: 质检复核',
      '8001 play: 质检复核',
    ])
    await expect(sql`delete from recording_acts`.execute(storage.db)).rejects.toThrow('only ever added')
    await expect(sql`update recording_acts set reason = ''`.execute(storage.db)).rejects.toThrow('only ever added')
  })

  it('are deleted when their days are over, sound and all, and the trail says by which rule', async () => {
    const { recordingId } = await recorded('old')
    const clock = { ...systemClock, now: () => answeredAt + 30 * day }
    await deleteOld({ ...house.parts, clock, days: 30 })
    expect(house.files()).toHaveLength(2)
    await deleteOld({ ...house.parts, clock: { ...clock, now: () => answeredAt + 30 * day + 1 }, days: 30 })
    expect(house.files()).toEqual([])
    expect(await house.list('old')).toEqual([])
    expect((await house.play(recordingId, because)).status).toBe(404)
    expect(await house.acts('old')).toEqual(['null delete: older than 30 days'])
  })

  it('are taken from our own pages alone', async () => {
    for (const origin of ['http://desk.example.evil', 'null', 'http://evil'])
      await expect(soundPhone(house.url, origin)).rejects.toThrow('403')
  })

  it.each<[string, (phone: SoundPhone) => void, string]>([
    ['a forged ticket', (phone) => hello(phone, `${house.ticket('c').split('.')[0]}.AAAA`), 'bad-ticket'],
    ['an old ticket', (phone) => hello(phone, house.ticket('c', '8001', Date.now() - 1)), 'bad-ticket'],
    ['no ticket', (phone) => hello(phone, 'x'), 'bad-ticket'],
    ['a second hello', (phone) => [hello(phone, house.ticket('c')), hello(phone, house.ticket('c'))], 'bad-hello'],
    ['words before hello', (phone) => phone.say({ kind: 'end', atMs: 1 }), 'bad-hello'],
    ['no JSON', (phone) => phone.say('{'), 'bad-hello'],
    ['sound before hello', (phone) => phone.frame('agent', 0, 1), 'bad-frame'],
    [
      'bytes that are no frame',
      (phone) => [hello(phone, house.ticket('c')), phone.raw(new Uint8Array(5))],
      'bad-frame',
    ],
    [
      'a flood',
      (phone) => [
        hello(phone, house.ticket('c')),
        ...Array.from({ length: 700 }, (_, n) => phone.frame('agent', n * 100, 1)),
      ],
      'too-fast',
    ],
  ])('end the connection on %s', async (_what, act, reason) => {
    const phone = await soundPhone(house.url)
    act(phone)
    await phone.closed
    expect(phone.heard.at(-1)).toEqual({ kind: 'refused', reason })
  })
})

const hello = (phone: SoundPhone, ticket: string): void =>
  phone.say({ kind: 'hello', ticket, legId: 'leg', answeredAt })
