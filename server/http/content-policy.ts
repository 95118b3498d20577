/** Headers every page and answer carries. `hosts`: names the pages are reached by; `edges`: WebSocket addresses of the SIP edges. */
export function pageHeaders(hosts: readonly string[], edges: readonly string[]): Record<string, string> {
  const own = hosts.flatMap((host) => [`ws://${host}`, `wss://${host}`])
  const sockets = [
    ...new Set([...own, ...edges.map((edge) => new URL(edge)).map(({ protocol, host }) => `${protocol}//${host}`)]),
  ]
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "media-src 'self' blob:",
    `connect-src 'self' ${sockets.join(' ')}`,
    "worker-src 'self'",
    "manifest-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'self'",
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
