import { describe, expect, it } from 'vitest'
import { connectLink } from '#renderer/link/connect-link.ts'
import type { TopicChange } from '#renderer/link/link-types.ts'
import type { LinkOrder, LinkReport } from '#shared/contract/link/worker-messages.ts'

/** The page's side with a worker and a painter driven by hand. */
function page() {
  const orders: LinkOrder[] = []
  let hear: (message: unknown) => void = () => {}
  let frames: (() => void)[] = []
  const link = connectLink({
    url: 'http://127.0.0.1:1',
    seat: '8001',
    token: 't',
    expiresAt: 2,
    serverNow: 1,
    journalKey: 'AAAA',
    onError: (error) => {
      throw error
    },
    startWorker: () => ({
      postMessage: (order) => void orders.push(order),
      listen(listener) {
        hear = listener
      },
      terminate() {},
    }),
    nextFrame: (run) => void frames.push(run),
  })
  return {
    link,
    orders,
    say: (report: LinkReport) => hear(report),
    paint() {
      const due = frames
      frames = []
      for (const run of due) run()
      return due.length
    },
  }
}

const rows = (set: [string, unknown][], gone: string[] = [], whole = false): LinkReport => ({
  type: 'rows',
  topic: 'drafts',
  whole,
  set,
  gone,
})

describe('the page and its link worker', () => {
  it('hears a topic once a frame, whatever came in between', () => {
    const { link, say, paint } = page()
    const heard: TopicChange<'drafts'>[] = []
    link.subscribe('drafts', (change) => heard.push(change))
    expect(paint()).toBe(0)
    say(rows([['a', 1]], [], true))
    expect(paint()).toBe(1)
    say(rows([['b', 2]]))
    say(
      rows(
        [
          ['b', 3],
          ['c', 4],
        ],
        ['a'],
      ),
    )
    say(rows([], ['c']))
    expect(paint()).toBe(1)
    expect(heard).toMatchObject([
      { kind: 'snapshot', set: [['a', 1]] },
      { kind: 'delta', set: [['b', 3]], gone: ['a', 'c'] },
    ])
    expect([...(heard[1]?.rows ?? [])]).toEqual([['b', 3]])
  })

  it('tells an empty topic too: that there is nothing is news', () => {
    const { link, say, paint } = page()
    const heard: TopicChange<'drafts'>[] = []
    link.subscribe('drafts', (change) => heard.push(change))
    say(rows([], [], true))
    paint()
    expect(heard).toMatchObject([{ kind: 'snapshot', set: [] }])
  })

  it('gives a second listener what is known, and asks the worker once', () => {
    const { link, orders, say, paint } = page()
    const stop = link.subscribe('drafts', () => {})
    say(rows([['a', 1]], [], true))
    paint()
    const heard: TopicChange<'drafts'>[] = []
    const stopSecond = link.subscribe('drafts', (change) => heard.push(change))
    paint()
    expect(heard).toMatchObject([{ kind: 'snapshot', set: [['a', 1]] }])
    stop()
    expect(orders.filter(({ type }) => type.endsWith('subscribe'))).toEqual([{ type: 'subscribe', topic: 'drafts' }])
    stopSecond()
    expect(orders.at(-1)).toEqual({ type: 'unsubscribe', topic: 'drafts' })
  })

  it('brings each answer to its question, in whichever order', async () => {
    const { link, orders, say } = page()
    const [first, second] = [link.command('seat.ready', {}), link.command('seat.finish-wrap-up', {})]
    const [one, two] = orders.flatMap((order) => (order.type === 'command' ? [order.id] : []))
    say({ type: 'answer', id: two ?? 0, outcome: { ok: false, reason: 'not-now', faults: [] } })
    say({ type: 'answer', id: one ?? 0, outcome: { ok: true, stored: false, key: '', result: {} } })
    expect(await first).toMatchObject({ ok: true })
    expect(await second).toMatchObject({ reason: 'not-now' })
  })

  it('takes nothing from its worker that is not in the contract', () => {
    const { say } = page()
    expect(() => say({ type: 'status', status: { network: 'fine' } } as unknown as LinkReport)).toThrow()
  })
})
