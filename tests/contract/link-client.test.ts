import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { applyUpdate, Doc, encodeStateAsUpdate } from 'yjs'
import { fromBase64, toBase64 } from '#shared/link/base64.ts'
import { createDisk, type Disk, openDisk, startDesk, type TestDesk } from './link-desk.ts'
import { type Fixture, openFixture, tokenFor } from './link-fixture.ts'

let fixture: Fixture
let disks: [Disk, Disk]
let desks: TestDesk[]
beforeEach(async () => {
  fixture = await openFixture()
  disks = [createDisk(), createDisk()]
  desks = []
})
afterEach(async () => {
  for (const desk of desks) await desk.core.close()
  await fixture.close()
})

const draftId = 'draft-0123456789abcdef'
const start = (token = tokenFor('agent'), url = fixture.url) => {
  const desk = startDesk(url, token, () => openDisk(disks))
  desks.push(desk)
  return desk
}
const online = (desk: TestDesk) => desk.heard('status', ({ status }) => status.network === 'online')
const quiet = (desk: TestDesk) =>
  desk.heard(
    'status',
    ({ status }) => status.network === 'online' && status.waiting === 0 && status.journal === 'durable',
  )
const type = (doc: Doc, text: string) => {
  const before = encodeStateAsUpdate(doc)
  const copy = new Doc()
  applyUpdate(copy, before)
  let update = ''
  copy.on('update', (bytes: Uint8Array) => {
    update = toBase64(bytes)
  })
  copy.getText('content').insert(copy.getText('content').length, text)
  applyUpdate(doc, fromBase64(update) ?? new Uint8Array())
  return update
}
const edit = (desk: TestDesk, id: number, update: string) =>
  desk.core.order({ type: 'edit', id, draftId, doc: 'matter', callId: null, update, send: true, guest: false })
const serverText = () => {
  const doc = new Doc()
  for (const { name, payload } of fixture.done)
    if (name === 'draft.update')
      applyUpdate(doc, fromBase64((payload as { update: string }).update) ?? new Uint8Array())
  return doc.getText('content').toString()
}

describe('the desk end of the link', () => {
  it('answers a live command with what the server said', async () => {
    const desk = start()
    desk.core.order({ type: 'command', id: 1, name: 'seat.ready', payload: {} })
    expect(await desk.heard('answer')).toMatchObject({ id: 1, outcome: { ok: true } })
    desk.core.order({ type: 'command', id: 2, name: 'seat.not-ready', payload: { reason: 'nothing' } })
    expect(await desk.heard('answer', ({ id }) => id === 2)).toMatchObject({
      outcome: { ok: false, reason: 'bad-input', faults: [{ field: 'reason' }] },
    })
  })

  it('stores a durable command first, and says later how it ended', async () => {
    const desk = start()
    desk.core.order({ type: 'command', id: 1, name: 'ticket.submit', payload: { draftId } })
    expect(await desk.heard('answer')).toMatchObject({ outcome: { ok: true, stored: true } })
    expect(await desk.heard('settled')).toMatchObject({
      name: 'ticket.submit',
      draftId,
      outcome: { result: { ticketNo: 'TJ1' } },
    })
    await quiet(desk)
  })

  it('sends what was typed before the server could be reached, after a restart of the desk, before what follows', async () => {
    const doc = new Doc()
    const away = start(tokenFor('agent'), 'http://127.0.0.1:9')
    edit(away, 1, type(doc, '路灯'))
    edit(away, 2, type(doc, '不亮'))
    away.core.order({ type: 'command', id: 3, name: 'ticket.submit', payload: { draftId } })
    expect(await away.heard('answer', ({ id }) => id === 3)).toMatchObject({ outcome: { stored: true } })
    expect(away.status().waiting).toBeGreaterThan(0)
    await away.core.close()

    const back = start()
    await back.heard('settled', ({ name }) => name === 'ticket.submit')
    expect(serverText()).toBe('路灯不亮')
    expect(fixture.done.at(-1)?.name).toBe('ticket.submit')
    back.core.order({ type: 'drafts', id: 9 })
    expect(await back.heard('drafts')).toMatchObject({ drafts: [] })
  })

  it('gives a draft back from the journal, also what was acknowledged long ago', async () => {
    const doc = new Doc()
    const first = start()
    edit(first, 1, type(doc, '井盖'))
    await first.heard('settled')
    edit(first, 2, type(doc, '破损'))
    await first.heard('answer', ({ id }) => id === 2)
    await first.core.close()

    const second = start()
    second.core.order({ type: 'restore', id: 7, draftId })
    const { matter, person } = await second.heard('restored')
    const copy = new Doc()
    applyUpdate(copy, fromBase64(matter ?? '') ?? new Uint8Array())
    expect(copy.getText('content').toString()).toBe('井盖破损')
    expect(person).toBeNull()
  })

  it('sends typing in batches, not key by key', async () => {
    const desk = start()
    await online(desk)
    const doc = new Doc()
    for (let key = 0; key < 50; key += 1) edit(desk, key, type(doc, '字'))
    await desk.heard('answer', ({ id }) => id === 49)
    await quiet(desk)
    await desk.heard('settled')
    const settled = () => desk.reports.filter((report) => report.type === 'settled').length
    await desk.heard('status', () => serverText().length === 50)
    expect(settled()).toBeLessThan(5)
  })

  it('keeps a refusal until it is dismissed, over a restart too', async () => {
    fixture.handle = () => ({ ok: false, reason: 'not-found', faults: [] })
    const desk = start()
    desk.core.order({ type: 'command', id: 1, name: 'ticket.submit', payload: { draftId } })
    await desk.heard('status', ({ status }) => status.refused.length === 1)
    await desk.core.close()
    const next = start()
    const { status } = await next.heard('status', (report) => report.status.refused.length === 1)
    expect(status.refused).toMatchObject([{ name: 'ticket.submit', draftId, reason: 'not-found' }])
    next.core.order({ type: 'dismiss', key: status.refused[0]?.key ?? '' })
    await next.heard(
      'status',
      (report) =>
        next.reports.indexOf(report) > 0 && report.status.refused.length === 0 && report.status.journal === 'durable',
    )
  })

  it('says so when nothing can be stored, and works all the same', async () => {
    const desk = startDesk(fixture.url, tokenFor('agent'), async () => ({ ok: false, reason: 'no-store' }))
    desks.push(desk)
    desk.core.order({ type: 'command', id: 1, name: 'draft.discard', payload: { draftId } })
    expect(await desk.heard('answer')).toMatchObject({ outcome: { ok: true, stored: false } })
    await desk.heard('settled')
    expect(desk.status().journal).toBe('memory')
  })

  it('follows a topic and is told why its session ended', async () => {
    const row = { draftId, callId: null, title: '路灯', updatedAt: 1, ticketNo: null, from: null, passedTo: null }
    fixture.rows = async () => [['one', row]]
    const desk = start()
    desk.core.order({ type: 'subscribe', topic: 'drafts' })
    expect(await desk.heard('rows')).toMatchObject({ whole: true, set: [['one', row]] })
    fixture.link.publisher.publish({ name: 'drafts', id: '8001' }, [['two', { ...row, title: '井盖' }]], ['one'])
    expect(await desk.heard('rows', ({ whole }) => !whole)).toMatchObject({
      gone: ['one'],
      set: [['two', { title: '井盖' }]],
    })
    fixture.link.closeSessions('8001', 'taken-over')
    expect(await desk.heard('closing')).toMatchObject({ reason: 'taken-over' })
    expect(desk.status().network).toBe('ended')
  })
})
