import { request } from 'node:http'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createWebServer, type WebServer } from '#server/http/web-server.ts'
import { failure, success } from '#shared/kit/result.ts'

interface Seen {
  readonly params: unknown
  readonly name: string
  readonly length: number | null
  readonly seat: string
  readonly bytes: number
  readonly end: 'whole' | 'cut'
}

let web: WebServer
let url = ''
let seen: Seen[] = []
let readAll = true
beforeAll(async () => {
  web = createWebServer({
    root: 'renderer',
    hostNames: ['127.0.0.1'],
    edges: () => [],
    publicRoutes: [{ method: 'POST', path: '/api/open', handle: async ({ body }) => ({ status: 200, body }) }],
    routes: [
      {
        method: 'GET',
        path: '/api/files/:id',
        roles: ['agent'],
        handle: async ({ params }) => ({
          status: 200,
          body: null,
          file: {
            type: 'image/png',
            name: 'lianxian-1.png',
            bytes: 3,
            body: (async function* () {
              yield Buffer.from('abc')
            })(),
            isShown: params.id === 'shown',
            sandboxed: true,
          },
        }),
      },
    ],
    uploads: [
      {
        path: '/api/files/:id',
        roles: ['agent'],
        async handle({ params, name, length, reader, body }) {
          if (!readAll) return { status: 413, body: { reason: 'too-large' } }
          let bytes = 0
          let end: Seen['end'] = 'whole'
          try {
            for await (const piece of body) bytes += piece.byteLength
          } catch {
            end = 'cut'
          }
          seen.push({ params, name, length, seat: reader.seat, bytes, end })
          return { status: 200, body: {} }
        },
      },
    ],
    gate: {
      check: async (token) =>
        token === 'ended'
          ? failure('ended')
          : success({ seat: token, role: token === '7001' ? 'lead' : 'agent', sessionId: 's', expiresAt: 9e12 }),
    },
    now: () => 1,
    metrics: async () => ({ type: 'text/plain', text: '' }),
    trustProxy: false,
    onError: () => undefined,
  })
  url = `http://127.0.0.1:${await web.listen('127.0.0.1', 0)}`
})
afterAll(() => web.close())
beforeEach(() => {
  seen = []
  readAll = true
})

const put = (body: BodyInit, { token = '8001', type = 'application/json' } = {}) =>
  fetch(`${url}/api/files/f1`, {
    method: 'PUT',
    body,
    headers: { authorization: `Bearer ${token}`, 'content-type': type, 'x-file-name': '%E5%9B%BE.png' },
  })

describe('A file sent by HTTP', () => {
  it.each(['application/json', 'image/png', 'multipart/form-data; boundary=x', 'text/plain'])(
    'reaches its route as it is, whatever it is said to be: %s',
    async (type) => {
      const answer = await put(Buffer.alloc(300_000, 1), { type })
      expect(answer.status).toBe(200)
      expect(seen).toEqual([
        { params: { id: 'f1' }, name: '%E5%9B%BE.png', length: 300_000, seat: '8001', bytes: 300_000, end: 'whole' },
      ])
    },
  )
  it('is not read of who has no session, or no right', async () => {
    expect((await put('x', { token: 'ended' })).status).toBe(401)
    expect((await put('x', { token: '7001' })).status).toBe(403)
    expect(seen).toEqual([])
  })
  it('that is cut on the way is known as cut', async () => {
    const ask = request(`${url}/api/files/f1`, {
      method: 'PUT',
      headers: { authorization: 'Bearer 8001', 'content-length': '100000', 'content-type': 'image/png' },
    })
    ask.on('error', () => undefined)
    ask.write(Buffer.alloc(1000), () => ask.destroy())
    await expect.poll(() => seen).toMatchObject([{ length: 100_000, end: 'cut' }])
  })
  it('that is refused unread is answered once it was sent, and its connection serves on', async () => {
    readAll = false
    const answer = await put(Buffer.alloc(20_000_000))
    expect([answer.status, answer.headers.get('connection')]).toEqual([413, 'keep-alive'])
  })
  it('lets no other body grow over 64 KB', async () => {
    const answer = await fetch(`${url}/api/open`, {
      method: 'POST',
      body: JSON.stringify('x'.repeat(70_000)),
      headers: { 'content-type': 'application/json' },
    })
    expect(answer.status).toBe(413)
  })
})

describe('A file somebody outside made', () => {
  it.each([
    ['shown', 'inline; filename="lianxian-1.png"'],
    ['kept', 'attachment; filename="lianxian-1.png"'],
  ])('is sent as what it is, %s, and may run and load nothing', async (id, disposition) => {
    const { headers } = await fetch(`${url}/api/files/${id}`, { headers: { authorization: 'Bearer 8001' } })
    expect(headers.get('content-disposition')).toBe(disposition)
    expect(headers.get('content-type')).toBe('image/png')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('content-security-policy')).toBe("sandbox; default-src 'none'; frame-ancestors 'none'")
    expect(headers.get('cache-control')).toBe('no-store')
  })
})
