import { expect, it } from 'vitest'
import { signInRoutes } from '#server/seat/sign-in.routes.ts'
import { failure } from '#shared/kit/result.ts'

it('tries of one address are counted, right or wrong, over sign-in and session, and those of another apart', async () => {
  const routes = signInRoutes({
    signIn: async () => ({ ok: false, reason: 'wrong', field: 'password', retryAfterMs: null }),
    sessions: { restore: async () => failure('ended'), look: async () => failure('ended') },
    site: () => ({ name: 'Hall', sandbox: false, cards: [] }),
    triesPerMinute: 2,
  })
  const ask = async (path: string, address: string) => {
    const route = routes.find((one) => one.path === path)
    const body = { seat: '8001', password: 'x', takeOver: false }
    return route?.handle({ body, bearer: 'token', address, at: 1 })
  }
  expect((await ask('/api/sign-in', '10.0.0.1'))?.status).toBe(401)
  expect((await ask('/api/session', '10.0.0.1'))?.status).toBe(401)
  expect(await ask('/api/sign-in', '10.0.0.1')).toMatchObject({ status: 429, body: { reason: 'too-fast' } })
  expect((await ask('/api/session', '10.0.0.1'))?.status).toBe(429)
  expect((await ask('/api/sign-in', '10.0.0.2'))?.status).toBe(401)
})
