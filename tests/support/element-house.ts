import { randomUUID } from 'node:crypto'
import type { EdgeEvent, SipElement } from '#server/ports/sip.ts'
import { createCallStream } from '#server/queue/call-stream.ts'
import { createQueue, type QueueOptions } from '#server/queue/queue.ts'
import { type ElementServerOptions, openElementServer } from '#server/sip/elements/element-server.ts'
import type { Clock } from '#shared/kit/clock.ts'
import type { CallEvent } from '#shared/telephony/call-event.ts'
import { type RawRequest, request } from './raw-sip.ts'
import { realClock } from './sip-house.ts'

export interface ElementHouseOptions {
  readonly domain?: string
  readonly port?: number
  readonly clock?: Clock
  readonly peers?: ElementServerOptions['peers']
  readonly mostCalls?: number
  /** In place of the queue. */
  readonly element?: SipElement
  readonly queue?: Pick<QueueOptions, 'waitLimitMs' | 'repeatMs'>
}

/** The queue behind a proxy on a free port of the loopback, as the composition root wires it. */
export async function openElementHouse(options: ElementHouseOptions = {}) {
  const domain = options.domain ?? 'hall.test'
  const clock = options.clock ?? realClock
  const errors: unknown[] = []
  const strangers: string[] = []
  const onError = (error: unknown) => void errors.push(error)
  const ready = new Map<string, number>()
  const stream = createCallStream(randomUUID, onError)
  const queue = createQueue({
    name: '12345',
    user: '12345',
    domain,
    clock,
    newId: randomUUID,
    tell: stream.fromQueue,
    roster: {
      ready: () => [...ready].map(([seat, idleSince]) => ({ seat, idleSince })),
      reserve: (seat) => ready.delete(seat),
    },
    ...options.queue,
  })
  const server = await openElementServer({
    address: '127.0.0.1',
    port: options.port ?? 0,
    domain,
    elements: new Map([['12345', options.element ?? queue]]),
    peers: options.peers ?? [{ address: '127.0.0.1', port: null }],
    clock,
    newId: randomUUID,
    onError,
    stranger: ({ address, port }) => void strangers.push(`${address}:${port}`),
    ...(options.mostCalls ? { mostCalls: options.mostCalls } : {}),
  })
  const events: CallEvent[] = []
  const news: EdgeEvent[] = []
  stream.events.on((event) => void events.push(event))
  server.events.on((event) => {
    news.push(event)
    stream.fromEdge(event, queue)
  })
  return {
    port: server.port,
    queue,
    stream,
    events,
    news,
    errors,
    strangers,
    seatIsReady(seat: string) {
      ready.set(seat, clock.now())
      queue.changed()
    },
    async close() {
      queue.close()
      await server.close()
    },
  }
}

export type ElementHouse = Awaited<ReturnType<typeof openElementHouse>>

/** A request as a proxy of `hall.test` writes it; rport asks for the answer where it came from. */
export const proxied = (parts: Partial<RawRequest> & { readonly method: string }): string =>
  request({
    uri: 'sip:12345@hall.test',
    from: '<sip:13800000001@hall.test>;tag=a',
    to: '<sip:12345@hall.test>',
    callId: 'call-1',
    cseq: 1,
    ...parts,
  }).replace(/^Via: SIP\/2\.0\/WS raw\.invalid;/m, 'Via: SIP/2.0/UDP 127.0.0.1;rport;')
