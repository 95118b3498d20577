import type { LinkRefusal } from '#shared/contract/host/host-calls.ts'
import { failure, type Result, success } from '#shared/kit/result.ts'

/** Longest address handed to the system, characters; Windows refuses longer ones in its own way. */
const longest = 2000

/** Control, format, private and unassigned characters, every kind of space, and the backslash that Windows takes for a slash. */
const bad = /[\p{C}\p{Z}\\]/u

/**
 * Whether the system's browser may be given an address, and in which notation (Electron's security checklist, item 15): https alone, without a user,
 * on exactly one of the hosts of the site's list, at the usual port.
 */
export function externalLink(text: string, hosts: readonly string[]): Result<string, LinkRefusal> {
  if (text.length > longest) return failure('too-long')
  if (bad.test(text)) return failure('bad-text')
  if (!/^https:\/\/[^/]/i.test(text)) return failure('not-https')
  const url = URL.parse(text)
  if (url === null) return failure('bad-text')
  if (url.username !== '' || url.password !== '' || /^https:\/\/[^/?#]*@/i.test(text)) return failure('with-user')
  if (!hosts.includes(url.host)) return failure('foreign-host')
  return url.href.length > longest ? failure('too-long') : success(url.href)
}
