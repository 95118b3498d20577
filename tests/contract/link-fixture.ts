import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { io, type Socket } from 'socket.io-client'
import { createLink } from '#server/link/create-link.ts'
import type { CommandClaim, IdempotencyStore } from '#server/link/idempotency.ts'
import type { Link, LinkLimits, LinkNote } from '#server/link/link-options.ts'
import type { CommandContext, CommandHandlers } from '#server/ports/command.ts'
import type { TokenRefusal } from '#server/ports/session.ts'
import type { TopicSources } from '#server/ports/topics.ts'
import type { Storage, Tx } from '#server/storage/query.ts'
import type { CommandName } from '#shared/contract/socket/commands.ts'
import { commands } from '#shared/contract/socket/commands.ts'
import type { CommandAck, SubscribeAck } from '#shared/contract/socket/envelope.ts'
import { type TopicName, topics } from '#shared/contract/socket/topics.ts'
import type { Clock } from '#shared/kit/clock.ts'
import { failure, success } from '#shared/kit/result.ts'
import { type Role, roles } from '#shared/seat/seat-state.ts'

export const realClock: Clock = {
  now: () => Date.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
}

/** A database that is a map: a transaction's writes are seen when it commits, one at a time, like the embedded one. */
export function fakeStore() {
  let kept = new Map<string, { name: string; digest: string; ack: CommandAck | null }>()
  let last: Promise<unknown> = Promise.resolve()
  const storage: Pick<Storage, 'transaction'> = {
    transaction(run) {
      const turn = last.then(async () => {
        const before = new Map(kept)
        try {
          return await run({ tx: {} as Tx, afterCommit: () => undefined })
        } catch (error) {
          kept = before
          throw error
        }
      })
      last = turn.catch(() => undefined)
      return turn
    },
  }
  const id = ({ seat, key }: CommandClaim) => `${seat} ${key}`
  const idempotency: IdempotencyStore = {
    async claim(_tx, claim) {
      const seen = kept.get(id(claim))
      if (seen?.ack) return { kind: 'seen', name: seen.name, digest: seen.digest, ack: seen.ack }
      kept.set(id(claim), { name: claim.name, digest: claim.digest, ack: null })
      return { kind: 'fresh' }
    },
    async keep(_tx, claim, ack) {
      kept.set(id(claim), { name: claim.name, digest: claim.digest, ack })
    },
    async forget() {
      kept.clear()
    },
  }
  return { storage, idempotency }
}

/** A token of the fixture: `role:seat:session`; `expired:` and anything else are refused. */
const seatOf: Record<Role, string> = {
  agent: '8001',
  expert: '9001',
  lead: '7001',
  admin: '1001',
  dispatcher: '6001',
  reviewer: '6101',
  revisit: '6201',
  supervisor: '6301',
  unit: '5001',
}
export const tokenFor = (role: Role, session = 's1') => `${role}:${seatOf[role]}:${session}`

type Done = (name: CommandName, payload: unknown, context: CommandContext) => unknown

const results: Record<CommandName, unknown> = Object.fromEntries(
  Object.keys(commands).map((name) => [name, {}]),
) as Record<CommandName, unknown>

export interface Fixture {
  readonly link: Link
  readonly url: string
  readonly notes: LinkNote[]
  readonly ended: Set<string>
  /** What the handlers were given. */
  readonly done: { name: CommandName; payload: unknown; seat: string }[]
  /** Replaces what handlers do. Return an outcome, or undefined for plain success. */
  handle: Done
  rows: (name: TopicName, id: string) => Promise<readonly (readonly [string, unknown])[]>
  allow: (reader: { seat: string; role: Role }, id: string) => boolean
  connect(token: string | undefined, options?: Record<string, unknown>): Socket
  close(): Promise<void>
}

export async function openFixture(
  limits: Partial<LinkLimits> = {},
  store: { storage: Pick<Storage, 'transaction'>; idempotency: IdempotencyStore } = fakeStore(),
  serve: RequestListener = (_request, response) => response.end('page'),
): Promise<Fixture> {
  const httpServer = createServer(serve)
  await new Promise<void>((resolve) => httpServer.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(httpServer.address() as AddressInfo).port}`
  const sockets: Socket[] = []
  const notes: LinkNote[] = []
  const ended = new Set<string>()
  const done: Fixture['done'] = []
  let handle: Done = () => undefined
  let rows: Fixture['rows'] = async () => []
  let allow: Fixture['allow'] = () => true
  const handlers = Object.fromEntries(
    Object.keys(commands).map((name) => [
      name,
      async (context: CommandContext, payload: unknown) => {
        const outcome = await handle(name as CommandName, payload, context)
        if (outcome !== undefined) return outcome
        done.push({ name: name as CommandName, payload, seat: context.seat })
        const result = {
          'session.renew': { token: 'renewed', expiresAt: Date.now() + 600_000 },
          'ticket.submit': { ticketNo: 'TJ1' },
          'dispatch.import': { outcome: 'checked', version: 0, rows: 0, wrong: 0, faults: [] },
          'enterprise.import': { outcome: 'checked', added: 0, changed: 0, rows: 0, wrong: 0, faults: [] },
          'enterprise.reveal': { officerPhone: '14200020001', phones: [] },
          'export.ask': { id: '8b1f2c6e-4d7a-4f0b-9a51-3f3f3a1d2c4b' },
          'ticket.print': { printId: 'print-1', seat: '8001', name: '林知夏', at: 0 },
          'ticket.reveal': { name: '王女士', phone: '13800001234', address: '' },
          'ticket.call': { number: '13800001234' },
          'ticket.act': { rev: 2, status: 'HANDLING' },
          'monitor.start': { ticket: 'ticket-1' },
          'recording.ticket': { ticket: 'ticket-1' },
          'callback.claim': { number: '13800001234' },
          'handover.write': { handoverId: 'handover-1' },
          'handover.accept': { passed: 0, drafts: 0 },
          'notice.publish': { noticeId: 'notice-1' },
          'callback.promise': { taskId: 'task-1' },
        }
        return { ok: true, result: { ...results, ...result }[name as CommandName] }
      },
    ]),
  ) as unknown as CommandHandlers
  const sources = Object.fromEntries(
    Object.keys(topics).map((name) => [
      name,
      {
        load: (id: string) => rows(name as TopicName, id),
        allow: async (reader: { seat: string; role: Role }, id: string) => allow(reader, id),
      },
    ]),
  ) as unknown as TopicSources
  const link = createLink({
    httpServer,
    handlers,
    sources,
    ...store,
    sessions: {
      async check(token) {
        const [role, seat, sessionId, life] = token.split(':')
        if (role === 'expired') return failure<TokenRefusal>('expired')
        if (!roles.includes(role as Role) || !seat || !sessionId) return failure<TokenRefusal>('bad-token')
        if (ended.has(sessionId)) return failure<TokenRefusal>('ended')
        return success({ role: role as Role, seat, sessionId, expiresAt: Date.now() + Number(life ?? 600_000) })
      },
    },
    origins: () => [url],
    clock: realClock,
    newId: () => crypto.randomUUID(),
    note: (note) => void notes.push(note),
    limits: { tickMs: 10, ...limits },
  })
  return {
    link,
    url,
    notes,
    ended,
    done,
    set handle(next: Done) {
      handle = next
    },
    set rows(next: Fixture['rows']) {
      rows = next
    },
    set allow(next: Fixture['allow']) {
      allow = next
    },
    connect(token, options = {}) {
      const socket = io(url, {
        path: '/socket',
        transports: ['websocket'],
        forceNew: true,
        reconnection: false,
        ...(token === undefined ? {} : { auth: { token } }),
        ...options,
      })
      sockets.push(socket)
      return socket
    },
    async close() {
      for (const socket of sockets) socket.disconnect()
      await link.close()
      httpServer.closeAllConnections()
      await new Promise<void>((resolve) => httpServer.close(() => resolve()))
    },
  }
}

/** Resolves when connected, rejects with the refusal's reason. */
export const connected = (socket: Socket): Promise<Socket> =>
  new Promise((resolve, reject) => {
    if (socket.connected) return resolve(socket)
    socket.once('connect', () => resolve(socket))
    socket.once('connect_error', (error) =>
      reject(new Error((error as { data?: { reason?: string } }).data?.reason ?? error.message)),
    )
  })

export const event = <T>(socket: Socket, name: string): Promise<T> =>
  new Promise((resolve) => socket.once(name, (value: T) => resolve(value)))

let keys = 0
export function newKey(): string {
  keys += 1
  return `key-${String(keys).padStart(16, '0')}`
}
export const send = (socket: Socket, name: string, payload: unknown = {}, key = newKey()): Promise<CommandAck> =>
  socket.timeout(5000).emitWithAck('command', { key, name, payload })
export const subscribe = (
  socket: Socket,
  topic: string,
  since: { epoch: string; version: number } | null = null,
): Promise<SubscribeAck> => socket.timeout(5000).emitWithAck('subscribe', { topic, since })
