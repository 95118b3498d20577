import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type CommandName, commands } from '#shared/contract/socket/commands.ts'
import { roles } from '#shared/seat/seat-state.ts'
import { connected, event, type Fixture, newKey, openFixture, send, tokenFor } from './link-fixture.ts'

let fixture: Fixture
beforeEach(async () => {
  fixture = await openFixture()
})
afterEach(() => fixture.close())

const draftId = 'draft-0123456789abcdef'
/** A payload each command's schema takes. */
const payloads: Record<CommandName, unknown> = {
  'session.renew': {},
  'session.sign-out': {},
  'seat.ready': {},
  'seat.not-ready': { reason: 'rest' },
  'seat.finish-wrap-up': {},
  'seat.extend-wrap-up': {},
  'draft.update': { draftId, doc: 'matter', callId: null, update: 'AAA=' },
  'attachment.remove': { attachmentId: 'file' },
  'draft.discard': { draftId },
  'ticket.submit': { draftId },
  'view.save': { id: '8b1f2c6e-4d7a-4f0b-9a51-3f3f3a1d2c4b', name: '供热', list: 'open', q: '暖气' },
  'view.remove': { id: '8b1f2c6e-4d7a-4f0b-9a51-3f3f3a1d2c4b' },
  'export.ask': { purpose: '月度分析用', filter: { q: '', status: ['TO_DISPATCH'], due: null, supervised: false } },
  'export.decide': { id: '8b1f2c6e-4d7a-4f0b-9a51-3f3f3a1d2c4b', approve: true },
  'ticket.print': { ticketNo: 'TJ20261123000001' },
  'ticket.reveal': { ticketNo: 'TJ20261123000001', reason: 'contact' },
  'ticket.call': { ticketNo: 'TJ20261123000001' },
  'ticket.act': { ticketNo: 'TJ20261123000001', rev: 1, act: { act: 'sign' } },
  'ticket.call-again': { draftId, ticketNo: 'TJ20261123000001', act: { act: 'urge', note: '' } },
  'draft.link': { draftId, ticketNo: 'TJ20261123000001' },
  'dispatch.import': { name: 'rules.csv', file: 'AAAA', check: true },
  'enterprise.import': { name: 'firms.csv', file: 'AAAA', check: true },
  'enterprise.remove': { code: '91120104MA9FAKE13K', reason: 'closed' },
  'enterprise.reveal': { code: '91120104MA9FAKE13K', reason: 'contact' },
  'monitor.start': { seat: '8001', mode: 'listen' },
  'monitor.change': { seat: '8001', mode: 'whisper' },
  'monitor.take-over': { seat: '8001' },
  'monitor.end-call': { seat: '8001' },
  'monitor.stop': { seat: '8001' },
  'help.ask': { on: true },
  'directory.favourite': { entryId: 'expert-9001', on: true },
  'call.quality': {
    callId: 'call-1',
    seconds: 61,
    mosAverage: 4.3,
    mosLowest: 3.9,
    loss: 0.01,
    sentLoss: null,
    jitterMs: 4,
    rttMs: 30,
    silentSeconds: 0,
  },
  'suggestion.use': { callId: 'call-1', suggestionId: 's-1' },
  'notice.publish': {
    title: '停水通知',
    text: '今晚停水。',
    level: 'normal',
    audience: { kind: 'all', among: [] },
    until: 1_800_000_000_000,
  },
  'phrase.keep': {
    phraseId: 'phrase-0123456789',
    scope: 'own',
    kind: 'closing',
    title: '再见',
    text: '感谢来电，再见。',
    matter: '',
    type: '',
  },
  'phrase.drop': { phraseId: 'phrase-0123456789' },
  'handover.write': { to: { kind: 'next', name: '' }, text: '交接', tasks: [], drafts: [] },
  'handover.accept': { handoverId: 'handover-1' },
  'notice.confirm': { noticeId: 'notice-1' },
  'notice.withdraw': { noticeId: 'notice-1' },
  'callback.claim': { taskId: 'task-1' },
  'callback.release': { taskId: 'task-1' },
  'callback.attempt': { taskId: 'task-1', outcome: 'reached', at: null },
  'recording.ticket': { callId: 'call-1' },
  'callback.promise': { callId: 'call-1', number: null, at: 1_800_000_000_000, note: '' },
}

describe('commands over a real socket', () => {
  it.each(roles.flatMap((role) => Object.keys(commands).map((name) => [role, name as CommandName] as const)))(
    'lets %s send %s exactly where the registry says so',
    async (role, name) => {
      const socket = await connected(fixture.connect(tokenFor(role)))
      const ack = await send(socket, name, payloads[name])
      const allowed = (commands[name].roles as readonly string[]).includes(role)
      expect(ack.ok ? 'ok' : ack.reason).toBe(allowed ? 'ok' : 'forbidden')
      expect(fixture.done.length).toBe(allowed ? 1 : 0)
    },
  )

  it('does a command once however often it arrives, and gives the same answer each time', async () => {
    const socket = await connected(fixture.connect(tokenFor('agent')))
    const key = newKey()
    const acks = await Promise.all([1, 2, 3].map(() => send(socket, 'ticket.submit', { draftId }, key)))
    expect(fixture.done).toHaveLength(1)
    expect(acks).toEqual(Array(3).fill({ ok: true, result: { ticketNo: 'TJ1' } }))
  })

  it('keeps the keys of two seats apart', async () => {
    const agent = await connected(fixture.connect(tokenFor('agent')))
    const lead = await connected(fixture.connect(tokenFor('lead')))
    const key = newKey()
    await send(agent, 'draft.discard', { draftId }, key)
    await send(lead, 'draft.discard', { draftId }, key)
    expect(fixture.done.map(({ seat }) => seat)).toEqual(['8001', '7001'])
  })

  it('does not take one key for two different commands', async () => {
    const socket = await connected(fixture.connect(tokenFor('agent')))
    const key = newKey()
    await send(socket, 'draft.discard', { draftId }, key)
    expect(await send(socket, 'draft.discard', { draftId: `${draftId}x` }, key)).toMatchObject({ reason: 'conflict' })
    expect(fixture.done).toHaveLength(1)
  })

  it('remembers a refusal, but not that it was unavailable', async () => {
    const socket = await connected(fixture.connect(tokenFor('agent')))
    const [refusedKey, laterKey] = [newKey(), newKey()]
    fixture.handle = () => ({ ok: false, reason: 'not-found', faults: [] })
    await send(socket, 'ticket.submit', { draftId }, refusedKey)
    fixture.handle = () => ({ ok: false, reason: 'unavailable', faults: [] })
    await send(socket, 'ticket.submit', { draftId }, laterKey)
    fixture.handle = () => undefined
    expect(await send(socket, 'ticket.submit', { draftId }, refusedKey)).toMatchObject({ reason: 'not-found' })
    expect(await send(socket, 'ticket.submit', { draftId }, laterKey)).toMatchObject({ ok: true })
  })

  it('answers unavailable when a handler throws, and does the command when it comes again', async () => {
    const socket = await connected(fixture.connect(tokenFor('agent')))
    const key = newKey()
    fixture.handle = () => {
      throw new Error('the disk is full')
    }
    expect(await send(socket, 'draft.discard', { draftId }, key)).toMatchObject({ reason: 'unavailable' })
    expect(fixture.notes).toContainEqual(expect.objectContaining({ type: 'error', where: 'draft.discard' }))
    fixture.handle = () => undefined
    expect(await send(socket, 'draft.discard', { draftId }, key)).toMatchObject({ ok: true })
  })

  it.each([
    ['a command nobody knows', 'seat.fly', {}, 'unknown-command'],
    ['a name every object has', 'constructor', {}, 'unknown-command'],
    ['a field of a wrong kind', 'seat.not-ready', { reason: 'because' }, 'bad-input'],
    ['a field too many', 'seat.ready', { extra: 1 }, 'bad-input'],
  ])('refuses %s', async (_what, name, payload, reason) => {
    const socket = await connected(fixture.connect(tokenFor('agent')))
    expect(await send(socket, name, payload)).toMatchObject({ ok: false, reason })
    expect(fixture.done).toHaveLength(0)
  })

  it('names the field and the rule of bad input', async () => {
    const socket = await connected(fixture.connect(tokenFor('agent')))
    const ack = await send(socket, 'draft.update', { draftId: 'short', doc: 'matter', callId: null, update: 'AAA=' })
    expect(ack).toEqual({ ok: false, reason: 'bad-input', faults: [{ field: 'draftId', rule: 'invalid-format' }] })
    expect(await send(socket, 'seat.ready', {}, 'short')).toMatchObject({ faults: [{ field: 'key' }] })
  })

  it('runs what comes after the commit only when there was one, and after the answer is on its way', async () => {
    const socket = await connected(fixture.connect(tokenFor('agent')))
    fixture.handle = (_name, _payload, context) => {
      context.afterCommit(() => fixture.link.closeSessions('8001', 'signed-out'))
      return { ok: false, reason: 'not-now', faults: [] }
    }
    expect(await send(socket, 'session.sign-out')).toMatchObject({ reason: 'not-now' })
    expect(await send(socket, 'seat.ready')).toMatchObject({ reason: 'not-now' })
    fixture.handle = (_name, _payload, context) => {
      context.afterCommit(() => fixture.link.closeSessions('8001', 'signed-out'))
      return { ok: true, result: {} }
    }
    const closing = event(socket, 'closing')
    const gone = event(socket, 'disconnect')
    expect(await send(socket, 'session.sign-out')).toEqual({ ok: true, result: {} })
    expect(await closing).toEqual({ reason: 'signed-out' })
    await gone
  })
})
