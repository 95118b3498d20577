import { act, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { setLanguage } from '#renderer/i18n/i18n.ts'
import type { Link } from '#renderer/link/link-types.ts'
import { createCallQueries } from '#renderer/telephony/calls/call-queries.ts'
import { openCallbackDesk } from '#renderer/telephony/calls/callback-desk.ts'
import { CallbackQuestion } from '#renderer/telephony/calls/callback-question.tsx'
import { CallsPage } from '#renderer/telephony/calls/calls-page.tsx'
import { createPhoneStore, setPhoneFault, takeSnapshot } from '#renderer/telephony/phone.store.ts'
import type { CallHistoryRow } from '#shared/contract/rest/calls.schema.ts'
import type { CallbackRow } from '#shared/contract/socket/topics.ts'
import { layOut } from '#tests/support/laid-out.ts'
import { historyRow } from './history-rows.ts'
import { bareLeg, bareSnapshot } from './phone-snapshots.ts'

const now = 1_700_000_300_000
const task = (change: Partial<CallbackRow> = {}): CallbackRow => ({
  taskId: 't1',
  state: 'open',
  number: '138****1234',
  origin: 'abandoned',
  missed: 2,
  missedAt: now,
  promisedBy: null,
  note: '',
  dueAt: Date.now() + 60_000,
  createdAt: now,
  seat: null,
  heldUntil: null,
  attempts: 0,
  lastOutcome: null,
  spoke: false,
  ...change,
})

type Rows = ReadonlyMap<string, CallbackRow>

/** A backend that answers what a test says, and a phone that dials nothing. */
function setUp(me = { seat: '8001', isLead: false }) {
  const asked: string[] = []
  let calls: CallHistoryRow[] = [historyRow()]
  let down = false
  const fetchFake: typeof fetch = async (input) => {
    asked.push(String(input))
    if (down) throw new TypeError('network')
    const { searchParams } = new URL(String(input), 'http://desk')
    const found = calls.filter(
      (call) => !searchParams.has('direction') || call.direction === searchParams.get('direction'),
    )
    const from = searchParams.has('before') ? 50 : 0
    const next = found.length > from + 50 ? '1.x' : null
    return Response.json({ calls: found.slice(from, from + 50), next })
  }
  let changed = () => {}
  let hear: (rows: Rows) => void = () => {}
  const sent: [string, unknown][] = []
  let answer: unknown = { ok: true, stored: true, key: 'k', result: { number: '13820001234' } }
  const link = {
    command: async (name: string, payload: unknown) => {
      sent.push([name, payload])
      return answer
    },
    subscribe: (_topic: string, listener: (change: { rows: Rows }) => void) => {
      hear = (rows) => listener({ rows })
      return () => {}
    },
    onSettled: () => () => {},
    dismiss: () => {},
  } as unknown as Pick<Link, 'command' | 'subscribe' | 'onSettled' | 'dismiss'>
  const store = createPhoneStore()
  takeSnapshot(store, bareSnapshot([]))
  const dial = vi.fn()
  const dialler = { store, acts: { dial } }
  const desk = openCallbackDesk({ link, dialler, seat: me.seat, aheadMs: () => 0 })
  const queries = createCallQueries({ fetch: fetchFake, token: () => 'tok' })
  const watch = (listener: () => void) => {
    changed = listener
    return () => {}
  }
  render(
    <>
      <CallsPage queries={queries} watch={watch} dialler={dialler} callbacks={desk} me={me} now={() => now} />
      <CallbackQuestion desk={desk} now={() => Date.now()} />
    </>,
  )
  return {
    asked,
    sent,
    dial,
    phone: (...legs: Parameters<typeof bareSnapshot>[0]) => act(() => takeSnapshot(store, bareSnapshot(legs))),
    refuseToDial: () => act(() => setPhoneFault(store, { op: 'dial', reason: 'failed' })),
    tasks: (...rows: CallbackRow[]) => act(() => hear(new Map(rows.map((row) => [row.taskId, row])))),
    calls: (...rows: CallHistoryRow[]) => {
      calls = rows
    },
    changed: () => act(() => changed()),
    answer: (next: unknown) => {
      answer = next
    },
    isDown: (is: boolean) => {
      down = is
    },
  }
}

/** jsdom lays nothing out: the list is given a height, so that rows are on the screen. */
beforeEach(() => {
  layOut()
  setLanguage('en')
})
afterEach(() => {
  vi.restoreAllMocks()
  setLanguage('zh-CN')
})
const user = userEvent.setup({ delay: null })
const row = (name: RegExp) => screen.findByRole('row', { name })

describe('The history of calls', () => {
  it('has a row for each call: what became of it, how long it waited and lasted, who ended it', async () => {
    setUp()
    const cells = within(await row(/13820001234/)).getAllByRole('cell')
    expect(cells.slice(1, 9).map(({ textContent }) => textContent)).toEqual([
      'In',
      '13820001234',
      'Answered',
      '12345',
      '8001',
      '7 s',
      '3 min 20 s',
      'other side',
    ])
  })

  it('rings a number by its button and by Enter on its row; a hidden one says why not', async () => {
    const { dial, calls, changed, phone } = setUp()
    await user.click(within(await row(/13820001234/)).getByRole('button', { name: 'Call back' }))
    ;(await row(/13820001234/)).focus()
    await user.keyboard('{Enter}')
    expect(dial.mock.calls).toEqual([['13820001234'], ['13820001234']])
    phone(bareLeg({ state: 'established' }))
    await user.keyboard('{Enter}')
    expect(dial).toHaveBeenCalledTimes(2)
    calls(
      historyRow({ callId: 'c2', number: '138****9999' }),
      historyRow({ callId: 'c3', number: '110', direction: 'out' }),
    )
    changed()
    const hidden = within(await row(/138\*\*\*\*9999/)).getByRole('button', { name: 'Call back' })
    expect(hidden.getAttribute('aria-disabled')).toBe('true')
    expect(within(await row(/110/)).getByRole('button', { name: 'Redial', description: /Emergency/ })).toBeTruthy()
  })

  it('is kept fresh while calls come and go, and reads on at its end', async () => {
    const { asked, calls, changed } = setUp()
    await row(/13820001234/)
    const many = Array.from({ length: 60 }, (_, n) =>
      historyRow({
        callId: `m${String(60 - n).padStart(2, '0')}`,
        queuedAt: now - n * 1000,
        number: `1420000${1000 + n}`,
      }),
    )
    calls(...many)
    changed()
    await row(/14200001000/)
    const scroller = screen.getByRole('table').parentElement
    if (!scroller) throw new Error('a table without its list')
    scroller.scrollTop = 60 * 40
    fireEvent.scroll(scroller)
    await waitFor(() => expect(asked.at(-1)).toContain('before=1.x'))
    await waitFor(() => expect(screen.getByRole('table').getAttribute('aria-rowcount')).toBe('61'))
  })

  it('is narrowed, and asks for nothing that can’t be a number', async () => {
    const { asked } = setUp()
    await row(/13820001234/)
    await user.selectOptions(screen.getByRole('combobox', { name: 'Direction' }), 'Out')
    expect(await screen.findByText('No call found')).toBeTruthy()
    const before = asked.length
    await user.type(screen.getByRole('searchbox', { name: 'Search by number' }), 'x')
    expect(screen.getByText('Type a whole telephone number')).toBeTruthy()
    await user.clear(screen.getByRole('searchbox', { name: 'Search by number' }))
    await user.type(screen.getByRole('searchbox', { name: 'Search by number' }), '138')
    await waitFor(() => expect(asked.at(-1)).toContain('number=138'))
    expect(asked.slice(before).some((url) => url.includes('number=x'))).toBe(false)
  })

  it('says that it did not load, and tries again', async () => {
    const { isDown, changed } = setUp()
    await row(/13820001234/)
    isDown(true)
    changed()
    await user.click(within(await screen.findByRole('alert')).getByRole('button', { name: 'Try again' }))
    isDown(false)
    await user.click(within(await screen.findByRole('alert')).getByRole('button', { name: 'Try again' }))
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull())
    expect(await row(/13820001234/)).toBeTruthy()
  })
})

describe('Callback tasks', () => {
  const open = () => user.click(screen.getByRole('tab', { name: /Callbacks/ }))

  it('stand due first, an overdue one marked; the tab counts them', async () => {
    const { tasks } = setUp()
    await open()
    tasks()
    expect(screen.getByText('Nobody is owed a call')).toBeTruthy()
    tasks(
      task({
        taskId: 't2',
        number: '022******78',
        dueAt: Date.now() + 9_000_000,
        promisedBy: '8002',
        note: '补寄材料',
      }),
      task({ dueAt: Date.now() - 1000 }),
    )
    const [first, second] = (await screen.findAllByRole('row')).slice(1)
    expect(first?.textContent).toContain('overdue')
    expect(first?.textContent).toContain('2 calls')
    expect(second?.textContent).toContain('promised by 8002')
    expect(second?.textContent).toContain('补寄材料')
    expect(second?.textContent).not.toContain('overdue')
    expect(screen.getByRole('tab', { name: /Callbacks/ }).textContent).toContain('2')
  })

  it('are claimed and rung by one key; the outcome is asked when the call has ended, and is sent', async () => {
    const { tasks, dial, sent, phone } = setUp()
    await open()
    tasks(task())
    ;(await row(/138\*\*\*\*1234/)).focus()
    await user.keyboard('{Enter}')
    await waitFor(() => expect(dial).toHaveBeenCalledWith('13820001234'))
    tasks(task({ state: 'called', seat: '8001', attempts: 1 }))
    phone(bareLeg())
    phone(bareLeg({ state: 'established', answeredAt: 1 }))
    expect(screen.queryByRole('region', { name: 'Outcome of the callback' })).toBeNull()
    const focused = document.activeElement
    phone()
    const question = within(screen.getByRole('region', { name: 'Outcome of the callback' }))
    expect(question.getByText(/13820001234/)).toBeTruthy()
    expect(document.activeElement).toBe(focused)
    await user.click(question.getByRole('button', { name: 'Reached' }))
    expect(sent.map(([name]) => name)).toEqual(['callback.claim', 'callback.attempt'])
    expect(sent[1]?.[1]).toEqual({ taskId: 't1', outcome: 'reached', at: null })
    expect(screen.queryByRole('region', { name: 'Outcome of the callback' })).toBeNull()
  })

  it('take a later time, an hour ahead when nothing else is said', async () => {
    const { tasks, sent } = setUp()
    await open()
    tasks(task({ state: 'claimed', seat: '8001', heldUntil: Date.now() + 500_000 }))
    await user.click(within(await row(/138/)).getByRole('button', { name: 'Outcome' }))
    await user.click(screen.getByRole('button', { name: 'Later' }))
    await user.click(screen.getByRole('button', { name: 'Confirm' }))
    const at = (sent[0]?.[1] as { at: number } | undefined)?.at ?? 0
    expect(at - Date.now()).toBeGreaterThan(58 * 60_000)
    expect(at - Date.now()).toBeLessThan(66 * 60_000)
  })

  it('say so when somebody else was faster, and ring nobody', async () => {
    const { tasks, dial, answer } = setUp()
    await open()
    tasks(task())
    answer({ ok: false, reason: 'conflict', faults: [] })
    await user.click(within(await row(/138/)).getByRole('button', { name: 'Claim and call' }))
    expect((await screen.findByRole('alert')).textContent).toContain('Somebody else has claimed')
    expect(dial).not.toHaveBeenCalled()
  })

  it('ask nothing when the phone refused, and stay with the seat, which may give them back', async () => {
    const { tasks, sent, refuseToDial, phone } = setUp()
    await open()
    tasks(task())
    await user.click(within(await row(/138/)).getByRole('button', { name: 'Claim and call' }))
    refuseToDial()
    tasks(task({ state: 'claimed', seat: '8001', heldUntil: Date.now() + 500_000 }))
    phone()
    expect(screen.queryByRole('region', { name: 'Outcome of the callback' })).toBeNull()
    await user.click(within(await row(/138/)).getByRole('button', { name: 'Give back' }))
    expect(sent.at(-1)).toEqual(['callback.release', { taskId: 't1' }])
  })

  it('of another seat offer an agent nothing, and a lead to take them back', async () => {
    const { tasks, sent } = setUp({ seat: '7001', isLead: true })
    await open()
    tasks(task({ state: 'claimed', seat: '8002', heldUntil: Date.now() + 500_000 }))
    await user.click(within(await row(/8002/)).getByRole('button', { name: 'Take back' }))
    expect(sent).toEqual([['callback.release', { taskId: 't1' }]])
  })

  it('bear their Chinese names in Chinese', async () => {
    const { tasks } = setUp()
    act(() => setLanguage('zh-CN'))
    await user.click(screen.getByRole('tab', { name: /回拨任务/ }))
    tasks(task())
    expect(await screen.findByRole('button', { name: '认领并回拨' })).toBeTruthy()
  })
})
