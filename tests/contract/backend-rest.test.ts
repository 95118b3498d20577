import { request } from 'node:http'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sessionSchema, siteSchema } from '#shared/contract/rest/sign-in.schema.ts'
import { type Backend, openDesk, startBackend } from '#tests/support/backend.ts'

let backend: Backend
beforeAll(async () => {
  backend = await startBackend({ kind: 'embedded', dataDir: null })
}, 60_000)
afterAll(() => backend.app.close())

/** A request as no browser would send it. */
const raw = (options: { path?: string; headers?: Record<string, string>; method?: string }) =>
  new Promise<{ status: number; text: string; headers: NodeJS.Dict<string | string[]> }>((resolve, reject) => {
    const ask = request({ host: '127.0.0.1', port: backend.app.port, path: '/healthz', ...options }, (answer) => {
      let text = ''
      answer.on('data', (part: Buffer) => {
        text += part.toString()
      })
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text, headers: answer.headers }))
    })
    ask.on('error', reject)
    ask.end()
  })
const bearer = (token: string) => ({ authorization: `Bearer ${token}` })
const refusal = (reason: string, field: string | null = null) => ({ ok: false, reason, field, retryAfterMs: null })

describe('GET /api/site', () => {
  it('offers the seats as cards, and says which desks are connected', async () => {
    const desk = await openDesk(backend, await backend.session('8009'))
    const { cards, sandbox } = siteSchema.parse((await backend.get('/api/site')).body)
    expect(sandbox).toBe(true)
    expect(cards).toHaveLength(27)
    expect(cards.find(({ seat }) => seat === '8009')?.connected).toBe(true)
    expect(cards.find(({ seat }) => seat === '8010')?.connected).toBe(false)
    desk.close()
  })
})

describe('POST /api/sign-in', () => {
  it('signs in by password and, in the sandbox, by card', async () => {
    const byPassword = await backend.post('/api/sign-in', { seat: '8001', password: 'lianxian', takeOver: false })
    expect(byPassword.status).toBe(200)
    const byCard = await backend.post('/api/sign-in', { seat: '8001', takeOver: false })
    expect(sessionSchema.parse((byCard.body as { session: unknown }).session)).toMatchObject({
      seat: '8001',
      role: 'agent',
    })
  })
  it.each<[string, unknown, number, unknown]>([
    ['a wrong password', { seat: '8002', password: 'no', takeOver: false }, 401, refusal('wrong', 'password')],
    ['an unknown seat', { seat: '8999', password: 'lianxian', takeOver: false }, 401, refusal('wrong', 'password')],
    ['a seat that is no number', { seat: '80x', password: 'a', takeOver: false }, 400, refusal('bad-input', 'seat')],
    ['a missing takeOver', { seat: '8002', password: 'a' }, 400, refusal('bad-input', 'takeOver')],
    [
      'a password that is too long',
      { seat: '8002', password: 'a'.repeat(201), takeOver: false },
      400,
      refusal('bad-input', 'password'),
    ],
    ['a field nobody knows', { seat: '8002', password: 'a', takeOver: false, admin: true }, 400, refusal('bad-input')],
    ['a body that is no JSON', '{"seat":', 400, { ok: false, reason: 'bad-input', field: 'body' }],
    ['a body over 64 KB', { seat: 'x'.repeat(70_000) }, 413, { ok: false, reason: 'too-large', field: 'body' }],
    ['no body', '', 400, expect.objectContaining({ ok: false, reason: 'bad-input' })],
  ])('answers %s with the reason and the field', async (_what, body, status, expected) => {
    const answer = await backend.post('/api/sign-in', body)
    expect(answer).toEqual({ status, body: expected })
  })
  it('asks before a take-over with 409, then tells the first desk', async () => {
    const desk = await openDesk(backend, await backend.session('8003'))
    const first = await backend.post('/api/sign-in', { seat: '8003', password: 'lianxian', takeOver: false })
    expect(first).toEqual({ status: 409, body: refusal('connected') })
    expect((await backend.signIn('8003', { takeOver: true })).ok).toBe(true)
    await expect.poll(() => desk.closing).toEqual(['taken-over'])
    await expect.poll(() => desk.socket.connected).toBe(false)
  })
  it('locks after five wrong passwords with 423, closes the desk and refuses its token', async () => {
    const session = await backend.session('8004')
    const desk = await openDesk(backend, session)
    for (let tries = 0; tries < 4; tries += 1) await backend.signIn('8004', { password: 'x' })
    const locked = await backend.post('/api/sign-in', { seat: '8004', password: 'x', takeOver: false })
    expect(locked).toMatchObject({ status: 423, body: { reason: 'locked', retryAfterMs: 1_800_000 } })
    await expect.poll(() => desk.closing).toEqual(['locked'])
    await expect(openDesk(backend, session)).rejects.toThrow()
    expect((await backend.get('/api/tickets', bearer(session.token))).status).toBe(401)
  })
})

describe('GET /api/session', () => {
  it('gives a reloaded tab its session again', async () => {
    const first = await backend.session('8005')
    const { status, body } = await backend.get('/api/session', bearer(first.token))
    expect(status).toBe(200)
    const again = sessionSchema.parse((body as { session: unknown }).session)
    expect(again).toMatchObject({ seat: '8005', journalKey: first.journalKey })
    expect(again.line?.secret).not.toBe(first.line?.secret)
  })
  it('gives a further window of the seat no line and no journal, and leaves the desk’s SIP secret', async () => {
    const first = await backend.session('8005')
    const { status, body } = await backend.get('/api/session/view', bearer(first.token))
    expect(status).toBe(200)
    const look = sessionSchema.parse((body as { session: unknown }).session)
    expect(look).toMatchObject({ seat: '8005', line: null, journalKey: '' })
    expect(await backend.get('/api/session/view', {})).toMatchObject({ status: 401, body: refusal('expired') })
  })
  it.each([
    ['no token', {}],
    ['a token that is none', bearer('a.b.c')],
    ['another scheme', { authorization: 'Basic ODAwNTpsaWFueGlhbg==' }],
  ])('answers %s with 401', async (_what, headers) => {
    expect(await backend.get('/api/session', headers)).toMatchObject({ status: 401, body: refusal('expired') })
  })
})

describe('Routes behind the session', () => {
  it('are closed without a token, to a foreign one, and to a role that has no right', async () => {
    expect((await backend.get('/api/tickets')).status).toBe(401)
    expect((await backend.get('/api/tickets', bearer('eyJhbGciOiJub25lIn0.e30.'))).status).toBe(401)
    const { token } = await backend.session('1001')
    expect(await backend.get('/api/tickets', bearer(token))).toMatchObject({
      status: 403,
      body: { reason: 'forbidden' },
    })
    const agent = await backend.session('8006')
    expect((await backend.get('/api/tickets', bearer(agent.token))).status).toBe(200)
    expect((await backend.get('/api/calls')).status).toBe(401)
    expect((await backend.get('/api/calls', bearer(token))).status).toBe(403)
    expect((await backend.get('/api/calls', bearer(agent.token))).body).toEqual({ calls: [], next: null })
  })
})

describe('Every answer', () => {
  it.each(['/', '/api/site', '/healthz', '/nothing', '/../package.json', '/%2e%2e/package.json', '/.hidden'])(
    'carries the headers that keep a page to itself: %s',
    async (path) => {
      const { headers } = await raw({ path })
      const policy = String(headers['content-security-policy'])
      expect(policy).toContain("script-src 'self';")
      expect(policy).toContain("style-src 'self';")
      for (const part of ["default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'none'"])
        expect(policy).toContain(part)
      expect(policy).not.toMatch(/unsafe|\*|data:(?!\s*blob)/)
      expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' })
      expect(headers['permissions-policy']).toContain('microphone=(self)')
    },
  )
  it('lets one file alone compile WebAssembly, by the address it is asked for', async () => {
    const policyOf = async (path: string) => String((await raw({ path })).headers['content-security-policy'])
    expect(await policyOf('/sound/denoise-compiler.js')).toContain("script-src 'wasm-unsafe-eval';")
    for (const path of ['/sound/denoise-worklet.js', '//sound/denoise-compiler.js', '/sound/denoise-compiler.js/'])
      expect(await policyOf(path)).not.toContain('unsafe')
  })
  it.each(['evil.example', '127.0.0.1.evil.example', '127.0.0.1:1'])('is refused to the Host %j', async (host) => {
    const { status, text } = await raw({ headers: { host } })
    expect(status).toBeGreaterThanOrEqual(400)
    expect(text).not.toContain('"status":"ok"')
  })
  it.each(['/../package.json', '/%2e%2e/package.json', '/..%2fpackage.json', '/assets/../../server/sandbox.mjs'])(
    'holds no file from outside the pages: %s',
    async (path) => {
      expect((await raw({ path })).status).toBe(404)
    },
  )
  it('is counted for Prometheus and says that it is well', async () => {
    expect(await backend.get('/healthz')).toMatchObject({ status: 200, body: { status: 'ok' } })
    expect((await backend.get('/metrics')).body).toContain('lianxian_seats_ready')
  })
})

describe('Upgrades', () => {
  it('to a path nobody serves are cut', async () => {
    const socket = connect(backend.app.port, '127.0.0.1')
    const closed = new Promise((resolve) => socket.once('close', resolve))
    socket.write('GET /other HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n')
    await closed
  })
})
