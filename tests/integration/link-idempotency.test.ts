import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { idempotencyRepository } from '#server/link/idempotency.repository.ts'
import type { OpenStorage } from '#server/storage/storage.ts'
import type { CommandAck } from '#shared/contract/socket/envelope.ts'
import { connected, type Fixture, newKey, openFixture, send, tokenFor } from '../contract/link-fixture.ts'
import { databases } from '../support/databases.ts'

const draftId = 'draft-0123456789abcdef'

describe.each(databases())('commands applied once on $name', (database) => {
  let storage: OpenStorage
  let fixture: Fixture
  beforeAll(() => database.start())
  afterAll(() => database.stop())
  beforeEach(async () => {
    storage = await database.open()
    fixture = await openFixture({}, { storage, idempotency: idempotencyRepository })
  })
  afterEach(async () => {
    await fixture.close()
    await storage.close()
  })
  const keys = () => storage.db.selectFrom('command_keys').selectAll().execute()

  it('does a command that arrives many times at once exactly once, with one answer', async () => {
    const socket = await connected(fixture.connect(tokenFor('agent')))
    const key = newKey()
    const acks = await Promise.all(Array.from({ length: 10 }, () => send(socket, 'ticket.submit', { draftId }, key)))
    expect(acks).toEqual(Array(10).fill({ ok: true, result: { ticketNo: 'TJ1' } }))
    expect(fixture.done).toHaveLength(1)
    expect(await keys()).toMatchObject([{ seat: '8001', key, name: 'ticket.submit' }])
  })

  it('keeps key and effect together: a handler that throws after writing leaves neither', async () => {
    const socket = await connected(fixture.connect(tokenFor('agent')))
    const key = newKey()
    const effect = (ack: CommandAck | null) => ({
      seat: '8001',
      key: 'the-effect-of-it',
      name: 'effect',
      digest: '',
      ack: ack && JSON.stringify(ack),
      at: 1,
    })
    fixture.handle = async (_name, _payload, { tx }) => {
      await tx
        .insertInto('command_keys')
        .values(effect({ ok: true, result: null }))
        .execute()
      throw new Error('killed between effect and commit')
    }
    expect(await send(socket, 'draft.discard', { draftId }, key)).toMatchObject({ reason: 'unavailable' })
    expect(await keys()).toEqual([])
    fixture.handle = async (_name, _payload, { tx }) => {
      await tx
        .insertInto('command_keys')
        .values(effect({ ok: true, result: null }))
        .execute()
      return { ok: true, result: {} }
    }
    expect(await send(socket, 'draft.discard', { draftId }, key)).toEqual({ ok: true, result: {} })
    expect(await send(socket, 'draft.discard', { draftId }, key)).toEqual({ ok: true, result: {} })
    expect((await keys()).map((row) => row.key).sort()).toEqual([key, 'the-effect-of-it'].sort())
  })

  it('rolls a refused command back and remembers the refusal alone', async () => {
    const socket = await connected(fixture.connect(tokenFor('agent')))
    const key = newKey()
    fixture.handle = async (_name, _payload, { tx }) => {
      await tx
        .insertInto('command_keys')
        .values({ seat: 'x', key: 'half-done-effect', name: 'effect', digest: '', ack: 'null', at: 1 })
        .execute()
      return { ok: false, reason: 'conflict', faults: [{ field: 'title', rule: 'required' }] }
    }
    const refused = { ok: false, reason: 'conflict', faults: [{ field: 'title', rule: 'required' }] }
    expect(await send(socket, 'ticket.submit', { draftId }, key)).toEqual(refused)
    fixture.handle = () => undefined
    expect(await send(socket, 'ticket.submit', { draftId }, key)).toEqual(refused)
    expect(fixture.done).toHaveLength(0)
    expect(await keys()).toMatchObject([{ key }])
  })

  it('stores no token', async () => {
    const socket = await connected(fixture.connect(tokenFor('agent')))
    expect(await send(socket, 'session.renew')).toMatchObject({ ok: true, result: { token: 'renewed' } })
    expect(await keys()).toEqual([])
  })

  it('forgets what is older than a desk may stay away', async () => {
    const socket = await connected(fixture.connect(tokenFor('agent')))
    await send(socket, 'draft.discard', { draftId })
    await storage.transaction(({ tx }) => idempotencyRepository.forget(tx, Date.now() - 60_000))
    expect(await keys()).toHaveLength(1)
    await storage.transaction(({ tx }) => idempotencyRepository.forget(tx, Date.now() + 1))
    expect(await keys()).toHaveLength(0)
  })
})
