import { gzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OpenStorage } from '#server/storage/storage.ts'
import { loadCatalogue } from '#server/ticket/catalogue.ts'
import { dispatchAnswerSchema, dispatchPlanSchema } from '#shared/contract/rest/dispatch.schema.ts'
import { ticketDetailSchema, ticketListSchema } from '#shared/contract/rest/tickets.schema.ts'
import { databases } from '#tests/support/databases.ts'
import { benchTime, createTicketBench, goodInput } from '#tests/support/ticket-bench.ts'

const pack = (bytes: string | Uint8Array) => gzipSync(bytes).toString('base64')
const head = '事项编码,地点编码,主办单位,派单依据'
const good = `${head}\n010201,120102,河东区住房建设委,路灯移交协议\n`
/** The same words as GBK. */
const gbk = Buffer.from(
  'cac2cfeeb1e0c2eb2cb5d8b5e3b1e0c2eb2cd6f7b0ecb5a5cebb2cc5c9b5a5d2c0bedd0a3031303230312c3132303130322ccad0cbaecef1bed62cd2c0bedd0a',
  'hex',
)

describe.each(databases())('dispatch rules on $name', (database) => {
  let storage: OpenStorage
  let bench: ReturnType<typeof createTicketBench>
  let count = 0
  beforeAll(async () => {
    await database.start()
    storage = await database.open()
    bench = createTicketBench(storage, true)
  })
  afterAll(async () => {
    await storage.close()
    await database.stop()
  })
  const send = (file: string, check = false) =>
    bench.run('dispatch.import', { name: 'rules.csv', file, check }, { seat: '6301', role: 'supervisor' })
  const ask = async (query: object) =>
    dispatchAnswerSchema.parse((await bench.get('/api/dispatch', { role: 'dispatcher', query })).body)
  const submit = async (input: Partial<typeof goodInput> & { readonly coUnits?: string } = {}) => {
    count += 1
    const draftId = `draft-${String(count).padStart(12, '0')}`
    await bench.write(draftId, { ...goodInput, ...input })
    const done = await bench.run('ticket.submit', { draftId })
    if (!done.ok) throw new Error(JSON.stringify(done))
    return done.result.ticketNo
  }
  const trail = async () =>
    (await storage.db.selectFrom('dispatch_imports').selectAll().orderBy('seq').execute()).map(
      ({ outcome, version }) => `${outcome} ${version}`,
    )
  const named = (name: string) => loadCatalogue().unitNamed(name)

  it('are read and reported without a change, then taken in once, however often they come', async () => {
    expect(await send(pack(good), true)).toMatchObject({
      ok: true,
      result: { outcome: 'checked', version: 0, rows: 1, wrong: 0 },
    })
    expect(await trail()).toEqual([])
    expect(await send(pack(good))).toMatchObject({ ok: true, result: { outcome: 'imported', version: 1 } })
    expect(await send(pack(`\u{feff}${good}`))).toMatchObject({
      ok: true,
      result: { outcome: 'unchanged', version: 1 },
    })
    expect(await trail()).toEqual(['imported 1', 'unchanged 1'])
    const unit = named('河东区住房建设委')
    expect(unit).not.toBeNull()
    expect(await ask({ matter: '010201', place: '120102001' })).toMatchObject({
      unit,
      step: 'row',
      version: 1,
      basis: '派单规则第1版第2行：路灯移交协议',
    })
    expect(await ask({ matter: '010201', place: '120101001' })).toMatchObject({ step: 'department', row: null })
  })

  it('are refused as a whole for one bad row, with line, field and reason, and that is written down', async () => {
    const bad = pack(`${good}010201,120102,没有,依据\n`)
    expect(await send(bad, true)).toMatchObject({
      ok: true,
      result: {
        wrong: 2,
        faults: [
          { line: 3, field: 'lead', reason: 'unknown-unit' },
          { line: 3, reason: 'twice' },
        ],
      },
    })
    const refused = await send(bad)
    expect(refused).toMatchObject({
      ok: false,
      reason: 'bad-input',
      faults: [{ field: 'line.3.lead', rule: 'unknown-unit' }, {}],
    })
    if (!refused.ok) await storage.transaction(({ tx }) => refused.note?.(tx) ?? Promise.resolve())
    expect((await trail()).at(-1)).toBe('refused 1')
    expect(await send('AAAA')).toMatchObject({ ok: false, faults: [{ field: 'line.1.file', rule: 'not-text' }] })
    await expect(sql`delete from dispatch_imports`.execute(storage.db)).rejects.toThrow()
  })

  it('send a ticket by themselves where the agent says the same, with the basis kept on it', async () => {
    const unit = named('河东区住房建设委') ?? ''
    const ruled = await submit({ leadUnit: unit })
    const other = await submit()
    await bench.clockAt(() => benchTime + 1000).tick()
    const read = async (no: string) =>
      ticketDetailSchema.parse((await bench.get('/api/tickets/:no', { role: 'lead', no })).body)
    expect(await read(ruled)).toMatchObject({
      status: 'TO_SIGN',
      loop: { unit, dispatchBasis: '派单规则第1版第2行：路灯移交协议' },
    })
    expect(await read(other)).toMatchObject({ status: 'TO_DISPATCH' })
    const plan = dispatchPlanSchema.parse(
      (await bench.get('/api/dispatch/plan', { role: 'dispatcher', query: { tickets: `${other},${ruled}` } })).body,
    )
    expect(plan.plan).toMatchObject([{ ticketNo: other, rev: 1, unit, step: 'row' }])
  })

  it('take GBK, and refuse questions that mean nothing', async () => {
    const taken = await send(pack(gbk), true)
    expect(taken).toMatchObject({ ok: true, result: { rows: 1, wrong: 0 } })
    expect((await bench.get('/api/dispatch', { role: 'dispatcher', query: { matter: '999999' } })).status).toBe(400)
    expect(
      (await bench.get('/api/dispatch', { role: 'dispatcher', query: { matter: '010201', day: '2026-02-30' } })).body,
    ).toMatchObject({ faults: [{ field: 'day' }] })
    expect(await ask({ matter: '110301', place: '120102', day: '2026-12-01' })).toMatchObject({
      confusable: [{ wins: '110301', over: '050203' }],
    })
  })

  it('give each unit that assists its part, those of the row and those the agent named, and let them see the ticket', async () => {
    const more = `事项编码,地点编码,主办单位,派单依据,协办单位\n010201,120102,河东区住房建设委,依据,河东区城市管理委\n`
    expect(await send(pack(more))).toMatchObject({ ok: true, result: { outcome: 'imported' } })
    const unit = named('河东区住房建设委') ?? ''
    const no = await submit({ leadUnit: unit, coUnits: `S120102001,${unit}` })
    const waits = await submit({ coUnits: 'S120102001' })
    const plan = dispatchPlanSchema.parse(
      (await bench.get('/api/dispatch/plan', { role: 'dispatcher', query: { tickets: waits } })).body,
    )
    expect(plan.plan).toMatchObject([{ unit, coUnits: ['D120102-cgw', 'S120102001'] }])
    expect((await bench.get('/api/tickets/:no', { role: 'unit', seat: '5002', no })).status).toBe(404)
    await bench.clockAt(() => benchTime + 1000).tick()
    const { body } = await bench.get('/api/tickets/:no', { role: 'unit', seat: '5002', no })
    const { loop } = ticketDetailSchema.parse(body)
    expect(loop.tasks.map((task) => task.unit)).toEqual(['D120102-cgw', 'S120102001'])
    expect(loop.unit).toBe(unit)
  })

  it('are asked for by day and by night', async () => {
    const rows = `事项编码,地点编码,主办单位,派单依据,时段\n010201,120102,河东区住房建设委,依据,全天\n010201,120102,河东区城市管理委,夜间值守,夜间\n`
    expect(await send(pack(rows))).toMatchObject({ ok: true, result: { outcome: 'imported' } })
    const place = '120102001'
    const of = (hours: string, day = '') => ask({ matter: '010201', place, hours, day })
    for (const day of ['', '2026-12-01']) {
      expect((await of('night', day)).unit).toBe('D120102-cgw')
      expect((await of('day', day)).unit).toBe(named('河东区住房建设委'))
    }
  })

  it('lists what cannot wait first, then the oldest, page by page', async () => {
    const first = await submit({ urgency: 'critical' })
    const second = await submit({ urgency: 'urgent' })
    const third = await submit({ urgency: 'critical' })
    const page = async (before?: string) => {
      const query = { status: 'TO_DISPATCH', order: 'rush', limit: '2', ...(before && { before }) }
      const { body } = await bench.get('/api/tickets', { role: 'dispatcher', query })
      return ticketListSchema.parse(body).tickets.map(({ ticketNo }) => ticketNo)
    }
    const one = await page()
    expect(one).toEqual([first, third])
    const two = await page(one.at(-1))
    expect(two[0]).toBe(second)
    expect(await page(two.at(-1))).not.toContain(second)
  })
})
