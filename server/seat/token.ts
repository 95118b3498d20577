import { errors, jwtVerify, SignJWT } from 'jose'
import { failure, type Result, success } from '#shared/kit/result.ts'

/** Length of a token's life, ms. */
export const tokenLife = 10 * 60_000

const issuer = 'lianxian'
const audience = 'lianxian-desk'

/** What a token says; whether the session still lives is the database's word. */
export interface TokenClaims {
  readonly seat: string
  readonly sessionId: string
  readonly expiresAt: number
}

/** Signs and reads session tokens (JWT, HS256; no other algorithm is read). */
export interface TokenKit {
  issue(claims: { seat: string; sessionId: string }, at: number): Promise<{ token: string; expiresAt: number }>
  read(token: string, at: number): Promise<Result<TokenClaims, 'bad-token' | 'expired'>>
}

/** Makes the kit. `key`: 32 bytes. */
export function createTokenKit(key: Uint8Array): TokenKit {
  return {
    async issue({ seat, sessionId }, at) {
      const seconds = Math.floor((at + tokenLife) / 1000)
      const token = await new SignJWT({ sid: sessionId })
        .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
        .setIssuer(issuer)
        .setAudience(audience)
        .setSubject(seat)
        .setIssuedAt(Math.floor(at / 1000))
        .setExpirationTime(seconds)
        .sign(key)
      return { token, expiresAt: seconds * 1000 }
    },
    async read(token, at) {
      try {
        const { payload } = await jwtVerify(token, key, {
          algorithms: ['HS256'],
          issuer,
          audience,
          currentDate: new Date(at),
          requiredClaims: ['sub', 'exp', 'sid'],
        })
        const { sub, sid, exp } = payload
        if (!sub || typeof sid !== 'string' || typeof exp !== 'number') return failure('bad-token')
        return success({ seat: sub, sessionId: sid, expiresAt: exp * 1000 })
      } catch (error) {
        if (error instanceof errors.JWTExpired) return failure('expired')
        if (error instanceof errors.JOSEError) return failure('bad-token')
        throw error
      }
    },
  }
}
