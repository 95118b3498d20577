import type { IncomingMessage, Server } from 'node:http'
import { type Duplex, Readable } from 'node:stream'
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { fileNameHeader } from '#shared/contract/rest/attachments.schema.ts'
import { fileHeaders } from '#shared/kit/page-headers.ts'
import type { PublicRoute } from '../ports/public-route.ts'
import type { Route, RouteFile, RouteRequest } from '../ports/routes.ts'
import type { SessionGate } from '../ports/session.ts'
import type { UploadRoute } from '../ports/upload-route.ts'
import { backendHeaders } from './content-policy.ts'
import { allowedHosts } from './hosts.rules.ts'
import { createStaticFiles } from './static-files.ts'

export interface WebServerParts {
  /** Folder of the built pages. */
  readonly root: string
  /** Names the server answers to, with or without a port; without one, its own port is meant. */
  readonly hostNames: readonly string[]
  /** WebSocket addresses of the SIP edges, given the port. */
  readonly edges: (port: number) => readonly string[]
  readonly publicRoutes: readonly PublicRoute[]
  readonly routes: readonly Route[]
  readonly uploads: readonly UploadRoute[]
  readonly gate: SessionGate
  readonly now: () => number
  /** Prometheus text. */
  readonly metrics: () => Promise<{ type: string; text: string }>
  /** Whether the address in X-Forwarded-For is believed: behind a proxy of one's own alone. */
  readonly trustProxy: boolean
  /** A bug in a route; the asker gets 500 without words. */
  readonly onError: (error: unknown, route: string) => void
}

/** The HTTP server before it listens. Sockets are hung on `server` by whoever owns them. */
export interface WebServer {
  readonly server: Server
  /** @returns the port it listens on */
  listen(address: string, port: number): Promise<number>
  close(): Promise<void>
}

/** Paths other layers take up as WebSockets on the same server. */
const socketPaths = ['/socket', '/sip', '/sound']

/** Pages by address; one built page each. */
const pages: Readonly<Record<string, string>> = { '/': 'desk/index.html', '/call': 'call/index.html' }

/** Makes the server. Bodies over 64 KB are refused, but for files, which their routes cut; what is not asked by one of our own names is refused. */
export function createWebServer(parts: WebServerParts): WebServer {
  const app = fastify({ bodyLimit: 65_536, trustProxy: parts.trustProxy, logger: false, forceCloseConnections: true })
  let hosts = new Set<string>()
  let headers: Record<string, string> = {}
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(headers)
    if (!hosts.has((request.headers.host ?? '').toLowerCase())) await refuse(reply, 421, 'wrong-host', 'host')
  })
  app.setErrorHandler((error: { statusCode?: number }, request, reply) => {
    const status = error.statusCode ?? 500
    if (status >= 500) parts.onError(error, request.routeOptions.url ?? 'unknown')
    const reason = status === 413 ? 'too-large' : status >= 500 ? 'failed' : 'bad-input'
    return refuse(reply, Math.min(status, 500), reason, status < 500 ? 'body' : null)
  })
  for (const route of parts.publicRoutes) addPublicRoute(app, route, parts.now)
  for (const route of parts.routes) addRoute(app, route, parts)
  addUploads(app, parts.uploads, parts)
  addOperations(app, parts.metrics)
  addPages(app, parts.root, () => headers)
  app.server.on('upgrade', (request: IncomingMessage, socket: Duplex) => {
    const path = (request.url ?? '').split('?', 1)[0]?.replace(/\/$/, '') ?? ''
    if (!socketPaths.includes(path)) socket.destroy()
  })
  return {
    server: app.server,
    async listen(address, port) {
      await app.listen({ host: address, port })
      const bound = app.server.address()
      const actual = typeof bound === 'object' && bound ? bound.port : port
      hosts = allowedHosts(parts.hostNames, actual)
      headers = backendHeaders([...hosts], parts.edges(actual))
      return actual
    },
    close: () => app.close(),
  }
}

const refuse = (reply: FastifyReply, status: number, reason: string, field: string | null) =>
  reply.code(status).header('cache-control', 'no-store').send({ ok: false, reason, field })

const bearerOf = (request: FastifyRequest): string | null =>
  /^Bearer ([\w.~+/-]+=*)$/i.exec(request.headers.authorization ?? '')?.[1] ?? null

function addPublicRoute(app: FastifyInstance, route: PublicRoute, now: () => number) {
  app.route({
    method: route.method,
    url: route.path,
    async handler(request, reply) {
      const asked = { body: request.body, bearer: bearerOf(request), address: request.ip, at: now() }
      const { status, body } = await route.handle(asked)
      return reply.code(status).header('cache-control', 'no-store').send(body)
    },
  })
}

/** Who asks, where his role may; else the refusal was sent. */
async function readerOf(
  request: FastifyRequest,
  reply: FastifyReply,
  { gate, roles }: Pick<WebServerParts, 'gate'> & Pick<Route, 'roles'>,
): Promise<RouteRequest['reader'] | null> {
  const bearer = bearerOf(request)
  const claims = bearer === null ? null : await gate.check(bearer)
  if (!claims?.ok) {
    await refuse(reply, 401, claims?.reason ?? 'bad-token', 'authorization')
    return null
  }
  const { seat, role } = claims.value
  if (roles.includes(role)) return { seat, role }
  await refuse(reply, 403, 'forbidden', null)
  return null
}

function addRoute(app: FastifyInstance, route: Route, { gate, now }: Pick<WebServerParts, 'gate' | 'now'>) {
  app.route({
    method: route.method,
    url: route.path,
    async handler(request, reply) {
      const reader = await readerOf(request, reply, { gate, roles: route.roles })
      if (reader === null) return reply
      const params = request.params as Record<string, string>
      const answer = await route.handle({ params, query: request.query, reader, at: now() })
      reply.code(answer.status).header('cache-control', 'no-store')
      return answer.file ? sendFile(reply, answer.file) : reply.send(answer.body)
    },
  })
}

const lengthOf = ({ headers }: FastifyRequest): number | null => {
  const length = Number(headers['content-length'] ?? Number.NaN)
  return Number.isSafeInteger(length) ? length : null
}

/** What is read of a body that nobody wants, octets. */
const mostUnwanted = 32 * 1024 * 1024

/** Reads what a route left, or who sends may never hear the answer. false: there was more of it than is waited for, or it was cut. */
async function readOut(body: AsyncIterable<Uint8Array>): Promise<boolean> {
  let bytes = 0
  try {
    for await (const piece of body) {
      bytes += piece.byteLength
      if (bytes > mostUnwanted) return false
    }
    return true
  } catch {
    return false
  }
}

/** Routes that take files, in a scope of its own: there a body is what arrives, and nothing reads it but the route. */
function addUploads(app: FastifyInstance, routes: readonly UploadRoute[], parts: Pick<WebServerParts, 'gate' | 'now'>) {
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload))
    for (const route of routes)
      scope.route({
        method: 'PUT',
        url: route.path,
        async handler(request, reply) {
          const reader = await readerOf(request, reply, { gate: parts.gate, roles: route.roles })
          if (reader === null) return reply
          const { status, body } = await route.handle({
            params: request.params as Record<string, string>,
            name: String(request.headers[fileNameHeader] ?? ''),
            length: lengthOf(request),
            body: request.raw,
            reader,
            at: parts.now(),
          })
          if (!(await readOut(request.raw))) reply.header('connection', 'close')
          return reply.code(status).header('cache-control', 'no-store').send(body)
        },
      })
  })
}

/** Of a file somebody outside made: it runs nothing, loads nothing, and no page may hold it. */
const sandbox = "sandbox; default-src 'none'; frame-ancestors 'none'"

const sendFile = (reply: FastifyReply, { type, name, bytes, body, isShown, sandboxed }: RouteFile) =>
  reply
    .header('content-disposition', `${isShown ? 'inline' : 'attachment'}; filename="${name}"`)
    .headers(sandboxed ? { 'content-security-policy': sandbox } : {})
    .header('content-length', bytes)
    .type(type)
    .send(Readable.from(body, { objectMode: false }))

function addOperations(app: FastifyInstance, metrics: WebServerParts['metrics']) {
  app.get('/healthz', async (_request, reply) => reply.header('cache-control', 'no-store').send({ status: 'ok' }))
  app.get('/metrics', async (_request, reply) => {
    const { type, text } = await metrics()
    return reply.header('cache-control', 'no-store').type(type).send(text)
  })
}

function addPages(app: FastifyInstance, root: string, headers: () => Record<string, string>) {
  const files = createStaticFiles(root)
  app.get('/*', async (request, reply) => {
    const path = new URL(request.url, 'http://page').pathname
    const name = pages[path] ?? path.slice(1)
    const file = await files(name)
    if (!file) return refuse(reply, 404, 'not-found', null)
    return reply
      .headers(fileHeaders(name, headers()))
      .header('cache-control', file.cache)
      .type(file.type)
      .send(file.body)
  })
}
