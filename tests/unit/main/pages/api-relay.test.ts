import { describe, expect, it } from 'vitest'
import { type RelayFetch, relayApi } from '#main/pages/api-relay.ts'

interface Sent {
  readonly url: string
  readonly init: RequestInit
}

/** A relay to a backend that answers what `answer` makes. */
function relay(
  answer: () => Response | Promise<Response> = () => Response.json({ ok: true }),
  backend: string | null = 'https://desk.example',
) {
  const sent: Sent[] = []
  const fetch = (async (url: string, init: RequestInit) => {
    sent.push({ url, init })
    return answer()
  }) as unknown as RelayFetch
  const ask = (init: RequestInit = {}, path = '/api/site') =>
    relayApi(new Request('https://page.example/api/site', init), path, { backend: () => backend, fetch })
  return { ask, sent }
}

/** A request as a test needs it: Node's own would not let every method and header through. */
const raw = (method: string, headers: Record<string, string>, body: ReadableStream<Uint8Array> | null = null) =>
  ({ method, headers: new Headers(headers), body, signal: new AbortController().signal }) as unknown as Request

const bytes = (size: number, chunk = 16_384) => {
  let left = size
  let pulled = 0
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      const next = Math.min(left, chunk)
      if (next === 0) return controller.close()
      left -= next
      pulled += next
      controller.enqueue(new Uint8Array(next))
    },
  })
  return { stream, pulled: () => pulled }
}

describe('a call of the backend', () => {
  it.each(['GET', 'POST', 'PUT', 'DELETE', 'PATCH'])('is passed on by %s', async (method) => {
    const { ask, sent } = relay()
    const answer = await ask({ method, ...(method === 'GET' ? {} : { body: '{"a":1}' }) }, '/api/tickets?q=1')
    expect(answer.status).toBe(200)
    expect(await answer.json()).toEqual({ ok: true })
    expect(sent[0]).toMatchObject({
      url: 'https://desk.example/api/tickets?q=1',
      init: { method, redirect: 'error', credentials: 'omit' },
    })
    if (method !== 'GET') expect(new TextDecoder().decode(sent[0]?.init.body as Uint8Array)).toBe('{"a":1}')
  })

  it.each(['HEAD', 'OPTIONS', 'TRACE', 'CONNECT', 'PROPFIND', 'get', ''])('is not passed on by %j', async (method) => {
    const { fetch, sent } = { sent: [] as unknown[], fetch: (async () => sent.push(1)) as unknown as RelayFetch }
    const answer = await relayApi(raw(method, {}), '/api/site', { backend: () => 'https://desk.example', fetch })
    expect([answer.status, await answer.json()]).toEqual([405, { ok: false, reason: 'bad-method', field: null }])
    expect(sent).toEqual([])
  })

  it('passes on three headers, and no cookie, name or origin of the page', async () => {
    const { sent } = relay()
    const headers = {
      authorization: 'Bearer x',
      'content-type': 'application/json',
      accept: '*/*',
      cookie: 'a=1',
      'set-cookie': 'a=1',
      origin: 'app://lianxian',
      referer: 'app://lianxian/#/x',
      host: 'evil.example',
      'x-forwarded-for': '1.2.3.4',
      'x-forwarded-host': 'evil.example',
      'user-agent': 'x',
      'proxy-authorization': 'Basic x',
      'transfer-encoding': 'chunked',
      connection: 'upgrade',
      upgrade: 'websocket',
      range: 'bytes=0-1',
      'if-none-match': 'x',
      te: 'trailers',
    }
    const fetch = (async (url: string, init: RequestInit) => {
      sent.push({ url, init })
      return new Response('{}')
    }) as unknown as RelayFetch
    await relayApi(raw('GET', headers), '/api/site', { backend: () => 'https://desk.example', fetch })
    expect(sent[0]?.init.headers).toEqual({
      authorization: 'Bearer x',
      'content-type': 'application/json',
      accept: '*/*',
    })
  })

  it('takes 64 KB, and not a byte more, whether the length is told or not', async () => {
    const { ask, sent } = relay()
    expect((await ask({ method: 'POST', body: new Uint8Array(65_536) })).status).toBe(200)
    const over = await ask({ method: 'POST', body: new Uint8Array(65_537) })
    expect([over.status, await over.json()]).toEqual([413, { ok: false, reason: 'too-large', field: null }])
    const fetch = (async () => new Response('{}')) as unknown as RelayFetch
    const parts = { backend: () => 'https://desk.example', fetch }
    const told = await relayApi(raw('POST', { 'content-length': '65537' }), '/api/site', parts)
    expect(told.status).toBe(413)
    expect(sent).toHaveLength(1)
  })

  it('takes a file of 20 MB with its name to where files go, and to nowhere else', async () => {
    const { ask, sent } = relay()
    const file = new Uint8Array(20 * 1024 * 1024)
    const init = { method: 'PUT', body: file, headers: { 'x-file-name': '%E5%9B%BE.png' } }
    const path = '/api/drafts/draft-of-a-desk-1/attachments/upload-1'
    expect((await ask(init, path)).status).toBe(200)
    expect((await ask(init, '/api/tickets/TJ20261123000001/attachments/upload-1')).status).toBe(200)
    expect(sent[0]?.init.headers).toMatchObject({ 'x-file-name': '%E5%9B%BE.png' })
    expect(sent[0]?.init.body).toHaveLength(file.byteLength)
    expect((await ask({ ...init, body: new Uint8Array(file.byteLength + 1) }, path)).status).toBe(413)
    expect((await ask({ ...init, method: 'POST' }, path)).status).toBe(413)
    expect((await ask(init, `${path}/more`)).status).toBe(413)
    expect((await ask(init, '/api/sign-in')).status).toBe(413)
    expect(sent).toHaveLength(2)
  })

  it('stops reading a body that does not end', async () => {
    const { stream, pulled } = bytes(Number.POSITIVE_INFINITY)
    const fetch = (async () => new Response('{}')) as unknown as RelayFetch
    const answer = await relayApi(raw('POST', {}, stream), '/api/site', {
      backend: () => 'https://desk.example',
      fetch,
    })
    expect(answer.status).toBe(413)
    expect(pulled()).toBeLessThan(200_000)
  })

  it('says so when there is no backend yet', async () => {
    const { ask, sent } = relay(undefined, null)
    const answer = await ask()
    expect([answer.status, await answer.json()]).toEqual([503, { ok: false, reason: 'no-backend', field: null }])
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(sent).toEqual([])
  })

  it('says so when the backend does not answer, or would send us elsewhere', async () => {
    const { ask } = relay(() => Promise.reject(new TypeError('net::ERR_CONNECTION_REFUSED')))
    const answer = await ask()
    expect([answer.status, await answer.json()]).toEqual([502, { ok: false, reason: 'unreachable', field: null }])
  })

  it('comes back with status and type, and with no header of the backend’s', async () => {
    const { ask } = relay(() =>
      Response.json(
        { ok: false },
        { status: 409, headers: { 'set-cookie': 'a=1', 'cache-control': 'public', 'x-a': '1' } },
      ),
    )
    const answer = await ask()
    expect(answer.status).toBe(409)
    expect(Object.fromEntries(answer.headers)).toEqual({
      'cache-control': 'no-store',
      'content-type': 'application/json',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'cross-origin-resource-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
    })
  })

  it('comes back before its answer is whole', async () => {
    const { ask } = relay(() => new Response(bytes(Number.POSITIVE_INFINITY).stream))
    const reader = (await ask()).body?.getReader()
    expect((await reader?.read())?.value?.byteLength).toBe(16_384)
    await reader?.cancel()
  })

  it.each([204, 205, 304])('comes back without a body at %i', async (status) => {
    const { ask } = relay(() => new Response(null, { status }))
    const answer = await ask()
    expect([answer.status, answer.body]).toEqual([status, null])
  })

  it.each([
    'text/html',
    'text/javascript',
    'application/javascript',
    'text/css',
    'image/svg+xml',
    'application/jsonx',
    '',
  ])('never becomes a page, a script or a style of ours: %j', async (type) => {
    const { ask } = relay(
      () => new Response(new Uint8Array(1), { headers: type === '' ? {} : { 'content-type': type } }),
    )
    expect((await ask()).headers.get('content-type')).toBe('application/octet-stream')
  })
})
