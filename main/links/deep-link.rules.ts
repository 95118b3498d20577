import { type HostNews, linkPages } from '#shared/contract/host/host-news.ts'
import { failure, type Result, success } from '#shared/kit/result.ts'

/** Why a link of another program is not followed. */
export type DeepLinkRefusal =
  | 'too-long'
  | 'bad-text'
  | 'foreign-scheme'
  | 'with-headers'
  | 'with-parameters'
  | 'with-password'
  | 'bad-host'
  | 'not-a-number'
  | 'unknown-page'

export type DeepLink = HostNews<'deepLink'>
type Read<T> = Result<T, DeepLinkRefusal>

/** Longest link looked at, characters: anybody can make us read one. */
const longestLink = 500
/** Control, format, private and unassigned characters, and what no link needs and markup, shells and Windows do. */
const bad = /[\p{C}<>"'`\\|^{}]/u
/** `user=phone` says that the user is a number, which is asked here anyway (RFC 3261 19.1.1); every other parameter changes where or how it is dialled. */
const harmless = /^;user=phone$/i
const host = /^([a-z0-9]([a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\])(:\d{1,5})?$/i

/** Whether a text has one of our schemes. Says nothing of the rest of it. */
export const isDeepLink = (text: unknown): text is string =>
  typeof text === 'string' && /^\s*(tel|sips?|lianxian):/i.test(text.slice(0, 100))

/**
 * What a link of another program asks for: a number, to be dialled when the person says so, or a page. The host of a SIP address is dropped: a number
 * goes out by the site's own edge. (RFC 3966 for tel, RFC 3261 19.1 for sip; CVE-2018-1000006 is what a careless reader of these did.)
 */
export function deepLink(text: string): Read<DeepLink> {
  if (text.length > longestLink) return failure('too-long')
  if (bad.test(text)) return failure('bad-text')
  const [, scheme, rest] = /^\s*([a-z]+):(?:\/\/)?(.*?)\s*$/i.exec(text) ?? []
  if (scheme === undefined || rest === undefined) return failure('foreign-scheme')
  switch (scheme.toLowerCase()) {
    case 'tel':
      return dial(telNumber(rest))
    case 'sip':
    case 'sips':
      return dial(sipNumber(rest))
    case 'lianxian':
      return ours(rest)
    default:
      return failure('foreign-scheme')
  }
}

const dial = (number: Read<string>): Read<DeepLink> =>
  number.ok ? success({ kind: 'dial', number: number.value }) : number

/** A path of ours: `dial/NUMBER` or `page/NAME`; browsers add a slash. */
function ours(rest: string): Read<DeepLink> {
  const [, what, value = ''] = /^(dial|page)\/([^/?]*)\/?$/i.exec(rest) ?? []
  if (what === undefined) return failure('unknown-page')
  if (what.toLowerCase() === 'dial') return dial(telNumber(value))
  const page = linkPages.find((name) => name === value.toLowerCase())
  return page ? success({ kind: 'page', page }) : failure('unknown-page')
}

/** The dots are the visual separators of RFC 3966; a SIP user has none in a number. */
function telNumber(rest: string): Read<string> {
  if (rest.includes(';')) return failure('with-parameters')
  if (rest.includes('?')) return failure('with-headers')
  return plainNumber(rest, /[\s().-]/g)
}

/** `NUMBER`, `NUMBER@host` or `NUMBER@host:port`. The parts are told apart before anything is decoded: `%40` is no `@`. */
function sipNumber(rest: string): Read<string> {
  if (rest.includes('?')) return failure('with-headers')
  const [, address = '', parameters = ''] = /^([^;]*)(;.*)?$/.exec(rest) ?? []
  if (parameters !== '' && !harmless.test(parameters)) return failure('with-parameters')
  const at = address.lastIndexOf('@')
  const user = at < 0 ? address : address.slice(0, at)
  if (user.includes(':')) return failure('with-password')
  if (at >= 0 && !host.test(address.slice(at + 1))) return failure('bad-host')
  return plainNumber(user, /[\s()-]/g)
}

/** Decoded once: what is still encoded then was meant to get past somebody. */
function plainNumber(written: string, separators: RegExp): Read<string> {
  const decoded = decodedOnce(written)
  if (decoded === null || bad.test(decoded)) return failure('bad-text')
  const number = decoded.replaceAll(separators, '')
  return /^(?=.{1,32}$)\+?[0-9*#]+$/.test(number) && /[0-9]/.test(number) ? success(number) : failure('not-a-number')
}

function decodedOnce(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}
