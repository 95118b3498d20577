import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { monitorHandlers, type WatchedSeat } from '#server/monitor/monitor.handlers.ts'
import { createMonitorTopics } from '#server/monitor/monitor-topics.ts'
import { createMonitors } from '#server/monitor/monitors.ts'
import type { CommandContext } from '#server/ports/command.ts'
import type { OpenStorage } from '#server/storage/storage.ts'
import type { Role } from '#shared/seat/seat-state.ts'
import { databases } from '#tests/support/databases.ts'
import { createFakeClock } from '#tests/support/fake-clock.ts'

function openMonitorBench(storage: OpenStorage, shown = true) {
  const clock = createFakeClock()
  const seats = new Map<string, WatchedSeat>([
    ['7001', { role: 'lead', team: null, state: 'not-ready', callId: null }],
    ['7002', { role: 'lead', team: 'night', state: 'not-ready', callId: null }],
    ['8001', { role: 'agent', team: 'day', state: 'talking', callId: 'c1' }],
    ['8002', { role: 'agent', team: 'day', state: 'ready', callId: null }],
    ['8003', { role: 'agent', team: 'night', state: 'hold', callId: 'c3' }],
  ])
  let ids = 0
  const monitors = createMonitors({
    clock,
    newId() {
      ids += 1
      return `ticket-${ids}`
    },
    onError: (error) => {
      throw error
    },
  })
  const ended: string[] = []
  const handlers = monitorHandlers({
    monitors,
    seatOf: (seat) => seats.get(seat),
    endCall: (callId) => ended.push(callId) > 0,
  })
  const shownRows = new Map<string, Map<string, unknown>>()
  createMonitorTopics({
    monitors,
    nameOf: (seat) => `Seat ${seat}`,
    shown,
    publisher: {
      publish({ name, id }, set, gone = []) {
        const rows = shownRows.get(`${name}/${id}`) ?? new Map<string, unknown>()
        for (const [key, row] of set) rows.set(key, row)
        for (const key of gone) rows.delete(key)
        shownRows.set(`${name}/${id}`, rows)
      },
    },
  })
  /** Sends a command as its socket would: in a transaction, with what follows the commit after it. */
  const as = (seat: string, role: Role = 'lead') => {
    const run = async <R>(handle: (context: CommandContext) => Promise<R>): Promise<R> => {
      const after: (() => void)[] = []
      const outcome = await storage.transaction(({ tx }) =>
        handle({ seat, role, sessionId: 's', at: clock.now(), tx, afterCommit: (act) => void after.push(act) }),
      )
      for (const act of after) act()
      return outcome
    }
    return {
      start: (watched: string, mode: 'listen' | 'whisper' | 'barge') =>
        run((context) => handlers['monitor.start'](context, { seat: watched, mode })),
      change: (watched: string, mode: 'listen' | 'whisper' | 'barge') =>
        run((context) => handlers['monitor.change'](context, { seat: watched, mode })),
      takeOver: (watched: string) => run((context) => handlers['monitor.take-over'](context, { seat: watched })),
      end: (watched: string) => run((context) => handlers['monitor.end-call'](context, { seat: watched })),
      stop: (watched: string) => run((context) => handlers['monitor.stop'](context, { seat: watched })),
      help: (on: boolean) => run((context) => handlers['help.ask'](context, { on })),
    }
  }
  const acts = async () => {
    const rows = await storage.db.selectFrom('lead_acts').selectAll().orderBy('act_id').execute()
    return rows.map(({ seat, act, about, call_id }) => `${seat} ${act} ${about} ${call_id}`)
  }
  const rowsOf = (topic: string) => [...(shownRows.get(topic)?.values() ?? [])]
  return { clock, seats, monitors, ended, as, acts, rowsOf }
}

describe.each(databases())('Leads in calls, on $name', (database) => {
  let storage: OpenStorage
  beforeAll(async () => {
    await database.start()
    storage = await database.open()
  })
  afterAll(async () => {
    await storage.close()
    await database.stop()
  })
  beforeEach(async () => {
    await sql`alter table lead_acts disable trigger lead_acts_append_only`.execute(storage.db)
    await sql`truncate lead_acts`.execute(storage.db)
    await sql`alter table lead_acts enable trigger lead_acts_append_only`.execute(storage.db)
  })

  it('lets a lead into a call by a ticket for one call, and writes each act down', async () => {
    const { as, monitors, acts, ended, rowsOf } = openMonitorBench(storage)
    const lead = as('7001')
    expect(await lead.start('8001', 'listen')).toEqual({ ok: true, result: { ticket: 'ticket-1' } })
    const ask = { caller: '7001', dialled: '8001', ticket: 'ticket-1' }
    expect(monitors.admit(ask)).toBe('listen')
    expect(monitors.admit(ask)).toBeNull()
    expect(await lead.change('8001', 'barge')).toMatchObject({ ok: true })
    expect(rowsOf('monitors/8001')).toMatchObject([{ lead: '7001', name: 'Seat 7001', mode: 'barge', shown: true }])
    expect(await lead.takeOver('8001')).toMatchObject({ ok: true })
    expect(rowsOf('monitors/8001')).toMatchObject([{ takingOver: true }])
    expect(await lead.end('8001')).toMatchObject({ ok: true })
    expect(ended).toEqual(['c1'])
    expect(await lead.stop('8001')).toMatchObject({ ok: true })
    expect(rowsOf('monitors/8001')).toEqual([])
    expect(await acts()).toEqual([
      '7001 listen 8001 c1',
      '7001 barge 8001 c1',
      '7001 take-over 8001 c1',
      '7001 end-call 8001 c1',
      '7001 stop 8001 c1',
    ])
    await expect(storage.db.deleteFrom('lead_acts').execute()).rejects.toThrow()
  })

  it.each([
    ['a seat in no call', '7001', '8002', 'not-now'],
    ['a seat that is not there', '7001', '8999', 'not-found'],
    ['another lead', '7001', '7002', 'forbidden'],
    ['a seat of another team', '7002', '8001', 'forbidden'],
  ] as const)('refuses %s, and writes nothing down', async (_what, lead, seat, reason) => {
    const { as, acts } = openMonitorBench(storage)
    expect(await as(lead).start(seat, 'listen')).toMatchObject({ ok: false, reason })
    expect(await acts()).toEqual([])
  })

  it('lets one lead barge in at a time, and a team’s lead into its own team’s calls', async () => {
    const { as } = openMonitorBench(storage)
    expect(await as('7001').start('8003', 'barge')).toMatchObject({ ok: true })
    expect(await as('7002').start('8003', 'barge')).toMatchObject({ ok: false, reason: 'conflict' })
    expect(await as('7002').start('8003', 'listen')).toMatchObject({ ok: true })
    expect(await as('7002').change('8003', 'barge')).toMatchObject({ ok: false, reason: 'conflict' })
    await as('7001').stop('8003')
    expect(await as('7002').change('8003', 'barge')).toMatchObject({ ok: true })
  })

  it('takes a ticket from nobody else, for no other seat, and not after half a minute', async () => {
    const { as, monitors, clock } = openMonitorBench(storage)
    const lead = as('7001')
    // Another lead is in the same call, and this one in another: a ticket is for one lead and one seat all the same.
    await as('7002').start('8003', 'listen')
    await lead.start('8003', 'listen')
    expect(monitors.admit({ caller: '7002', dialled: '8003', ticket: 'ticket-2' })).toBeNull()
    await lead.start('8001', 'listen')
    expect(monitors.admit({ caller: '7001', dialled: '8003', ticket: 'ticket-3' })).toBeNull()
    await lead.start('8001', 'listen')
    clock.advance(30_000)
    expect(monitors.admit({ caller: '7001', dialled: '8001', ticket: 'ticket-4' })).toBeNull()
  })

  it('changes nothing for a lead who is not in the call', async () => {
    const { as, acts } = openMonitorBench(storage)
    expect(await as('7001').change('8001', 'whisper')).toMatchObject({ reason: 'not-found' })
    expect(await as('7001').takeOver('8001')).toMatchObject({ reason: 'not-found' })
    expect(await as('7001').stop('8001')).toMatchObject({ ok: true })
    expect(await acts()).toEqual([])
  })

  it('tells the leads who asks for help until the call is over, and not without a call', async () => {
    const { as, monitors, rowsOf, clock } = openMonitorBench(storage)
    expect(await as('8002', 'agent').help(true)).toMatchObject({ ok: false, reason: 'not-now' })
    await as('8001', 'agent').help(true)
    expect(rowsOf('wall-watch/')).toEqual([{ seat: '8001', helpSince: clock.now(), leads: [] }])
    await as('7001').start('8001', 'listen')
    expect(rowsOf('wall-watch/')).toMatchObject([{ leads: [{ lead: '7001', mode: 'listen' }] }])
    monitors.callOver('8001')
    expect(rowsOf('wall-watch/')).toEqual([])
    expect(rowsOf('monitors/8001')).toEqual([])
  })

  it('keeps a lead who listens out of the agent’s sight where the site says so, never one who is heard', async () => {
    const { as, rowsOf } = openMonitorBench(storage, false)
    await as('7001').start('8001', 'listen')
    expect(rowsOf('monitors/8001')).toMatchObject([{ shown: false }])
    await as('7001').change('8001', 'whisper')
    expect(rowsOf('monitors/8001')).toMatchObject([{ shown: true }])
  })
})
