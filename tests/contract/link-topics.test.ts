import { connect } from 'node:net'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { TopicFrame } from '#shared/contract/socket/envelope.ts'
import { type TopicName, topics } from '#shared/contract/socket/topics.ts'
import { roles } from '#shared/seat/seat-state.ts'
import { connected, type Fixture, openFixture, subscribe, tokenFor } from './link-fixture.ts'
import { mask } from './link-raw-frame.ts'

let fixture: Fixture
beforeEach(async () => {
  fixture = await openFixture()
})
afterEach(() => fixture.close())

const draftRow = (title: string) => ({
  draftId: 'd',
  callId: null,
  title,
  updatedAt: 1,
  ticketNo: null,
  from: null,
  passedTo: null,
})
const frames = (socket: Awaited<ReturnType<typeof connected>>) => {
  const list: TopicFrame[] = []
  socket.on('topic', (frame: TopicFrame) => list.push(frame))
  return list
}
const written = (name: TopicName) => (topics[name].keyed ? `${name}/one` : name)

describe('topics over a real socket', () => {
  it.each(roles.flatMap((role) => Object.keys(topics).map((name) => [role, name as TopicName] as const)))(
    'gives %s the topic %s exactly where the registry says so',
    async (role, name) => {
      const socket = await connected(fixture.connect(tokenFor(role)))
      const list = frames(socket)
      const ack = await subscribe(socket, written(name))
      const allowed = (topics[name].roles as readonly string[]).includes(role)
      expect(ack).toEqual(allowed ? { ok: true } : { ok: false, reason: 'forbidden' })
      if (allowed) await vi.waitFor(() => expect(list).toHaveLength(1))
      else expect(list).toHaveLength(0)
    },
  )

  it('asks the source whether this seat may read this very call', async () => {
    fixture.allow = ({ seat }, id) => seat === '8001' && id === 'mine'
    const socket = await connected(fixture.connect(tokenFor('agent')))
    expect(await subscribe(socket, 'transcript/mine')).toEqual({ ok: true })
    expect(await subscribe(socket, 'transcript/other')).toEqual({ ok: false, reason: 'forbidden' })
  })

  it.each(['nothing', 'transcript', 'seat/7001', 'wall-seats/x', 'constructor', 'draft/', 'draft/../x', '__proto__'])(
    'knows no topic %s',
    async (topic) => {
      const socket = await connected(fixture.connect(tokenFor('lead')))
      expect(await subscribe(socket, topic)).toEqual({ ok: false, reason: 'unknown-topic' })
    },
  )

  it('gives each seat its own calls and drafts', async () => {
    fixture.rows = async (_name, id) => [['row', draftRow(id)]]
    const agent = await connected(fixture.connect(tokenFor('agent')))
    const lead = await connected(fixture.connect(tokenFor('lead')))
    const [agents, leads] = [frames(agent), frames(lead)]
    await Promise.all([subscribe(agent, 'drafts'), subscribe(lead, 'drafts')])
    fixture.link.publisher.publish({ name: 'drafts', id: '8001' }, [['new', draftRow('only for 8001')]])
    await vi.waitFor(() => expect(agents).toHaveLength(2))
    expect(agents[0]).toMatchObject({ topic: 'drafts', rows: [['row', { title: '8001' }]] })
    expect(leads).toHaveLength(1)
    expect(leads[0]).toMatchObject({ rows: [['row', { title: '7001' }]] })
  })

  it('sends the latest value of each key once a tick', async () => {
    const socket = await connected(fixture.connect(tokenFor('agent')))
    const list = frames(socket)
    await subscribe(socket, 'drafts')
    for (const title of ['a', 'b', 'c'])
      fixture.link.publisher.publish({ name: 'drafts', id: '8001' }, [['one', draftRow(title)]])
    await vi.waitFor(() => expect(list).toHaveLength(2))
    expect(list[1]).toMatchObject({ kind: 'delta', from: 0, version: 1, set: [['one', { title: 'c' }]] })
  })

  it('loses nothing that is published while the topic is being loaded', async () => {
    let release = () => {}
    fixture.rows = () =>
      new Promise((resolve) => {
        release = () =>
          resolve([
            ['one', draftRow('loaded')],
            ['two', draftRow('loaded')],
          ])
      })
    const socket = await connected(fixture.connect(tokenFor('agent')))
    const list = frames(socket)
    const ack = subscribe(socket, 'drafts')
    await vi.waitFor(() => {
      fixture.link.publisher.publish({ name: 'drafts', id: '8001' }, [['one', draftRow('newer')]], ['two'])
      release()
      expect(list.length).toBeGreaterThan(0)
    })
    expect(await ack).toEqual({ ok: true })
    await vi.waitFor(() => expect(list.at(-1)).toMatchObject({ set: [['one', { title: 'newer' }]], gone: ['two'] }))
  })

  it('gives who comes back only what was missed, and everything after a restart', async () => {
    const first = await connected(fixture.connect(tokenFor('agent')))
    const list = frames(first)
    await subscribe(first, 'drafts')
    await vi.waitFor(() => expect(list).toHaveLength(1))
    const { epoch, version } = list[0] ?? { epoch: '', version: 0 }
    first.disconnect()
    fixture.link.publisher.publish({ name: 'drafts', id: '8001' }, [['one', draftRow('missed')]])
    const back = await connected(fixture.connect(tokenFor('agent')))
    const more = frames(back)
    await vi.waitFor(async () => {
      more.length = 0
      await subscribe(back, 'drafts', { epoch, version })
      expect(more[0]).toMatchObject({ kind: 'delta', from: version, set: [['one', { title: 'missed' }]] })
    })
    more.length = 0
    await subscribe(back, 'drafts', { epoch: 'of an earlier run', version: 9 })
    await vi.waitFor(() => expect(more[0]).toMatchObject({ kind: 'snapshot', epoch }))
  })

  it('says unavailable when a topic cannot be loaded, and loads it when asked again', async () => {
    fixture.rows = async () => {
      throw new Error('database away')
    }
    const socket = await connected(fixture.connect(tokenFor('agent')))
    expect(await subscribe(socket, 'drafts')).toEqual({ ok: false, reason: 'unavailable' })
    fixture.rows = async () => []
    expect(await subscribe(socket, 'drafts')).toEqual({ ok: true })
  })

  it('lets nobody read more topics than a desk needs', async () => {
    await fixture.close()
    fixture = await openFixture({ topicsPerReader: 2 })
    const socket = await connected(fixture.connect(tokenFor('lead')))
    await subscribe(socket, 'seat')
    await subscribe(socket, 'calls')
    expect(await subscribe(socket, 'drafts')).toEqual({ ok: false, reason: 'too-many' })
    socket.emit('unsubscribe', { topic: 'seat' })
    expect(await subscribe(socket, 'drafts')).toEqual({ ok: true })
  })

  it('drops a reader that does not read, without keeping what it misses', async () => {
    await fixture.close()
    fixture = await openFixture({ slowMs: 200 })
    const { hostname, port } = new URL(fixture.url)
    const socket = connect(Number(port), hostname)
    socket.on('error', () => undefined)
    socket.write(
      `GET /socket/?EIO=4&transport=websocket HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${Buffer.alloc(16).toString('base64')}\r\n\r\n`,
    )
    let heard = ''
    socket.on('data', (data) => {
      heard += String(data)
    })
    await vi.waitFor(() => expect(heard).toContain('pingInterval'))
    socket.write(mask(`40${JSON.stringify({ token: tokenFor('agent') })}`))
    await vi.waitFor(() => expect(heard).toContain('40{'))
    socket.write(mask('420["subscribe",{"topic":"drafts","since":null}]'))
    await vi.waitFor(() => expect(heard).toContain('snapshot'))
    socket.pause()
    const fill = setInterval(() => {
      const row = draftRow('x'.repeat(500_000))
      fixture.link.publisher.publish({ name: 'drafts', id: '8001' }, [[`k${Date.now() % 5}`, row]])
    }, 5)
    try {
      await vi.waitFor(() => expect(fixture.notes).toContainEqual({ type: 'cut', seat: '8001', why: 'slow' }), 8000)
      await vi.waitFor(() => expect(fixture.link.connectedSeats().size).toBe(0))
    } finally {
      clearInterval(fill)
      socket.destroy()
    }
  })
})
