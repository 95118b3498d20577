import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { addAccounts, listAccounts } from '#server/seat/accounts.repository.ts'
import { sipHa1 } from '#server/seat/secrets.ts'
import { findSipHa1 } from '#server/seat/sessions.repository.ts'
import type { OpenStorage } from '#server/storage/storage.ts'
import { databases } from '#tests/support/databases.ts'
import { openSeatBench, password, type SeatBench } from '#tests/support/seat-bench.ts'

describe.each(databases())('Seats on $name', (database) => {
  let storage: OpenStorage
  let bench: SeatBench
  beforeAll(async () => {
    await database.start()
    storage = await database.open()
  })
  afterAll(async () => {
    await storage.close()
    await database.stop()
  })
  beforeEach(async () => {
    await sql`truncate seat_sessions, seat_standings, seat_accounts`.execute(storage.db)
    bench = await openSeatBench(storage)
  })
  afterEach(async () => {
    bench.close()
    expect(bench.faults).toEqual([])
  })
  const session = async (more = {}) => {
    const outcome = await bench.signIn(more)
    if (!outcome.ok) throw new Error(outcome.reason)
    return outcome.session
  }
  const ha1 = (seat = '8001') => findSipHa1(storage.db, seat, bench.clock.now())

  it('adds accounts once and leaves what is there as it is', async () => {
    const again = { seat: '8001', name: 'Another', role: 'admin' as const, skills: [], passwordHash: null }
    await storage.transaction(({ tx }) => addAccounts(tx, [again]))
    const found = (await listAccounts(storage.db)).find(({ seat }) => seat === '8001')
    expect(found).toMatchObject({ name: 'Seat 8001', role: 'agent' })
  })

  it('hands out a SIP secret of which it keeps only H(A1)', async () => {
    const { line, journalKey } = await session()
    expect(await ha1()).toBe(sipHa1('8001', 'hall.example', line?.secret ?? ''))
    expect(Buffer.from(journalKey, 'base64')).toHaveLength(32)
    expect((await session({ seat: '1001' })).line).toBeNull()
  })

  it('gives a seat the same journal key at each sign-in, and other seats other ones', async () => {
    const first = await session()
    expect((await session({ takeOver: true })).journalKey).toBe(first.journalKey)
    expect((await session({ seat: '8002' })).journalKey).not.toBe(first.journalKey)
  })

  it('refuses an unknown seat, a wrong password and a missing one alike', async () => {
    const wrong = { ok: false, reason: 'wrong', field: 'password', retryAfterMs: null }
    expect(await bench.signIn({ seat: '8999' })).toEqual(wrong)
    expect(await bench.signIn({ password: 'not it' })).toEqual(wrong)
    expect(await bench.signIn({ password: undefined as never })).toEqual(wrong)
  })

  it('locks after five failures for 30 minutes, ends the session and its registration, and forgets the secret', async () => {
    await session()
    for (let tries = 0; tries < 4; tries += 1)
      expect(await bench.signIn({ password: 'x' })).toMatchObject({ reason: 'wrong' })
    expect(bench.closed).toEqual([])
    expect(await bench.signIn({ password: 'x' })).toMatchObject({ reason: 'locked', retryAfterMs: 30 * 60_000 })
    expect(bench.closed).toEqual([{ seat: '8001', why: 'locked' }])
    expect(bench.ended).toEqual(['8001'])
    expect(await ha1()).toBeNull()
    expect(await bench.signIn()).toMatchObject({ reason: 'locked' })
    bench.clock.advance(30 * 60_000)
    expect((await bench.signIn()).ok).toBe(true)
  })

  it('starts the count of failures anew after a right password', async () => {
    for (let tries = 0; tries < 4; tries += 1) await bench.signIn({ password: 'x' })
    await session()
    for (let tries = 0; tries < 4; tries += 1)
      expect(await bench.signIn({ password: 'x' })).toMatchObject({ reason: 'wrong' })
  })

  it('asks before it takes over a connected seat, and then tells and cuts off the first desk', async () => {
    const first = await session()
    bench.presence.desk('8001', true)
    expect(await bench.signIn()).toMatchObject({ ok: false, reason: 'connected' })
    expect(bench.closed).toEqual([])
    const second = await session({ takeOver: true })
    expect(bench.closed).toEqual([{ seat: '8001', why: 'taken-over' }])
    expect(bench.ended).toEqual(['8001'])
    expect(await bench.sessions.check(first.token)).toEqual({ ok: false, reason: 'ended' })
    expect(await bench.sessions.restore(first.token)).toEqual({ ok: false, reason: 'ended' })
    expect((await bench.sessions.check(second.token)).ok).toBe(true)
    expect(await ha1()).toBe(sipHa1('8001', 'hall.example', second.line?.secret ?? ''))
  })

  it('does not say that a seat is connected to whoever does not know its password', async () => {
    await session()
    bench.presence.desk('8001', true)
    expect(await bench.signIn({ password: 'x' })).toMatchObject({ reason: 'wrong' })
  })

  it('does not renew a session that was taken over', async () => {
    const first = await session()
    const claims = await bench.sessions.check(first.token)
    await session({ takeOver: true })
    const id = claims.ok ? claims.value.sessionId : ''
    expect(await storage.transaction((work) => bench.sessions.renew(work, id))).toBeNull()
  })

  it('renews a live session, and never beyond a long shift', async () => {
    const { token } = await session()
    const claims = await bench.sessions.check(token)
    const id = claims.ok ? claims.value.sessionId : ''
    bench.clock.advance(9 * 60_000)
    const renewed = await storage.transaction((work) => bench.sessions.renew(work, id))
    expect(renewed?.expiresAt).toBeGreaterThan(bench.clock.now() + 9 * 60_000)
    bench.clock.advance(14 * 3_600_000)
    expect(await storage.transaction((work) => bench.sessions.renew(work, id))).toBeNull()
  })

  it('gives a reloaded tab its session with another SIP secret, and leaves the seat where it stood', async () => {
    const first = await session()
    bench.presence.desk('8001', true)
    await bench.happen('8001', { type: 'choose-ready' })
    const restored = await bench.sessions.restore(first.token)
    if (!restored.ok) throw new Error(restored.reason)
    expect(restored.value.line?.secret).not.toBe(first.line?.secret)
    expect(await ha1()).toBe(sipHa1('8001', 'hall.example', restored.value.line?.secret ?? ''))
    expect(bench.states.standing('8001')?.state).toBe('ready')
  })

  it('forgets the secret and ends the registration at sign-out', async () => {
    const { token } = await session()
    await storage.transaction((work) => bench.sessions.end(work, { seat: '8001' }, 'signed-out'))
    expect(await ha1()).toBeNull()
    expect(bench.ended).toEqual(['8001'])
    expect(await bench.sessions.check(token)).toEqual({ ok: false, reason: 'ended' })
    expect(bench.states.standing('8001')?.state).toBe('offline')
  })

  it('forgets the SIP secret when the session has lasted a long shift', async () => {
    await session()
    bench.clock.advance(14 * 3_600_000 - 1)
    expect(await ha1()).not.toBeNull()
    bench.clock.advance(1)
    expect(await ha1()).toBeNull()
  })

  it('lets a disabled account nowhere: no sign-in, no session, no SIP secret', async () => {
    const { token } = await session()
    await sql`update seat_accounts set disabled = true where seat = '8001'`.execute(storage.db)
    expect(await bench.signIn({ takeOver: true })).toMatchObject({ ok: false, reason: 'wrong' })
    expect(await bench.sessions.check(token)).toEqual({ ok: false, reason: 'ended' })
    expect(await ha1()).toBeNull()
  })

  it('does not let an old desk sign the new one out', async () => {
    const first = await bench.sessions.check((await session()).token)
    const second = await session({ takeOver: true })
    const sessionId = first.ok ? first.value.sessionId : ''
    await storage.transaction((work) => bench.sessions.end(work, { seat: '8001', sessionId }, 'signed-out'))
    expect((await bench.sessions.check(second.token)).ok).toBe(true)
  })

  it('makes a seat offline when its desk was gone for 10 s, and keeps it when it comes back in time', async () => {
    await session()
    bench.presence.desk('8001', true)
    bench.presence.desk('8001', false)
    await bench.advance(9999)
    bench.presence.desk('8001', true)
    await bench.advance(60_000)
    expect(bench.states.standing('8001')?.state).toBe('not-ready')
    bench.presence.desk('8001', false)
    await bench.advance(10_000)
    expect(bench.states.standing('8001')?.state).toBe('offline')
    bench.presence.desk('8001', true)
    await bench.states.settled()
    expect(bench.states.standing('8001')).toMatchObject({ state: 'not-ready', reason: 'signed-in' })
  })

  it('makes a ready seat not ready when its phone stays away for 8 s', async () => {
    await session()
    bench.presence.desk('8001', true)
    bench.presence.phones('8001', 1)
    await bench.happen('8001', { type: 'choose-ready' })
    bench.presence.phones('8001', 0)
    await bench.advance(5000)
    bench.presence.phones('8001', 1)
    await bench.advance(60_000)
    expect(bench.states.standing('8001')?.state).toBe('ready')
    bench.presence.phones('8001', 0)
    await bench.advance(8000)
    expect(bench.states.standing('8001')).toMatchObject({ state: 'not-ready', reason: 'phone-lost' })
  })

  it('calls a bare phone like a seat while it is registered', async () => {
    bench.presence.phones('8002', 1)
    await bench.states.settled()
    expect(bench.states.standing('8002')).toMatchObject({ state: 'ready', desk: 'none' })
    bench.presence.phones('8002', 0)
    await bench.states.settled()
    expect(bench.states.standing('8002')?.state).toBe('offline')
  })

  it('keeps where each seat stands over a restart, wrap-up countdown and idle time with it', async () => {
    await session()
    await session({ seat: '8002' })
    for (const seat of ['8001', '8002']) {
      bench.presence.desk(seat, true)
      bench.presence.phones(seat, 1)
    }
    await bench.happen('8002', { type: 'choose-ready' })
    await bench.happen('8001', { type: 'choose-ready' })
    await bench.happen('8001', { type: 'offered', callId: 'c1' })
    await bench.happen('8001', { type: 'answered', callId: 'c1' })
    await bench.happen('8001', { type: 'ended', callId: 'c1' })
    bench.clock.advance(20_000)
    const before = ['8001', '8002'].map((seat) => bench.states.standing(seat))
    bench.close()
    const again = await openSeatBench(storage, bench.clock)
    expect(['8001', '8002'].map((seat) => again.states.standing(seat))).toEqual(before)
    again.presence.desk('8001', true)
    await again.advance(39_999)
    expect(again.states.standing('8001')?.state).toBe('wrap-up')
    await again.advance(1)
    expect(again.states.standing('8001')?.state).toBe('ready')
    again.close()
  })

  it('never lets two changes of one seat meet', async () => {
    await session()
    const moves = Array.from({ length: 20 }, (_, index) =>
      bench.happen('8001', index % 2 ? { type: 'choose-ready' } : { type: 'choose-not-ready', reason: 'rest' }),
    )
    await Promise.all(moves)
    const stored = bench.states.all().get('8001')
    expect(stored?.revision).toBeGreaterThan(1)
    const { rows } = await sql<{ revision: number; state: string }>`
      select revision, state from seat_standings where seat = '8001'`.execute(storage.db)
    expect(rows[0]).toEqual({ revision: stored?.revision, state: stored?.standing.state })
  })

  it('takes as long for a seat that does not exist as for one that does', async () => {
    const time = async (seat: string) => {
      const began = performance.now()
      for (let tries = 0; tries < 4; tries += 1) await bench.signIn({ seat, password: `${password}x` })
      return performance.now() - began
    }
    const [known, unknown] = [await time('8002'), await time('8999')]
    expect(unknown / known).toBeGreaterThan(0.4)
  })
})
