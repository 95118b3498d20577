import * as z from 'zod'

/** Scheme and authority of an address; no name or password. */
const parts = /^([a-z]+):\/\/(\[::1\]|[a-z0-9.-]+)(:\d{1,5})?(\/.*)?$/i
const loopback = /^(127(\.\d{1,3}){3}|localhost|\[::1\])$/i

/** Without encryption on this computer alone (Electron's security checklist, item 1). */
const safeWith = (secure: string) => (text: string) => {
  const [, scheme, host] = parts.exec(text) ?? []
  return scheme !== undefined && host !== undefined && (scheme.toLowerCase() === secure || loopback.test(host))
}

/** Origin of a backend, e.g. `https://desk.12345.example`; a closing slash is taken off. */
export const backendSchema = z
  .url({ protocol: /^https?$/ })
  .max(300)
  .refine(safeWith('https'), 'wants https, but for this computer itself')
  .refine((text) => (parts.exec(text)?.[4] ?? '/') === '/', 'wants an origin, without a path')
  .transform((text) => text.replace(/\/$/, '').toLowerCase())

/** A SIP edge's WebSocket address. */
export const edgeSchema = z
  .url({ protocol: /^wss?$/ })
  .max(300)
  .refine(safeWith('wss'), 'wants wss, but for this computer itself')

/** Where a file is fetched from (remote configuration, updates). */
export const sourceSchema = z
  .url({ protocol: /^https?$/ })
  .max(300)
  .refine(safeWith('https'), 'wants https, but for this computer itself')
