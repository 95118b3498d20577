import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { EdgeEvent } from '#server/ports/sip.ts'
import { createCallStream } from '#server/queue/call-stream.ts'
import { createQueue, type QueueOptions } from '#server/queue/queue.ts'
import { createParty, type Party, type PartyOptions } from '#server/sandbox/party/party.ts'
import type { PartyCall } from '#server/sandbox/party/party-call.ts'
import { hashA1 } from '#server/sip/digest/digest.ts'
import { createSipEdge } from '#server/sip/edge.ts'
import type { EdgeOptions } from '#server/sip/edge-options.ts'
import type { Clock } from '#shared/kit/clock.ts'
import { createDisposerList } from '#shared/kit/disposable.ts'
import type { CallEvent } from '#shared/telephony/call-event.ts'

export const domain = 'sandbox.lianxian'
export const password = 'lianxian'

export const realClock: Clock = {
  now: Date.now,
  after(ms, run) {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
}

/** Seats the queue may use: ready from the moment they are put here. */
export interface TestRoster {
  readonly ready: Map<string, number>
  /** Seats in the order they were reserved. */
  readonly reserved: string[]
}

export interface HouseOptions {
  readonly timings?: EdgeOptions['timings']
  readonly queue?: Pick<QueueOptions, 'waitLimitMs' | 'repeatMs' | 'readCallData'>
  readonly lookup?: EdgeOptions['lookup']
  readonly allowOrigin?: EdgeOptions['allowOrigin']
  readonly mostFlows?: number
  /** Default: real time. */
  readonly clock?: Clock
  readonly focus?: string
  readonly callData?: EdgeOptions['callData']
}

/** An edge with a queue on a free port of the loopback, as the composition root wires them. */
export async function openHouse(options: HouseOptions = {}) {
  const clock = options.clock ?? realClock
  const errors: unknown[] = []
  const onError = (error: unknown) => void errors.push(error)
  const server = createServer((_request, response) => response.writeHead(404).end())
  const roster: TestRoster = { ready: new Map(), reserved: [] }
  const events: CallEvent[] = []
  const stream = createCallStream(randomUUID, onError)
  const goesOn: QueueOptions['goesOn'] = (sentBy, sipCallId) => {
    const callId = stream.requeue(sentBy, sipCallId)
    const since = events.find((event) => event.type === 'queued' && event.callId === callId)?.at
    return callId === undefined ? null : { callId, since: since ?? clock.now() }
  }
  const queue = createQueue({
    goesOn,
    name: '12345',
    user: '12345',
    domain,
    clock,
    newId: randomUUID,
    tell: stream.fromQueue,
    roster: {
      ready: () => [...roster.ready].map(([seat, idleSince]) => ({ seat, idleSince })),
      reserve(seat) {
        roster.reserved.push(seat)
        return roster.ready.delete(seat)
      },
    },
    ...options.queue,
  })
  const skilled: TestRoster['ready'] = new Map()
  const inner = createQueue({
    name: '外语',
    user: '66002',
    domain,
    clock,
    newId: randomUUID,
    tell: stream.fromQueue,
    goesOn,
    roster: {
      ready: () => [...skilled].map(([seat, idleSince]) => ({ seat, idleSince })),
      reserve: (seat) => skilled.delete(seat),
    },
    ...options.queue,
  })
  const edge = createSipEdge({
    server,
    domain,
    lookup: options.lookup ?? (async (user) => [hashA1(user, domain, password)]),
    allowOrigin: options.allowOrigin ?? ((origin) => origin === undefined),
    isSeat: (user) => /^\d{4}$/.test(user),
    elements: new Map([
      ['12345', queue],
      ['66002', inner],
    ]),
    inner: new Set(['66002']),
    services: new Set(['survey']),
    clock,
    focus: options.focus,
    callData: options.callData,
    newId: randomUUID,
    onError,
    ...(options.timings ? { timings: options.timings } : {}),
    ...(options.mostFlows ? { mostFlows: options.mostFlows } : {}),
  })
  const edgeEvents: EdgeEvent[] = []
  stream.events.on((event) => void events.push(event))
  edge.events.on((event) => {
    edgeEvents.push(event)
    stream.fromEdge(event, {
      settled(sipCallId, how) {
        queue.settled(sipCallId, how)
        inner.settled(sipCallId, how)
      },
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}/sip`

  const parties = new Set<Party>()
  const party = (user: string, more: Partial<PartyOptions> = {}): Party => {
    const made = createParty({ url, user, domain, password, onError, ...more })
    parties.add(made)
    return made
  }
  const disposers = createDisposerList()
  return {
    url,
    server,
    edge,
    queue,
    roster,
    stream,
    events,
    edgeEvents,
    errors,
    seatIsReady(seat: string, idleSince = Date.now()) {
      roster.ready.set(seat, idleSince)
      queue.changed()
    },
    /** A seat with the skill of the queue 66002 is ready. */
    skilledIsReady(seat: string, idleSince = Date.now()) {
      skilled.set(seat, idleSince)
      inner.changed()
    },
    inner,
    party,
    /** A party that answers every call; its calls in order. */
    async answering(user: string): Promise<PartyCall[]> {
      const calls: PartyCall[] = []
      await party(user, {
        onIncoming(call) {
          calls.push(call)
          void call.answer()
        },
      }).register()
      return calls
    },
    disposers,
    async close() {
      disposers.dispose()
      await Promise.all([...parties].map((party) => party.dispose()))
      queue.close()
      inner.close()
      await edge.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

export type House = Awaited<ReturnType<typeof openHouse>>
