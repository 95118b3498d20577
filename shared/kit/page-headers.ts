/**
 * Headers of everything that is served to our pages, by the backend and by the desktop program. The pages have no script, style or handler of their own
 * in the markup, so no nonce is let in either: a policy without nonces is stricter, since no injected element can come by one.
 * @param sockets origins a page may open WebSockets to, each a plain source such as `wss://desk.example:8443`
 */
export function pageHeaders(sockets: readonly string[]): Record<string, string> {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "worker-src 'self'",
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    `connect-src ${[...new Set(["'self'", ...sockets])].join(' ')}`,
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

/** The one file that may compile WebAssembly: a worker that hands RNNoise to the page as a module. Pages themselves have no such right. */
const compilerFile = 'sound/denoise-compiler.js'

/** Headers of one file, of those that all of them carry. A worker obeys the policy its own file came with, so the compiler has one of its own. */
export function fileHeaders(file: string, headers: Readonly<Record<string, string>>): Record<string, string> {
  if (file !== compilerFile) return { ...headers }
  const policy =
    "default-src 'none'; script-src 'wasm-unsafe-eval'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'"
  return { ...headers, 'content-security-policy': policy }
}
