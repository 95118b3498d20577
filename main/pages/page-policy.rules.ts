/** Scheme and host with or without a port; nothing that could end a source or a directive of the policy. */
const plainSocket = /^wss?:\/\/(\[[0-9a-f:]+\]|[a-z0-9.-]+)(:\d{1,5})?$/

/** The source of a WebSocket address for `connect-src`; null: it names none. */
function socketSource(address: string): string | null {
  const url = URL.parse(address)
  const source = url === null ? '' : `${url.protocol.replace('http', 'ws')}//${url.host}`
  return plainSocket.test(source) ? source : null
}

/**
 * Headers of everything that is served to our pages. They have no script, style or handler of their own in the markup, so no nonce is let in either: a
 * policy without nonces is stricter, since no injected element can come by one.
 * @param backend its origin, http or https; null: none is set
 * @param edges WebSocket addresses of SIP edges on other hosts
 */
export function pageHeaders(backend: string | null, edges: readonly string[]): Record<string, string> {
  const sockets = [backend, ...edges].map((address) => (address === null ? null : socketSource(address)))
  const connect = [...new Set(["'self'", ...sockets.filter((source) => source !== null)])]
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "worker-src 'self'",
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    `connect-src ${connect.join(' ')}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "object-src 'none'",
  ]
  return {
    'content-security-policy': policy.join('; '),
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'permissions-policy': 'microphone=(self), camera=(), geolocation=(), display-capture=(), usb=()',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  }
}
