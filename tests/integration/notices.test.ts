import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { noticeHandlers, noticesTopic } from '#server/notice/notice.handlers.ts'
import type { NoticeSeat } from '#server/notice/notice-rows.rules.ts'
import type { CommandContext, CommandHandler } from '#server/ports/command.ts'
import type { OpenStorage } from '#server/storage/storage.ts'
import { randomId } from '#server/system-clock.ts'
import type { CommandName, CommandPayload } from '#shared/contract/socket/commands.ts'
import { type NoticeRow, noticeRowSchema } from '#shared/contract/socket/notice.schema.ts'
import type { Role } from '#shared/seat/seat-state.ts'
import { databases } from '#tests/support/databases.ts'

const now = Date.UTC(2026, 10, 23, 2)
const hour = 3_600_000
const seatOf = (seat: string, role: Role, more: Partial<NoticeSeat> = {}): [string, NoticeSeat] => [
  seat,
  { seat, role, name: `Seat ${seat}`, skills: [], team: null, disabled: false, ...more },
]
const seats = new Map([
  seatOf('7001', 'lead'),
  seatOf('7002', 'lead'),
  seatOf('8001', 'agent', { team: 'a' }),
  seatOf('8002', 'agent', { skills: ['english'] }),
  seatOf('8003', 'agent', { disabled: true }),
  seatOf('9001', 'expert'),
  seatOf('9501', 'unit'),
])
const plain = {
  title: '停水通知',
  text: '河东区今晚停水检修。',
  level: 'important',
  audience: { kind: 'all', among: [] },
  until: now + hour,
} satisfies CommandPayload<'notice.publish'>
type Known = Extract<CommandName, `notice.${string}`>

describe.each(databases())('Notices on $name', (database) => {
  let storage: OpenStorage
  const shown = new Map<string, Map<string, NoticeRow>>()
  const handlers = noticeHandlers({
    seats,
    newId: randomId,
    publisher: {
      publish({ id }, set, gone = []) {
        const rows = shown.get(id) ?? new Map()
        shown.set(id, rows)
        for (const [key, row] of set) rows.set(key, noticeRowSchema.parse(row))
        for (const key of gone) rows.delete(key)
      },
    },
  })
  beforeAll(async () => {
    await database.start()
    storage = await database.open()
  })
  afterAll(async () => {
    await storage.close()
    await database.stop()
  })

  const run = async <N extends Known>(name: N, payload: CommandPayload<N>, seat: string, at = now) => {
    const outcome = await storage.transaction(({ tx, afterCommit }) => {
      const role = seats.get(seat)?.role as Role
      const context: CommandContext = { seat, role, sessionId: 's', at, tx, afterCommit }
      return (handlers[name] as unknown as CommandHandler<N>)(context, payload)
    })
    if (!outcome.ok && outcome.note) await storage.transaction(({ tx }) => outcome.note?.(tx) ?? Promise.resolve())
    return outcome
  }
  const publish = async (draft: Partial<CommandPayload<'notice.publish'>> = {}) => {
    const outcome = await run('notice.publish', { ...plain, ...draft }, '7001')
    if (!outcome.ok) throw new Error(outcome.reason)
    return outcome.result.noticeId
  }
  const load = async (seat: string, at = now) =>
    new Map(await noticesTopic(storage.db, seats, () => at).load(seat)) as Map<string, NoticeRow>
  const trail = () =>
    storage.db.selectFrom('notice_acts').select(['seat', 'act', 'refused']).orderBy('act_id').execute()

  it('comes to everybody it is for, and says to its publisher alone who has not confirmed it', async () => {
    const id = await publish()
    expect(shown.get('8001')?.get(id)).toMatchObject({
      title: '停水通知',
      name: 'Seat 7001',
      readAt: null,
      reached: null,
    })
    expect(shown.get('8003')).toBeUndefined()
    expect(shown.get('9501')).toBeUndefined()
    expect(await run('notice.confirm', { noticeId: id }, '8001', now + 5)).toMatchObject({ ok: true })
    expect(shown.get('8001')?.get(id)).toMatchObject({ readAt: now + 5, reached: null })
    const reached = { total: 4, unread: 3 }
    expect(shown.get('7001')?.get(id)).toMatchObject({ reached })
    const stored = (await load('7001')).get(id)
    expect(stored).toMatchObject({ reached })
    expect(stored?.reached?.waiting.map(({ seat }) => seat)).toEqual(['7002', '8002', '9001'])
    expect((await load('8001')).get(id)).toMatchObject({ readAt: now + 5 })
  })

  it('confirmed twice, the first time stays', async () => {
    const id = await publish()
    await run('notice.confirm', { noticeId: id }, '8002', now + 1)
    await run('notice.confirm', { noticeId: id }, '8002', now + 9)
    expect((await load('8002')).get(id)).toMatchObject({ readAt: now + 1 })
  })

  it.each([
    [{ kind: 'roles', among: ['expert'] }, ['9001']],
    [{ kind: 'skills', among: ['english'] }, ['8002']],
    [{ kind: 'team', among: ['a'] }, ['8001']],
  ] as const)('for %j it comes to %j and to nobody else', async (audience, to) => {
    const id = await publish({ audience: { kind: audience.kind, among: [...audience.among] } })
    const got: string[] = []
    for (const seat of ['7002', '8001', '8002', '8003', '9001']) if ((await load(seat)).has(id)) got.push(seat)
    expect(got).toEqual(to)
    const other = to[0] === '8001' ? '8002' : '8001'
    expect(await run('notice.confirm', { noticeId: id }, other)).toMatchObject({ ok: false, reason: 'not-found' })
  })

  it('are the list of one seat alone', async () => {
    const topic = noticesTopic(storage.db, seats, () => now)
    expect(await topic.allow({ seat: '8001', role: 'agent' }, '8001')).toBe(true)
    expect(await topic.allow({ seat: '7001', role: 'lead' }, '8001')).toBe(false)
  })

  it('is taken back by its publisher alone, and over when its time is', async () => {
    const id = await publish()
    expect(await run('notice.withdraw', { noticeId: id }, '7002')).toMatchObject({ reason: 'not-found' })
    expect((await load('8001', now + hour)).size).toBe(0)
    expect(await run('notice.withdraw', { noticeId: id }, '7001')).toMatchObject({ ok: true })
    expect(shown.get('8001')?.has(id)).toBe(false)
    expect((await load('8001')).has(id)).toBe(false)
    expect(await run('notice.confirm', { noticeId: id }, '8001')).toMatchObject({ reason: 'not-found' })
  })

  it.each([
    [{ until: now }, { field: 'until', rule: 'range' }],
    [{ until: now + 91 * 24 * hour }, { field: 'until', rule: 'range' }],
    [{ audience: { kind: 'team', among: ['nowhere'] } }, { field: 'audience', rule: 'nobody' }],
  ] as const)('refuses %j and says why', async (wrong, fault) => {
    const draft = { ...plain, ...wrong } as CommandPayload<'notice.publish'>
    expect(await run('notice.publish', draft, '7001')).toMatchObject({
      ok: false,
      reason: 'bad-input',
      faults: [fault],
    })
  })

  it('keeps what was done and what was refused, and lets nobody change it', async () => {
    const acts = await trail()
    expect(acts).toContainEqual({ seat: '7001', act: 'publish', refused: null })
    expect(acts).toContainEqual({ seat: '8001', act: 'confirm', refused: null })
    expect(acts).toContainEqual({ seat: '7001', act: 'withdraw', refused: null })
    expect(acts).toContainEqual({ seat: '7001', act: 'publish', refused: 'bad-input' })
    expect(acts).toContainEqual({ seat: '7002', act: 'withdraw', refused: 'not-found' })
    await expect(storage.db.deleteFrom('notice_acts').execute()).rejects.toThrow(/only ever added/)
  })
})
