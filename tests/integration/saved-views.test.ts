import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OpenStorage } from '#server/storage/storage.ts'
import { mostSavedViews, savedViewsSchema } from '#shared/contract/rest/saved-views.schema.ts'
import { databases } from '#tests/support/databases.ts'
import { createTicketBench } from '#tests/support/ticket-bench.ts'

describe.each(databases())('lists that are kept on $name', (database) => {
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
  const within = { place: '120102', unit: '', from: '2026-11-01', to: '' }
  const view = (name: string, id = randomUUID()) => ({ id, name, list: 'open', q: '13800001234', within })
  const viewsOf = async (seat: string) =>
    savedViewsSchema.parse((await bench.get('/api/ticket-views', { seat })).body).views

  it('are a seat’s own, changed under their id, removed, and what is searched in them is sealed', async () => {
    const kept = view('供热')
    expect(await bench.run('view.save', kept, { seat: '8001' })).toEqual({ ok: true, result: {} })
    await bench.run('view.save', { ...kept, name: '供热 2' }, { seat: '8001' })
    expect(await viewsOf('8001')).toEqual([{ ...kept, name: '供热 2' }])
    expect(await viewsOf('8002')).toEqual([])
    const rows = await storage.db.selectFrom('saved_views').selectAll().execute()
    expect(JSON.stringify(rows)).not.toContain('13800001234')
    await bench.run('view.remove', { id: kept.id }, { seat: '8002' })
    expect(await viewsOf('8001')).toHaveLength(1)
    await bench.run('view.remove', { id: kept.id }, { seat: '8001' })
    expect(await viewsOf('8001')).toEqual([])
  })

  it('are twenty at most; one that is there may still change', async () => {
    const ids = Array.from({ length: mostSavedViews }, () => randomUUID())
    for (const id of ids) await bench.run('view.save', view('x', id), { seat: '8003' })
    expect(await bench.run('view.save', view('more'), { seat: '8003' })).toMatchObject({
      ok: false,
      faults: [{ field: 'name', rule: 'too-many' }],
    })
    expect(await bench.run('view.save', view('y', ids[0]), { seat: '8003' })).toMatchObject({ ok: true })
  })
})
