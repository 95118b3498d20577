import { describe, expect, it } from 'vitest'
import { siteSchema } from '#shared/contract/rest/sign-in.schema.ts'
import { startBackend } from '#tests/support/backend.ts'
import { embeddedSite } from '#tests/support/databases.ts'

const refusal = (reason: string, field: string | null = null) => ({ ok: false, reason, field, retryAfterMs: null })

describe('Outside the sandbox', () => {
  it('no card signs in, no seat is named, and too many tries of one address are answered 429', async () => {
    const strict = await startBackend(await embeddedSite(), { tries: 2, sandbox: false })
    const ask = () => strict.post('/api/sign-in', { seat: '8001', takeOver: false })
    expect(await ask()).toEqual({ status: 401, body: refusal('wrong', 'password') })
    await ask()
    const told = { 'x-forwarded-for': '10.1.2.3' }
    expect((await strict.get('/api/session', told)).status).toBe(429)
    expect(await ask()).toMatchObject({ status: 429, body: { reason: 'too-fast', retryAfterMs: expect.any(Number) } })
    expect(siteSchema.parse((await strict.get('/api/site')).body)).toMatchObject({ sandbox: false, cards: [] })
    await strict.app.close()
  }, 60_000)
})
