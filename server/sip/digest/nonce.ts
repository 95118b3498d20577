import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** Makes and checks nonces that carry their own age and connection, so that no list of them is kept. */
export interface Nonces {
  /** `scope`: the connection it is good for. */
  make(scope: string): string
  /** `stale`: ours, but too old. `foreign`: not made here, or for another connection. */
  check(nonce: string, scope: string): 'fresh' | 'stale' | 'foreign'
}

/** @param lifeMs how long a nonce may be used */
export function createNonces(now: () => number, lifeMs: number): Nonces {
  const key = randomBytes(32)
  const sign = (head: string, scope: string) =>
    createHmac('sha256', key).update(`${head}|${scope}`).digest('base64url').slice(0, 32)
  return {
    make(scope) {
      const head = `${now().toString(36)}.${randomBytes(9).toString('base64url')}`
      return `${head}.${sign(head, scope)}`
    },
    check(nonce, scope) {
      const cut = nonce.lastIndexOf('.')
      const head = nonce.slice(0, Math.max(cut, 0))
      const expected = Buffer.from(sign(head, scope))
      const given = Buffer.from(nonce.slice(cut + 1))
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return 'foreign'
      const made = Number.parseInt(head.split('.')[0] ?? '', 36)
      return now() - made <= lifeMs ? 'fresh' : 'stale'
    },
  }
}
