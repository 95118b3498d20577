import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sandboxTextsSchema } from '#shared/contract/rest/sandbox-texts.schema.ts'
import { type Backend, openDesk, startBackend } from '#tests/support/backend.ts'
import { embeddedSite } from '#tests/support/databases.ts'
import { goodInput, updatesOf } from '#tests/support/ticket-bench.ts'

const path = '/api/sandbox/texts'
const number = '13800001234'
let sandbox: Backend
let site: Backend
beforeAll(async () => {
  sandbox = await startBackend(await embeddedSite())
  site = await startBackend(await embeddedSite(), { sandbox: false })
}, 60_000)
afterAll(async () => {
  await sandbox.app.close()
  await site.app.close()
})

describe('the text with a ticket’s number', () => {
  it('comes to the citizen’s telephone of the sandbox when the ticket is handed in', async () => {
    const desk = await openDesk(sandbox, await sandbox.session('8001'))
    const draftId = 'draft-sandbox-texts'
    const { matter, person } = updatesOf(goodInput, '8001')
    await desk.command('draft.update', { draftId, doc: 'matter', callId: null, update: matter })
    await desk.command('draft.update', { draftId, doc: 'person', callId: null, update: person })
    expect(await desk.command('ticket.submit', { draftId })).toMatchObject({ ok: true })
    desk.close()
    const texts = async () => sandboxTextsSchema.parse((await sandbox.post(path, { number })).body).texts
    await expect.poll(async () => (await texts()).length, { timeout: 20_000 }).toBe(1)
    expect((await texts())[0]?.text).toMatch(/^Test hall：您的诉求已受理，工单编号TJ\d{14}，/)
    expect((await sandbox.post(path, { number: '13800001235' })).body).toEqual({ texts: [] })
  })

  it('is told by no other backend: there is no such address', async () => {
    expect((await sandbox.post(path, { number })).status).toBe(200)
    expect((await site.post(path, { number })).status).toBe(404)
  })
})

describe('the text of a dispatch', () => {
  it('comes to the unit’s duty mobile, which no desk is told', async () => {
    const desk = await openDesk(sandbox, await sandbox.session('8002'))
    const draftId = 'draft-sandbox-unit-texts'
    const { matter, person } = updatesOf(goodInput, '8002')
    await desk.command('draft.update', { draftId, doc: 'matter', callId: null, update: matter })
    await desk.command('draft.update', { draftId, doc: 'person', callId: null, update: person })
    const done = await desk.command('ticket.submit', { draftId })
    const ticketNo = done.ok ? (done.result as { ticketNo: string }).ticketNo : ''
    await desk.subscribe('directory')
    await expect.poll(() => JSON.stringify(desk.rows('directory'))).toContain('河东区城市管理委值班席')
    expect(JSON.stringify(desk.rows('directory'))).not.toMatch(/dutyMobile|1420000500/)
    desk.close()
    const dispatcher = await openDesk(sandbox, await sandbox.session('6001'))
    const act = { act: 'dispatch', unit: 'D120102-cgw', complex: false, basis: '派单目录' } as const
    expect(await dispatcher.command('ticket.act', { ticketNo, rev: 1, act })).toMatchObject({ ok: true })
    dispatcher.close()
    const texts = async () => sandboxTextsSchema.parse((await sandbox.post(path, { number: '14200005001' })).body).texts
    await expect.poll(async () => (await texts()).length, { timeout: 20_000 }).toBe(1)
    expect((await texts())[0]?.text).toContain(`Test hall：工单${ticketNo}已派至贵单位`)
  })
})
