import { io, type Socket } from 'socket.io-client'
import { type App, startApp } from '#server/app.ts'
import { sandboxDomain, sandboxPassword, sandboxSeats } from '#server/sandbox/accounts.ts'
import { sandboxDirectoryFile } from '#server/sandbox/directory.ts'
import { createTextPhones } from '#server/sandbox/texts/text-phones.ts'
import { hashPassword } from '#server/seat/password.ts'
import { sipHa1 } from '#server/seat/secrets.ts'
import type { StorageSite } from '#server/storage/storage.ts'
import { type Session, type SignInAnswer, signInAnswerSchema } from '#shared/contract/rest/sign-in.schema.ts'
import type { CommandName, CommandPayload } from '#shared/contract/socket/commands.ts'
import {
  type CommandAck,
  commandAckSchema,
  socketEvents,
  subscribeAckSchema,
  topicFrameSchema,
} from '#shared/contract/socket/envelope.ts'
import { usualMetricSettings } from '#shared/queue/metrics.ts'

/** The whole backend in this process, on a free port. */
export interface Backend {
  readonly app: App
  readonly url: string
  readonly sip: string
  post(path: string, body: unknown): Promise<{ status: number; body: unknown }>
  get(path: string, headers?: Record<string, string>): Promise<{ status: number; body: unknown; headers: Headers }>
  signIn(seat: string, more?: { takeOver?: boolean; password?: string }): Promise<SignInAnswer>
  session(seat: string): Promise<Session>
}

const credentials = (user: string) => [sipHa1(user, sandboxDomain, sandboxPassword)]

/** Starts it with the sandbox's accounts; `sandbox: false` as a site would. */
export async function startBackend(
  storage: StorageSite,
  more: { sandbox?: boolean; tries?: number; files?: string; showListening?: boolean } = {},
): Promise<Backend> {
  const passwordHash = await hashPassword(sandboxPassword)
  const phones = createTextPhones({ now: Date.now })
  const directory = sandboxDirectoryFile()
  const app = await startApp({
    storage,
    address: '127.0.0.1',
    port: 0,
    hostNames: ['127.0.0.1', 'localhost'],
    origins: [],
    domain: sandboxDomain,
    siteName: 'Test hall',
    master: new Uint8Array(32).fill(5),
    pages: 'out/renderer',
    accounts: sandboxSeats.map((seat) => ({ ...seat, passwordHash })),
    directory: directory.entries,
    dutyMobiles: directory.dutyMobiles,
    line: (port) => ({ edges: [`ws://127.0.0.1:${port}/sip`], iceServers: [] }),
    ...(more.files !== undefined && { attachments: { folder: more.files } }),
    textGateway: phones.gateway,
    metrics: usualMetricSettings,
    showListening: more.showListening ?? true,
    signInTriesPerMinute: more.tries ?? 1000,
    trustProxy: false,
    logLevel: process.env.LIANXIAN_LOG ?? 'silent',
    sandbox: more.sandbox === false ? null : { sipCredentials: credentials, publicRoutes: [phones.route] },
  })
  const url = `http://127.0.0.1:${app.port}`
  const json = async (response: Response) => {
    const text = await response.text()
    return text.startsWith('{') ? (JSON.parse(text) as unknown) : text
  }
  const post: Backend['post'] = async (path, body) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    const response = await fetch(url + path, {
      method: 'POST',
      body: text,
      headers: { 'content-type': 'application/json' },
    })
    return { status: response.status, body: await json(response) }
  }
  const signIn: Backend['signIn'] = async (seat, { takeOver = false, password = sandboxPassword } = {}) =>
    signInAnswerSchema.parse((await post('/api/sign-in', { seat, password, takeOver })).body)
  return {
    app,
    url,
    sip: `ws://127.0.0.1:${app.port}/sip`,
    post,
    async get(path, headers = {}) {
      const response = await fetch(url + path, { headers })
      return { status: response.status, body: await json(response), headers: response.headers }
    },
    signIn,
    async session(seat) {
      const answer = await signIn(seat)
      if (!answer.ok) throw new Error(answer.reason)
      return answer.session
    },
  }
}

/** A desk without a page: a socket, its topics' rows, and what it was told at the end. */
export interface BareDesk {
  readonly socket: Socket
  readonly closing: string[]
  rows(topic: string): Record<string, unknown>[]
  subscribe(topic: string): Promise<void>
  command<N extends CommandName>(name: N, payload: CommandPayload<N>): Promise<CommandAck>
  close(): void
}

let keys = 0

/** Connects as a browser's page of this server would. */
export async function openDesk(backend: Pick<Backend, 'url'>, session: Pick<Session, 'token'>): Promise<BareDesk> {
  const socket = io(backend.url, {
    path: '/socket',
    transports: ['websocket'],
    reconnection: false,
    auth: { token: session.token },
    extraHeaders: { origin: backend.url },
  })
  const closing: string[] = []
  const tables = new Map<string, Map<string, Record<string, unknown>>>()
  socket.on(socketEvents.closing, (message: { reason: string }) => void closing.push(message.reason))
  socket.on(socketEvents.topic, (raw: unknown) => {
    const frame = topicFrameSchema.parse(raw)
    const table = frame.kind === 'snapshot' ? new Map() : (tables.get(frame.topic) ?? new Map())
    for (const [key, row] of frame.kind === 'snapshot' ? frame.rows : frame.set) table.set(key, row)
    for (const key of frame.kind === 'delta' ? frame.gone : []) table.delete(key)
    tables.set(frame.topic, table)
  })
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve)
    socket.once('connect_error', reject)
  })
  return {
    socket,
    closing,
    rows: (topic) => [...(tables.get(topic)?.values() ?? [])],
    async subscribe(topic) {
      const ack = subscribeAckSchema.parse(await socket.emitWithAck(socketEvents.subscribe, { topic, since: null }))
      if (!ack.ok) throw new Error(ack.reason)
    },
    async command(name, payload) {
      keys += 1
      const key = `test-key-${String(keys).padStart(12, '0')}`
      return commandAckSchema.parse(await socket.emitWithAck(socketEvents.command, { key, name, payload }))
    },
    close: () => void socket.close(),
  }
}
