import { gzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createEnterpriseRoutes } from '#server/enterprise/enterprise.routes.ts'
import { createEnterpriseImport } from '#server/enterprise/enterprise-import.handlers.ts'
import { createEnterpriseRemove } from '#server/enterprise/enterprise-remove.handlers.ts'
import { createEnterpriseReveal } from '#server/enterprise/enterprise-reveal.handlers.ts'
import { firmOfCaller } from '#server/enterprise/firm-of-caller.ts'
import type { OpenStorage } from '#server/storage/storage.ts'
import { ticketsOfFirm } from '#server/ticket/firm-tickets.repository.ts'
import { noteLookup } from '#server/ticket/search/number-lookups.repository.ts'
import { firmListSchema, firmSchema } from '#shared/contract/rest/enterprises.schema.ts'
import { ticketDetailSchema, ticketListSchema } from '#shared/contract/rest/tickets.schema.ts'
import { type CommandPayload, commands } from '#shared/contract/socket/commands.ts'
import type { Role } from '#shared/seat/seat-state.ts'
import type { DraftInput } from '#shared/ticket-draft/draft-fields.ts'
import { databases } from '#tests/support/databases.ts'
import { benchTime, createTicketBench, goodInput } from '#tests/support/ticket-bench.ts'

const pack = (text: string) => gzipSync(text).toString('base64')
const head = '统一社会信用代码,企业名称,行业,规模,所属园区,绿色通道,首席服务官,首席服务官电话,联系电话'
const chip = '91120116MADEMQ001Q'
const cook = '91120104MA9FAKE13K'
const chipLine = `${chip},天津海云芯片设计有限公司,集成电路,中型,天津滨海高新区,是,韩首席,14200020001,14200010101、022-90010101`
const cookLine = `${cook},天津和平里餐饮管理有限公司,餐饮住宿,微型,,否,,,15400010109`

describe.each(databases())('enterprises on $name', (database) => {
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
  const context = (seat: string, role: Role) => ({ seat, role, sessionId: 'session', at: benchTime })
  const send = (text: string, { check = false, packed = pack(text) } = {}) =>
    storage.transaction(({ tx, afterCommit }) =>
      createEnterpriseImport(bench.vault)['enterprise.import'](
        { ...context('6301', 'supervisor'), tx, afterCommit },
        { name: 'firms.csv', file: packed, check },
      ),
    )
  const reveal = (payload: CommandPayload<'enterprise.reveal'>) =>
    storage.transaction(({ tx, afterCommit }) =>
      createEnterpriseReveal(bench.vault)['enterprise.reveal'](
        { ...context('8001', 'agent'), tx, afterCommit },
        payload,
      ),
    )
  const remove = (payload: CommandPayload<'enterprise.remove'>) =>
    storage.transaction(({ tx, afterCommit }) =>
      createEnterpriseRemove()['enterprise.remove']({ ...context('7001', 'lead'), tx, afterCommit }, payload),
    )
  const ask = async (path: string, of: { query?: object; code?: string; seat?: string; role?: Role }) => {
    const routes = createEnterpriseRoutes({ storage, vault: bench.vault, noteLookup })
    const route = routes.find((one) => one.path === path)
    const reader = { seat: of.seat ?? '8001', role: of.role ?? 'agent' }
    const answer = await route?.handle({
      params: { code: of.code ?? '' },
      query: of.query ?? {},
      reader,
      at: benchTime,
    })
    if (!answer) throw new Error(path)
    return answer
  }
  const find = async (query: object, role: Role = 'agent') =>
    firmListSchema.parse((await ask('/api/enterprises', { query, role })).body)
  const codes = async (q: string, role: Role = 'agent') => (await find({ q }, role)).firms.map(({ code }) => code)
  /** The register with both, however it was before. */
  const register = () => send(`${head}\n${chipLine}\n${cookLine}\n`)
  const acts = async () =>
    (await storage.db.selectFrom('enterprise_acts').selectAll().orderBy('act_id').execute()).map(
      ({ act, code, said, refused }) => ({ act, code, said: JSON.parse(said), refused }),
    )
  const lookups = () => storage.db.selectFrom('number_lookups').selectAll().orderBy('seq').execute()
  let count = 0
  const submit = async (input: Partial<DraftInput> & Readonly<Record<string, string | boolean>> = {}) => {
    count += 1
    const draftId = `draft-firm-${String(count).padStart(8, '0')}`
    await bench.write(draftId, { ...goodInput, ...input })
    const done = await bench.run('ticket.submit', { draftId })
    if (!done.ok) throw new Error(JSON.stringify(done))
    return done.result.ticketNo
  }
  const ofChip = { callerKind: 'company', enterpriseName: '天津海云芯片设计有限公司', uscc: chip } as const

  it('are read and reported without a change, then taken in once, however often they come', async () => {
    const file = `${head}\n${chipLine}\n${cookLine}\n`
    expect(await send(file, { check: true })).toMatchObject({
      ok: true,
      result: { outcome: 'checked', rows: 2, added: 2, changed: 0, wrong: 0 },
    })
    expect(await acts()).toEqual([])
    expect((await find({})).firms).toEqual([])
    expect(await send(file)).toMatchObject({ ok: true, result: { outcome: 'imported', added: 2 } })
    expect(await send(file)).toMatchObject({ ok: true, result: { outcome: 'unchanged', added: 0, changed: 0 } })
    const changed = `${head}\n${cookLine.replace('微型', '小型')}\n`
    expect(await send(changed)).toMatchObject({ ok: true, result: { outcome: 'imported', added: 0, changed: 1 } })
    expect((await find({})).firms.map(({ scale }) => scale)).toEqual(['small', 'medium'])
    expect((await acts()).map(({ act, refused, said }) => [act, refused, said.added, said.changed])).toEqual([
      ['import', null, 2, 0],
      ['import', null, 0, 0],
      ['import', null, 0, 1],
    ])
  })

  it('are refused as a whole for one bad row, with line and column, and that is written down and stays', async () => {
    const bad = `${head}\n${cookLine.replace('小', '大')}\n${chipLine.replace('001Q', '001P').replace('集成电路', '矿业')}\n`
    const refused = await send(bad)
    expect(refused).toMatchObject({
      ok: false,
      reason: 'bad-input',
      faults: [
        { field: 'line.3.code', rule: 'credit-code' },
        { field: 'line.3.industry', rule: 'unknown-value' },
      ],
    })
    if (!refused.ok) await storage.transaction(({ tx }) => refused.note?.(tx) ?? Promise.resolve())
    expect((await acts()).at(-1)).toMatchObject({ act: 'import', refused: 'bad-input', said: { wrong: 2 } })
    expect(await send('', { packed: 'AAAA' })).toMatchObject({
      faults: [{ field: 'line.1.file', rule: 'not-text' }],
    })
    await expect(sql`delete from enterprise_acts`.execute(storage.db)).rejects.toThrow()
    await expect(sql`update enterprise_acts set said = '{}'`.execute(storage.db)).rejects.toThrow()
  })

  it('are found by code, name, initials and number, with numbers masked', async () => {
    await register()
    expect(await codes(chip)).toEqual([chip])
    expect(await codes('91120104')).toEqual([cook])
    expect(await codes('海云')).toEqual([chip])
    expect(await codes('天津 餐饮')).toEqual([cook])
    expect(await codes('hyxp')).toEqual([chip])
    expect(await codes('02290010101')).toEqual([chip])
    expect(await codes('14200019999')).toEqual([])
    expect(await codes('%')).toEqual([])
    expect((await find({ industry: 'I19' })).firms.map(({ code }) => code)).toEqual([cook])
    expect((await find({ zone: 'hitech', green: 'yes' })).firms.map(({ code }) => code)).toEqual([chip])
    const page = await find({ limit: '1' })
    expect([page.firms[0]?.code, page.more]).toEqual([cook, true])
    expect((await find({ after: cook })).firms.map(({ code }) => code)).toEqual([chip])
    const one = firmSchema.parse((await ask('/api/enterprises/:code', { code: chip })).body)
    expect(one).toMatchObject({ officerPhone: '142****0001', phones: ['142****0101', '022******01'], green: true })
    expect((await ask('/api/enterprises/:code', { code: '91120104MA1DEMQ20T' })).status).toBe(404)
    expect((await ask('/api/enterprises', { query: { after: 'x' } })).status).toBe(400)
  })

  it('write down who looked a number up, and tell a unit nothing by it', async () => {
    await register()
    const before = (await lookups()).length
    expect(await codes('14200010101')).toEqual([chip])
    expect((await lookups()).slice(before)).toMatchObject([
      { seat: '8001', role: 'agent', phone_hash: bench.vault.phoneHash('14200010101'), found: 1 },
    ])
    expect(await codes('14200010101', 'unit')).toEqual([])
    expect(await codes('海云', 'unit')).toEqual([chip])
    expect(await lookups()).toHaveLength(before + 1)
  })

  it('show their numbers in the clear for a reason that is written down, and keep them sealed', async () => {
    await register()
    expect(await reveal({ code: chip, reason: 'contact' })).toEqual({
      ok: true,
      result: { officerPhone: '14200020001', phones: ['14200010101', '02290010101'] },
    })
    expect((await acts()).at(-1)).toEqual({ act: 'reveal', code: chip, said: { reason: 'contact' }, refused: null })
    expect(await reveal({ code: '91120104MA1DEMQ20T', reason: 'verify' })).toMatchObject({
      ok: false,
      reason: 'not-found',
    })
    const stored = JSON.stringify([
      await storage.db.selectFrom('enterprises').selectAll().execute(),
      await storage.db.selectFrom('enterprise_numbers').selectAll().execute(),
      await acts(),
    ])
    for (const number of ['14200020001', '14200010101', '90010101']) expect(stored).not.toContain(number)
  })

  it('stand beside their callers with their newest tickets, but for confidential ones', async () => {
    await register()
    const open = await submit({ ...ofChip, phone: '13800005555' })
    await submit({ ...ofChip, confidential: true })
    const of = (number: string) =>
      firmOfCaller({ db: storage.db, vault: bench.vault, ticketsOf: ticketsOfFirm }, number)
    expect(await of('+86 142 0001 0101')).toMatchObject({
      code: chip,
      others: 0,
      phones: ['142****0101', '022******01'],
      tickets: [{ ticketNo: open, status: 'TO_DISPATCH' }],
    })
    expect(await of('13800005555')).toBeNull()
    expect(await of('anonymous')).toBeNull()
  })

  it('have their tickets in a list of their own, each reader his, and no unit a confidential one', async () => {
    const code = '91120116MADEMQ002U'
    await send(`${head}\n${chipLine.replace(chip, code).replace('14200010101、022-90010101', '')}\n`)
    await submit({ ...ofChip, uscc: code })
    await submit({ ...ofChip, uscc: code, confidential: true })
    const list = async (by: { role: Role; seat: string }) => {
      const { body } = await bench.get('/api/tickets', { ...by, query: { firm: code } })
      return ticketListSchema.parse(body).tickets.map(({ ticketNo }) => ticketNo)
    }
    const all = await list({ role: 'supervisor', seat: '6301' })
    expect(all).toHaveLength(2)
    expect(await list({ role: 'agent', seat: '8001' })).toEqual(all)
    expect(await list({ role: 'agent', seat: '8002' })).toEqual([])
    const [hidden, open] = all
    if (!hidden || !open) throw new Error('two tickets')
    expect(await list({ role: 'unit', seat: '5001' })).toEqual([])
    for (const ticketNo of all)
      await bench.run(
        'ticket.act',
        { ticketNo, rev: 1, act: { act: 'dispatch', unit: 'D120102-cgw', complex: false, basis: '派单目录' } },
        { seat: '6001', role: 'dispatcher' },
      )
    expect(await list({ role: 'unit', seat: '5001' })).toEqual([open])
    expect(await list({ role: 'unit', seat: '5002' })).toEqual([])
    // That a confidential ticket is of the green channel would say something of who asked.
    const badges = async (role: Role) => {
      const { body } = await bench.get('/api/tickets', { role, seat: '5001', query: { q: hidden } })
      return ticketListSchema.parse(body).tickets.map(({ green }) => green)
    }
    expect([await badges('unit'), await badges('lead')]).toEqual([[undefined], [true]])
    expect((await bench.get('/api/tickets', { role: 'lead', query: { firm: 'x' } })).status).toBe(400)
  })

  it('are named on the ticket by its code, else by the number of who called, but not to units and not of a confidential one', async () => {
    await register()
    const firmOn = async (no: string, role: Role, seat: string) => {
      const { body } = await bench.get('/api/tickets/:no', { role, seat, no })
      return ticketDetailSchema.parse(body).firm
    }
    const called = await submit({ phone: '14200010101' })
    const named = await submit({ ...ofChip, uscc: cook, phone: '14200010101' })
    const hidden = await submit({ phone: '14200010101', confidential: true })
    const nobody = await submit()
    expect(await firmOn(called, 'lead', '7001')).toBe(chip)
    expect(await firmOn(named, 'lead', '7001')).toBe(cook)
    expect(await firmOn(hidden, 'lead', '7001')).toBeUndefined()
    expect(await firmOn(hidden, 'agent', '8001')).toBe(chip)
    expect(await firmOn(nobody, 'lead', '7001')).toBeUndefined()
    for (const ticketNo of [called, named])
      await bench.run(
        'ticket.act',
        { ticketNo, rev: 1, act: { act: 'dispatch', unit: 'D120102-cgw', complex: false, basis: '派单目录' } },
        { seat: '6001', role: 'dispatcher' },
      )
    expect(await firmOn(called, 'unit', '5001')).toBeUndefined()
    expect(await firmOn(named, 'unit', '5001')).toBe(cook)
  })

  it('are taken off the register by who may import, with a reason on the trail, and found no more; their tickets go on naming them', async () => {
    await register()
    const called = await submit({ phone: '14200010101' })
    const named = await submit({ ...ofChip, phone: '13800005555' })
    expect(commands['enterprise.remove'].roles).toEqual(commands['enterprise.import'].roles)
    expect(commands['enterprise.remove'].roles).toEqual(['lead', 'supervisor', 'admin'])
    expect(await remove({ code: chip, reason: 'closed' })).toEqual({ ok: true, result: {} })
    expect((await acts()).at(-1)).toEqual({ act: 'remove', code: chip, said: { reason: 'closed' }, refused: null })
    for (const q of ['', chip, '海云', 'hyxp', '14200010101']) expect(await codes(q)).not.toContain(chip)
    const beside = { db: storage.db, vault: bench.vault, ticketsOf: ticketsOfFirm }
    expect(await firmOfCaller(beside, '14200010101')).toBeNull()
    expect(await reveal({ code: chip, reason: 'contact' })).toMatchObject({ ok: false, reason: 'not-found' })
    const one = async () => firmSchema.parse((await ask('/api/enterprises/:code', { code: chip })).body)
    expect(await one()).toMatchObject({ name: ofChip.enterpriseName, removedAt: benchTime, officer: '', phones: [] })
    const detail = async (no: string) =>
      ticketDetailSchema.parse((await bench.get('/api/tickets/:no', { role: 'lead', seat: '7001', no })).body)
    expect(await detail(named)).toMatchObject({
      firm: chip,
      more: { enterpriseName: ofChip.enterpriseName, uscc: chip },
    })
    expect((await detail(called)).firm).toBeUndefined()
    const { body } = await bench.get('/api/tickets', { role: 'lead', seat: '7001', query: { firm: chip } })
    const listed = ticketListSchema.parse(body).tickets
    expect(listed.map(({ ticketNo }) => ticketNo)).toContain(named)
    expect(listed.filter(({ green }) => green)).toEqual([])
    const left = await storage.db.selectFrom('enterprise_numbers').selectAll().where('code', '=', chip).execute()
    expect(left).toEqual([])
  })

  it('cannot be taken off twice, nor when nobody knows them, which is written down; the next file brings them back', async () => {
    await register()
    await remove({ code: chip, reason: 'mistaken' })
    const again = await remove({ code: chip, reason: 'mistaken' })
    expect(again).toMatchObject({ ok: false, reason: 'not-found', faults: [{ field: 'code', rule: 'removed' }] })
    if (!again.ok) await storage.transaction(({ tx }) => again.note?.(tx) ?? Promise.resolve())
    expect((await acts()).at(-1)).toMatchObject({ act: 'remove', code: chip, refused: 'not-found' })
    expect(await remove({ code: '91120104MA1DEMQ20T', reason: 'moved' })).toMatchObject({
      ok: false,
      faults: [{ field: 'code', rule: 'unknown' }],
    })
    const file = `${head}\n${chipLine}\n${cookLine}\n`
    expect(await send(file, { check: true })).toMatchObject({ result: { outcome: 'checked', added: 1, changed: 0 } })
    expect(await send(file)).toMatchObject({ ok: true, result: { outcome: 'imported', added: 1, changed: 0 } })
    expect(await codes('14200010101')).toEqual([chip])
    const one = firmSchema.parse((await ask('/api/enterprises/:code', { code: chip })).body)
    expect(one).toMatchObject({ green: true, officerPhone: '142****0001' })
    expect(one.removedAt).toBeUndefined()
  })

  it('of the green channel go before others of the same urgency at the dispatch, page by page', async () => {
    await register()
    const plain = await submit({ urgency: 'urgent' })
    const small = await submit({ ...ofChip, uscc: cook, urgency: 'urgent' })
    const green = await submit({ ...ofChip, urgency: 'urgent' })
    const critical = await submit({ urgency: 'critical' })
    const page = async (before?: string) => {
      const query = { status: 'TO_DISPATCH', order: 'rush', limit: '2', ...(before && { before }) }
      const { body } = await bench.get('/api/tickets', { role: 'dispatcher', query })
      return ticketListSchema.parse(body).tickets
    }
    const first = await page()
    expect(first.map(({ ticketNo, green: badge }) => [ticketNo, badge])).toEqual([
      [critical, undefined],
      [green, true],
    ])
    expect((await page(green)).map(({ ticketNo }) => ticketNo)).toEqual([plain, small])
    expect((await page(critical)).map(({ ticketNo }) => ticketNo)).toEqual([green, plain])
  })
})
