/**
 * May a page of this Origin (RFC 6454) open the socket? Compared whole, so that a look-alike (`http://own.example.evil`), a sub-domain and
 * `null` are all foreign. A missing Origin is no browser: the token alone decides there.
 */
export function originAllowed(origin: string | undefined, own: readonly string[]): boolean {
  return origin === undefined || own.includes(origin)
}

/** A secret in an address ends up in logs and histories: refused even when it would be valid. */
export function tokenInAddress(address: string): boolean {
  const query = new URLSearchParams(address.split('?')[1] ?? '')
  return ['token', 'auth', 'access_token', 'authorization', 'jwt'].some((name) => query.has(name))
}
