import { SignJWT, UnsecuredJWT } from 'jose'
import { describe, expect, it } from 'vitest'
import { createTokenKit, tokenLife } from '#server/seat/token.ts'

const key = new Uint8Array(32).fill(1)
const at = Date.UTC(2026, 10, 23, 2)
const kit = createTokenKit(key)
const claims = { seat: '8001', sessionId: 'session-1' }
const forge = (change: (jwt: SignJWT) => SignJWT, options: { key?: Uint8Array; alg?: string; sid?: unknown } = {}) =>
  change(
    new SignJWT('sid' in options ? { sid: options.sid } : { sid: 'session-1' })
      .setProtectedHeader({ alg: options.alg ?? 'HS256' })
      .setIssuer('lianxian')
      .setAudience('lianxian-desk')
      .setSubject('8001')
      .setIssuedAt(at / 1000)
      .setExpirationTime(at / 1000 + 600),
  ).sign(options.key ?? key)

describe('A session token', () => {
  it('says what was put in, for ten minutes', async () => {
    const { token, expiresAt } = await kit.issue(claims, at)
    expect(expiresAt).toBe(at + tokenLife)
    expect(await kit.read(token, at + tokenLife - 1)).toEqual({ ok: true, value: { ...claims, expiresAt } })
  })
  it('is expired afterwards', async () => {
    const { token } = await kit.issue(claims, at)
    expect(await kit.read(token, at + tokenLife)).toEqual({ ok: false, reason: 'expired' })
  })
  it('made by the same means as here is read, so that the forgeries below fail for their fault alone', async () => {
    expect((await kit.read(await forge((jwt) => jwt), at)).ok).toBe(true)
  })
  it.each<[string, () => Promise<string> | string]>([
    ['signed with another key', () => forge((jwt) => jwt, { key: new Uint8Array(32).fill(2) })],
    ['of another algorithm of the same key', () => forge((jwt) => jwt, { alg: 'HS512' })],
    ['for another audience', () => forge((jwt) => jwt.setAudience('elsewhere'))],
    ['of another issuer', () => forge((jwt) => jwt.setIssuer('elsewhere'))],
    ['without a seat', () => forge((jwt) => jwt.setSubject(''))],
    ['without a session', () => forge((jwt) => jwt, { sid: undefined })],
    ['with a session that is no text', () => forge((jwt) => jwt, { sid: 7 })],
    [
      'without a signature (alg none)',
      () =>
        new UnsecuredJWT({ sid: 'session-1' })
          .setIssuer('lianxian')
          .setAudience('lianxian-desk')
          .setSubject('8001')
          .setExpirationTime(at / 1000 + 600)
          .encode(),
    ],
    ['that is no token', () => 'a.b.c'],
    ['that is empty', () => ''],
  ])('%s is refused', async (_name, make) => {
    expect(await kit.read(await make(), at)).toEqual({ ok: false, reason: 'bad-token' })
  })
  it('whose seat was changed after signing is refused', async () => {
    const { token } = await kit.issue(claims, at)
    const [head, body = '', signature] = token.split('.')
    const other = Buffer.from(Buffer.from(body, 'base64url').toString().replace('8001', '8002')).toString('base64url')
    expect((await kit.read([head, other, signature].join('.'), at)).ok).toBe(false)
  })
})
