import { describe, expect, it } from 'vitest'
import { handoverOfDesk } from '#renderer/desk/handover-of-desk.ts'
import type { Link, TopicChange } from '#renderer/link/link-types.ts'
import { createSeatStore } from '#renderer/seat/seat.store.ts'
import { createCallStore, takeCallRows } from '#renderer/telephony/call.store.ts'
import { createCallbackStore } from '#renderer/telephony/calls/callback.store.ts'
import type { CallbackDesk } from '#renderer/telephony/calls/callback-desk.ts'
import type { Session } from '#shared/contract/rest/sign-in.schema.ts'
import type { HandoverRow } from '#shared/contract/socket/handover.schema.ts'
import type { CallbackRow, CallRow, DraftsRow, TopicName } from '#shared/contract/socket/topics.ts'

function setUp(role: Session['role'] = 'agent') {
  const heard = new Map<string, (change: TopicChange<TopicName>) => void>()
  let answer: Awaited<ReturnType<Link['command']>> = { ok: true, stored: false, key: '', result: null }
  const link = {
    subscribe(topic: string, listener: (change: TopicChange<TopicName>) => void) {
      heard.set(topic, listener)
      return () => heard.delete(topic)
    },
    command: async () => answer,
  } as unknown as Link
  const callbackStore = createCallbackStore()
  const calls = createCallStore()
  const stops: (() => void)[] = []
  const desk = handoverOfDesk(
    {
      link,
      session: { seat: '8001', role } as Session,
      callbacks: { store: callbackStore } as CallbackDesk,
      calls,
      seat: createSeatStore(0),
    },
    (stop) => void stops.push(stop),
  )
  const say = (topic: TopicName, rows: Record<string, unknown>) =>
    heard.get(topic)?.({ kind: 'snapshot', rows: new Map(Object.entries(rows)), set: [], gone: [] } as never)
  return {
    desk,
    say,
    heard,
    promise: (...rows: Partial<CallbackRow>[]) =>
      callbackStore.setState({ rows: new Map(rows.map((row) => [row.taskId ?? '', row as CallbackRow])) }),
    call: (callId: string, endedAt: number | null) =>
      takeCallRows(calls, new Map([[callId, { callId, endedAt } as CallRow]])),
    answer(field: string, rule: string) {
      answer = { ok: false, reason: 'bad-input', faults: [{ field, rule }] }
    },
    refuse(reason: 'conflict' | 'not-found' | 'expired') {
      answer = { ok: false, reason, faults: [] }
    },
    stop() {
      for (const stop of stops) stop()
    },
  }
}
const draft = (draftId: string, more: Partial<DraftsRow> = {}): DraftsRow => ({
  draftId,
  callId: null,
  title: draftId,
  updatedAt: 1,
  ticketNo: null,
  from: null,
  passedTo: null,
  ...more,
})

describe('The hand-overs of a desk', () => {
  it('know the open work from the server’s lists and the calls, as it is now', () => {
    const { desk, say, promise, call, stop, heard } = setUp()
    const work = () => desk?.store.getState().work
    const passedTo = { seat: '8002', name: 'Xu', at: 1 }
    call('c', null)
    say('drafts', { a: draft('a', { callId: 'c' }), b: draft('b'), gone: draft('gone', { passedTo }) })
    promise({ taskId: 't', promisedBy: '8001', number: '138****0001', note: '' }, { taskId: 'x', promisedBy: '8002' })
    expect(work()?.drafts).toMatchObject([
      { id: 'a', inCall: true },
      { id: 'b', inCall: false },
    ])
    expect(work()?.tasks).toMatchObject([{ id: 't', text: '138****0001' }])
    call('c', 5)
    expect(work()?.drafts[0]).toMatchObject({ id: 'a', inCall: false })
    say('handovers', { h: { seat: '8001', drafts: ['b'], tasks: ['t'], accepted: null } as unknown as HandoverRow })
    expect([work()?.drafts[1]?.offered, work()?.tasks[0]?.offered]).toEqual([true, true])
    expect(desk?.store.getState().rows).toHaveLength(1)
    stop()
    expect(heard.size).toBe(0)
  })

  it('say which field was refused', async () => {
    const { desk, answer, refuse } = setUp()
    const write = () =>
      desk?.write({ to: { kind: 'next', name: '' }, text: 'x', tasks: [], drafts: [] }) ?? Promise.resolve(null)
    expect(await write()).toBeNull()
    for (const [field, rule, fault] of [
      ['drafts', 'in-call', 'in-call'],
      ['drafts', 'unknown', 'drafts'],
      ['drafts', 'handed-in', 'drafts'],
      ['tasks', 'unknown', 'tasks'],
      ['to', 'nobody', 'nobody'],
      ['other', 'x', 'other'],
    ] as const) {
      answer(field, rule)
      expect(await write()).toBe(fault)
    }
    refuse('conflict')
    expect(await desk?.accept('h')).toBe('taken')
    refuse('not-found')
    expect(await desk?.accept('h')).toBe('gone')
    refuse('expired')
    expect(await desk?.accept('h')).toBe('offline')
  })

  it('are none for a role that writes no tickets', () => {
    expect(setUp('dispatcher').desk).toBeNull()
  })
})
