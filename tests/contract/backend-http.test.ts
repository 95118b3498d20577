import { request } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { createWebServer, type WebServer } from '#server/http/web-server.ts'
import { failure, success } from '#shared/kit/result.ts'

let web: WebServer
let port = 0
const errors: unknown[] = []
const addresses: string[] = []
beforeAll(async () => {
  web = createWebServer({
    root: 'renderer',
    hostNames: ['127.0.0.1', 'localhost'],
    edges: () => ['wss://edge.example:7443/sip'],
    publicRoutes: [
      {
        method: 'POST',
        path: '/api/open',
        handle: async ({ body, address }) => {
          addresses.push(address)
          return { status: 200, body }
        },
      },
    ],
    routes: [
      {
        method: 'GET',
        path: '/api/leads',
        roles: ['lead'],
        handle: async ({ reader }) => ({ status: 200, body: reader }),
      },
    ],
    uploads: [],
    gate: {
      check: async (token) =>
        token === 'ended'
          ? failure('ended')
          : success({ seat: token, role: token === '7001' ? 'lead' : 'agent', sessionId: 's', expiresAt: 9e12 }),
    },
    now: () => 1,
    metrics: async () => ({ type: 'text/plain', text: 'up 1' }),
    trustProxy: false,
    onError: (error) => void errors.push(error),
  })
  port = await web.listen('127.0.0.1', 0)
})
afterAll(async () => {
  await web.close()
  expect(errors).toEqual([])
})

interface Answer {
  readonly status: number
  readonly text: string
  readonly headers: NodeJS.Dict<string | string[]>
}

/** A request as no browser would send it. */
const ask = (path: string, headers: Record<string, string> = {}, body?: string) =>
  new Promise<Answer>((resolve, reject) => {
    const method = body === undefined ? 'GET' : 'POST'
    const sent = request({ host: '127.0.0.1', port, path, method, headers }, (answer) => {
      let text = ''
      answer.on('data', (part: Buffer) => {
        text += part.toString()
      })
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text, headers: answer.headers }))
    })
    sent.on('error', reject)
    sent.end(body)
  })
const json = { 'content-type': 'application/json' }

describe('the web server', () => {
  it.each(['/healthz', '/nothing', '/api/leads', '/../package.json'])(
    'gives every answer the headers that keep a page to itself: %s',
    async (path) => {
      const { headers } = await ask(path)
      const policy = String(headers['content-security-policy']).split('; ')
      for (const part of [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "form-action 'none'",
        `connect-src 'self' ws://127.0.0.1 wss://127.0.0.1 ws://127.0.0.1:${port} wss://127.0.0.1:${port} ws://localhost wss://localhost ws://localhost:${port} wss://localhost:${port} wss://edge.example:7443`,
      ])
        expect(policy).toContain(part)
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
      })
    },
  )

  it('answers to its own names alone', async () => {
    for (const host of ['evil.example', `127.0.0.1.evil.example:${port}`, '127.0.0.1:1', 'localhost.']) {
      const { status, text } = await ask('/healthz', { host })
      expect(status).toBe(421)
      expect(text).not.toContain('"status":"ok"')
    }
    for (const host of [`127.0.0.1:${port}`, 'LOCALHOST', `localhost:${port}`])
      expect((await ask('/healthz', { host })).status).toBe(200)
  })

  it('opens what is behind the session to a session alone, and to its roles alone', async () => {
    expect((await ask('/api/leads')).status).toBe(401)
    expect((await ask('/api/leads', { authorization: 'Basic NzAwMTp4' })).status).toBe(401)
    expect((await ask('/api/leads', { authorization: 'Bearer ended' })).status).toBe(401)
    expect((await ask('/api/leads', { authorization: 'Bearer 8001' })).status).toBe(403)
    const lead = await ask('/api/leads', { authorization: 'Bearer 7001' })
    expect([lead.status, lead.text]).toEqual([200, '{"seat":"7001","role":"lead"}'])
  })

  it('takes bodies up to 64 KiB', async () => {
    const body = (length: number) => JSON.stringify('x'.repeat(length - 2))
    expect((await ask('/api/open', json, body(65_536))).status).toBe(200)
    const refused = await ask('/api/open', json, body(65_537))
    expect([refused.status, refused.text]).toEqual([413, '{"ok":false,"reason":"too-large","field":"body"}'])
  })

  it('goes by the address of the connection, not by what the asker says', async () => {
    await ask('/api/open', { ...json, 'x-forwarded-for': '10.1.2.3' }, '{}')
    expect(addresses.at(-1)).toBe('127.0.0.1')
  })

  it('cuts sockets to paths nobody serves', async () => {
    expect((web.server.address() as AddressInfo).port).toBe(port)
    const socket = connect(port, '127.0.0.1')
    onTestFinished(() => void socket.destroy())
    const closed = new Promise((resolve) => socket.once('close', resolve))
    socket.write('GET /other HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n')
    await closed
  })
})
