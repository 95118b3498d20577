import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createDirectoryTopics } from '#server/directory/directory-topics.ts'
import { favouriteHandlers } from '#server/directory/favourite.handlers.ts'
import { seatPresence } from '#server/directory/presence.rules.ts'
import type { TopicPublisher } from '#server/ports/topics.ts'
import { sandboxDomain, sandboxPassword } from '#server/sandbox/accounts.ts'
import { createParty } from '#server/sandbox/party/party.ts'
import type { OpenStorage } from '#server/storage/storage.ts'
import { directoryRowSchema } from '#shared/contract/socket/topics.ts'
import { type Backend, openDesk, startBackend } from '#tests/support/backend.ts'
import { databases, embeddedSite } from '#tests/support/databases.ts'
import { entryOf } from '#tests/support/directory-people.ts'
import { openSeatBench, type SeatBench } from '#tests/support/seat-bench.ts'

const entries = [
  entryOf('expert-1', { kind: 'expert', number: '8001', matters: ['020100'] }),
  entryOf('seat-2', { kind: 'seat', number: '8002' }),
  entryOf('outside', { number: '61001' }),
]

describe.each(databases())('The directory on $name', (database) => {
  let storage: OpenStorage
  let bench: SeatBench
  let said: { name: string; id: string; set: readonly (readonly [string, unknown])[]; gone: readonly string[] }[]
  let directory: ReturnType<typeof openDirectory>
  beforeAll(async () => {
    await database.start()
    storage = await database.open()
  })
  afterAll(async () => {
    await storage.close()
    await database.stop()
  })
  beforeEach(async () => {
    await sql`truncate seat_sessions, seat_standings, seat_accounts, directory_favourites`.execute(storage.db)
    bench = await openSeatBench(storage)
    said = []
    directory = openDirectory()
  })
  afterEach(() => {
    directory.close()
    bench.close()
    expect(bench.faults).toEqual([])
  })

  function openDirectory() {
    const publisher: TopicPublisher = {
      publish: ({ name, id }, set, gone = []) => void said.push({ name, id, set, gone }),
    }
    const topics = createDirectoryTopics({
      entries,
      presenceOf: (number) => seatPresence(bench.states.standing(number)?.state, bench.presence.phoneHere(number)),
      publisher,
      db: storage.db,
    })
    const stops = [
      bench.states.onChange(({ seat }) => topics.refresh(seat)),
      bench.presence.onPhone((user) => topics.refresh(user)),
    ]
    const handlers = favouriteHandlers({ publisher, isEntry: topics.isEntry })
    const star = (seat: string, entryId: string, on = true) =>
      storage.transaction((work) =>
        handlers['directory.favourite'](
          { ...work, seat, role: 'agent', sessionId: 's', at: bench.clock.now() },
          { entryId, on },
        ),
      )
    return { topics, star, close: () => stops.forEach((stop) => void stop()) }
  }
  const presence = async () =>
    Object.fromEntries((await directory.topics.directory.load('')).map(([id, row]) => [id, row.presence]))
  const toldOf = (id: string) =>
    said
      .filter(({ name }) => name === 'directory')
      .flatMap(({ set }) => set.filter(([key]) => key === id).map(([, row]) => directoryRowSchema.parse(row).presence))
  const stars = async (seat: string) =>
    (await directory.topics['directory-favourites'].load(seat)).map(([entryId]) => entryId)

  it('has one row an entry, as the contract says it', async () => {
    const rows = await directory.topics.directory.load('')
    expect(rows.map(([id, row]) => [id, directoryRowSchema.parse(row).number])).toEqual(
      entries.map(({ id, number }) => [id, number]),
    )
    expect(await presence()).toEqual({ 'expert-1': 'offline', 'seat-2': 'offline', outside: 'unknown' })
  })

  it("follows a seat's state and its phone, and says each presence once", async () => {
    await bench.signIn()
    bench.presence.desk('8001', true)
    expect((await presence())['expert-1']).toBe('offline')
    bench.presence.phones('8001', 1)
    expect((await presence())['expert-1']).toBe('away')
    await bench.happen('8001', { type: 'choose-ready' })
    await bench.happen('8001', { type: 'offered', callId: 'c1' })
    await bench.happen('8001', { type: 'answered', callId: 'c1' })
    await bench.happen('8001', { type: 'ended', callId: 'c1' })
    await bench.happen('8001', { type: 'finish-wrap-up' })
    bench.presence.phones('8001', 2)
    bench.presence.phones('8001', 0)
    expect(toldOf('expert-1')).toEqual(['away', 'ready', 'busy', 'ready', 'offline'])
    expect(toldOf('seat-2')).toEqual([])
  })

  it('keeps a seat in a call busy while its phone comes back', async () => {
    await bench.signIn()
    bench.presence.desk('8001', true)
    bench.presence.phones('8001', 1)
    await bench.happen('8001', { type: 'choose-ready' })
    await bench.happen('8001', { type: 'offered', callId: 'c1' })
    await bench.happen('8001', { type: 'answered', callId: 'c1' })
    bench.presence.phones('8001', 0)
    expect((await presence())['expert-1']).toBe('busy')
  })

  it('shows a bare phone as ready, and a phone of somebody who is no seat as nothing', async () => {
    bench.presence.phones('8002', 1)
    await bench.states.settled()
    bench.presence.phones('61001', 1)
    expect(await presence()).toEqual({ 'expert-1': 'offline', 'seat-2': 'ready', outside: 'unknown' })
  })

  it('keeps favourites apart by seat, once each, in the order they were starred, over a restart', async () => {
    expect(await directory.star('8001', 'outside')).toEqual({ ok: true, result: {} })
    bench.clock.advance(1000)
    await directory.star('8001', 'expert-1')
    await directory.star('8001', 'outside')
    await directory.star('8002', 'seat-2')
    const again = openDirectory()
    expect((await again.topics['directory-favourites'].load('8001')).map(([id]) => id)).toEqual(['outside', 'expert-1'])
    again.close()
    expect(await stars('8002')).toEqual(['seat-2'])
    await directory.star('8001', 'outside', false)
    await directory.star('8001', 'outside', false)
    expect(await stars('8001')).toEqual(['expert-1'])
  })

  it('tells the seat that starred, after the commit, and nobody else', async () => {
    await directory.star('8001', 'outside')
    await directory.star('8001', 'outside', false)
    expect(said).toEqual([
      { name: 'directory-favourites', id: '8001', set: [['outside', { entryId: 'outside' }]], gone: [] },
      { name: 'directory-favourites', id: '8001', set: [], gone: ['outside'] },
    ])
    const { allow } = directory.topics['directory-favourites']
    expect(await allow({ seat: '8002', role: 'lead' }, '8001')).toBe(false)
  })

  it('refuses a star on somebody who is not in the directory', async () => {
    expect(await directory.star('8001', 'nobody')).toEqual({
      ok: false,
      reason: 'not-found',
      faults: [{ field: 'entryId', rule: 'unknown' }],
    })
  })

  it('forgets nobody who left the directory, and does not show him', async () => {
    await storage.db.insertInto('directory_favourites').values({ seat: '8001', entry_id: 'left', at: 1 }).execute()
    await directory.star('8001', 'seat-2')
    expect(await stars('8001')).toEqual(['seat-2'])
  })
})

describe('The directory of a running backend', () => {
  let backend: Backend
  const open: (() => unknown)[] = []
  beforeAll(async () => {
    backend = await startBackend(await embeddedSite())
  }, 60_000)
  afterEach(async () => {
    for (const end of open.splice(0)) await end()
  })
  afterAll(() => backend.app.close())
  const desk = async (seat: string) => {
    const made = await openDesk(backend, await backend.session(seat))
    open.push(made.close)
    return made
  }

  it('shows an agent the experts as they come and go', async () => {
    const agent = await desk('8001')
    await agent.subscribe('directory')
    const expert = () => agent.rows('directory').find(({ number }) => number === '9001')
    await expect.poll(expert).toMatchObject({ name: '秦海川', kind: 'expert', presence: 'offline' })
    const phone = createParty({ url: backend.sip, user: '9001', domain: sandboxDomain, password: sandboxPassword })
    await phone.connect()
    await phone.register()
    await expect.poll(expert).toMatchObject({ presence: 'ready' })
    await phone.dispose()
    await expect.poll(expert, { timeout: 20_000 }).toMatchObject({ presence: 'offline' })
  })

  it('keeps the stars of a seat from its other desks and from the administrator', async () => {
    const [agent, other] = [await desk('8002'), await desk('8003')]
    for (const each of [agent, other]) await each.subscribe('directory-favourites')
    expect(await agent.command('directory.favourite', { entryId: 'zone-teda', on: true })).toMatchObject({ ok: true })
    await expect.poll(() => agent.rows('directory-favourites')).toEqual([{ entryId: 'zone-teda' }])
    expect(other.rows('directory-favourites')).toEqual([])
    const admin = await desk('1001')
    await expect(admin.subscribe('directory')).rejects.toThrow('forbidden')
  })
})
