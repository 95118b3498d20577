import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { sandboxDomain, sandboxPassword } from '#server/sandbox/accounts.ts'
import { levelOf } from '#server/sandbox/citizens/sound-level.ts'
import { startSandbox } from '#server/sandbox/index.ts'
import { createParty, type Party } from '#server/sandbox/party/party.ts'
import type { PartyCall } from '#server/sandbox/party/party-call.ts'
import { migrations } from '#server/storage/migrations.ts'
import { type OpenStorage, openStorage } from '#server/storage/storage.ts'
import { findSurvey } from '#server/survey/survey.repository.ts'
import { openSurveys } from '#server/survey/surveys.ts'
import { databases } from '#tests/support/databases.ts'
import { createFakeClock } from '#tests/support/fake-clock.ts'
import { freshData } from '#tests/support/sandbox.ts'

describe.each(databases())('Surveys on $name', (database) => {
  let storage: OpenStorage
  beforeAll(async () => {
    await database.start()
    storage = await database.open()
    const row = { direction: 'in', queue: '12345', number: null, seat: '8001', state: 'talking' } as const
    const times = { queued_at: 1, offered_at: 2, answered_at: 3, ended_at: null, ended_by: null }
    await storage.db
      .insertInto('calls')
      .values({
        call_id: 'c1',
        sip_call_id: 's1',
        ...row,
        ...times,
        partners: '[]',
        about: null,
        calls_today: 0,
        calls_in_7_days: 0,
      })
      .execute()
  })
  afterAll(async () => {
    await storage.close()
    await database.stop()
  })

  it('are kept with their call; the first outcome stands, and nothing is kept of what nobody was sent to', async () => {
    const faults: unknown[] = []
    const clock = createFakeClock()
    const surveys = openSurveys({
      storage,
      clock,
      callIdOf: (sipCallId) => (sipCallId === 's1' ? 'c1' : undefined),
      onError: (fault) => void faults.push(fault),
    })
    surveys.sent({ sipCallId: 'survey-1', about: 's1', seat: '8001', at: 10 })
    surveys.sent({ sipCallId: 'survey-2', about: 'unknown', seat: '8001', at: 11 })
    await surveys.stored()
    expect(await findSurvey(storage.db, 'c1')).toEqual({ seat: '8001', askedAt: 10, outcome: null, settledAt: null })
    surveys.settled('survey-1', 'satisfied')
    surveys.settled('survey-1', 'hung-up')
    surveys.settled('survey-2', 'dissatisfied')
    await surveys.stored()
    expect(await findSurvey(storage.db, 'c1')).toMatchObject({ outcome: 'satisfied', settledAt: clock.now() })
    expect(await findSurvey(storage.db, 'c2')).toBeNull()
    expect(await storage.db.selectFrom('surveys').selectAll().execute()).toHaveLength(1)
    expect(faults).toEqual([])
  })
})

describe('the survey of the sandbox, without scripted people', () => {
  const data = freshData()
  const parties: Party[] = []
  let sip = ''
  let close = async () => {}

  beforeAll(async () => {
    const flags = { headless: true, port: 0, data: data.path, citizens: false }
    const sandbox = await startSandbox(flags, 'out/renderer')
    sip = sandbox.sip
    close = sandbox.close
  })
  afterAll(async () => {
    for (const party of parties) await party.dispose()
    await close()
    data.remove()
  })

  const party = (user: string, onIncoming?: (call: PartyCall) => void): Party => {
    const options = { url: sip, user, domain: sandboxDomain, password: sandboxPassword }
    const made = createParty({ ...options, ...(onIncoming ? { onIncoming } : {}) })
    parties.push(made)
    return made
  }
  const is = (call: PartyCall | undefined, kind: string, timeout = 5000) =>
    vi.waitFor(() => expect(call?.state.kind).toBe(kind), { timeout, interval: 20 })
  const hears = async (call: PartyCall) => {
    let loud = 0
    const stop = call.onAudio((samples) => {
      if (levelOf(samples) > -40) loud += 1
    })
    await vi.waitFor(() => expect(loud).toBeGreaterThan(25), { timeout: 20_000, interval: 20 })
    stop()
  }

  /** A citizen in a call that a bare seat answered. */
  async function talking(number: string) {
    const calls: PartyCall[] = []
    const seat = party('8001', (call) => {
      calls.push(call)
      void call.answer()
    })
    await seat.register()
    const citizen = party(`citizen-${number}`)
    await citizen.register()
    const there = await citizen.call('12345')
    await is(there, 'established', 10_000)
    await is(calls[0], 'established')
    const [here] = calls
    if (!here) throw new Error('nobody called')
    /** The survey's telephone comes with the first seat's. */
    const send = async () => {
      await vi.waitFor(async () => expect(await here.refer('survey')).toBe(200), { timeout: 60_000, interval: 300 })
      await here.hangUp()
    }
    return { citizen, seat, there, here, send }
  }

  it('asks a citizen that the seat sends there, takes the key, thanks and hangs up', async () => {
    const { there, send, seat } = await talking('14200000001')
    await send()
    expect(there.remoteUser).toBe('survey')
    await hears(there)
    there.press('1')
    await is(there, 'ended', 20_000)
    await seat.dispose()
  })

  it('asks again after a wrong key, and knows who hangs up', async () => {
    const { there, send, seat } = await talking('14200000002')
    await send()
    await hears(there)
    there.press('7')
    await hears(there)
    await there.hangUp()
    await seat.dispose()
  })

  it('is reached by nobody else: not by dialling, not by being sent once and calling twice', async () => {
    const { citizen, there, send, seat } = await talking('14200000003')
    const stranger = await party('citizen-14200000004').call('survey')
    await is(stranger, 'ended')
    expect(stranger.state).toEqual({ kind: 'ended', status: 403 })
    await send()
    const again = await citizen.call('survey')
    await is(again, 'ended')
    expect(again.state).toEqual({ kind: 'ended', status: 403 })
    await hears(there)
    there.press('3')
    await is(there, 'ended', 20_000)
    await seat.dispose()
  })

  it('there are no experts', async () => {
    const call = await party('8002').call('9001')
    await is(call, 'ended')
    expect(call.state).toEqual({ kind: 'ended', status: 480 })
  })

  it('has stored each outcome with the call it is about', async () => {
    for (const one of parties.splice(0)) await one.dispose()
    await close()
    close = async () => {}
    const site = { kind: 'embedded', dataDir: join(data.path, 'database') } as const
    const storage = await openStorage({ site, migrations, onError: () => expect.unreachable() })
    const rows = await storage.db
      .selectFrom('surveys')
      .innerJoin('calls', 'calls.call_id', 'surveys.call_id')
      .select(['calls.number', 'surveys.seat', 'surveys.outcome'])
      .orderBy('surveys.asked_at')
      .execute()
    await storage.close()
    expect(rows).toEqual([
      { number: '14200000001', seat: '8001', outcome: 'satisfied' },
      { number: '14200000002', seat: '8001', outcome: 'hung-up' },
      { number: '14200000003', seat: '8001', outcome: 'dissatisfied' },
    ])
  })
})
