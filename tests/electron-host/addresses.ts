/**
 * Chromium can't be taught a new scheme from outside, so `app://lianxian/x` is `http://lianxian.app.localhost/x` to it: a secure context, an origin of
 * its own, always the same one. Main sees the true address everywhere.
 */
const schemes = new Set<string>()

export function addScheme(scheme: string): void {
  schemes.add(scheme)
}

const split = (url: string): { scheme: string; rest: string } | null => {
  const [, scheme = '', rest = ''] = /^([a-z][a-z0-9+.-]*):\/\/(.*)$/s.exec(url) ?? []
  return schemes.has(scheme) ? { scheme, rest } : null
}

/** Main's address as Chromium's. */
export function toPage(url: string): string {
  const own = split(url)
  if (!own) return url
  const at = own.rest.search(/[/?#]/)
  const host = at < 0 ? own.rest : own.rest.slice(0, at)
  return `http://${host}.${own.scheme}.localhost${at < 0 ? '/' : own.rest.slice(at)}`
}

/** Chromium's address as main's. */
export function toMain(url: string): string {
  const [, host = '', scheme = '', rest = ''] =
    /^http:\/\/([^/?#:]+)\.([a-z][a-z0-9+-]*)\.localhost(?::80)?([/?#].*)?$/s.exec(url) ?? []
  return schemes.has(scheme) ? `${scheme}://${host}${rest}` : url
}

/** As main reads an origin; of no known kind: `null`, as text. */
export function originOf(url: string): string {
  const own = split(url)
  if (own) return `${own.scheme}://${own.rest.split(/[/?#]/)[0]}`
  return URL.canParse(url) ? new URL(url).origin : 'null'
}

/** A policy that names our scheme, for Chromium. */
export function policyToPage(policy: string): string {
  let text = policy
  for (const scheme of schemes) {
    text = text.replace(new RegExp(`\\b${scheme}://([a-z0-9.-]+)`, 'gi'), `http://$1.${scheme}.localhost`)
    text = text.replace(new RegExp(`(^|[\\s;])${scheme}:(?=$|[\\s;])`, 'gi'), `$1http://*.${scheme}.localhost`)
  }
  return text
}

/** Origins the pages of our schemes have for others, such as a backend's sockets. `host`: e.g. `lianxian` */
export const pageOrigin = (scheme: string, host: string): string => `http://${host}.${scheme}.localhost`
export const knownSchemes = (): readonly string[] => [...schemes]
