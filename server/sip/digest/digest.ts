import { createHash, timingSafeEqual } from 'node:crypto'
import { splitOutside } from '../message/headers.ts'
import { parseParamParts } from '../message/params.ts'

/** What an Authorization or Proxy-Authorization header says (RFC 2617 3.2.2). `nc` as a number. */
export interface DigestCredentials {
  readonly username: string
  readonly realm: string
  readonly nonce: string
  readonly uri: string
  readonly response: string
  readonly cnonce: string
  readonly nc: number
  readonly ncText: string
}

const md5 = (text: string) => createHash('md5').update(text, 'utf8').digest('hex')

/** Reads credentials; undefined for another scheme, another algorithm, or without qop=auth. */
export function parseDigest(value: string): DigestCredentials | undefined {
  const match = /^Digest[ \t]+(.*)$/is.exec(value)
  const parts = match?.[1] === undefined ? undefined : splitOutside(match[1], ',')
  const params = parts && parseParamParts(parts)
  if (!params) return undefined
  const read = (name: string) => params.get(name) ?? ''
  const ncText = read('nc')
  if (read('algorithm') !== '' && read('algorithm').toUpperCase() !== 'MD5') return undefined
  if (read('qop') !== 'auth' || !/^[0-9a-f]{8}$/i.test(ncText) || !/^[0-9a-f]{32}$/.test(read('response')))
    return undefined
  const [username, nonce, cnonce] = [read('username'), read('nonce'), read('cnonce')]
  if (username === '' || nonce === '' || cnonce === '') return undefined
  return {
    username,
    nonce,
    cnonce,
    ncText,
    nc: Number.parseInt(ncText, 16),
    realm: read('realm'),
    uri: read('uri'),
    response: read('response'),
  }
}

/** H(A1) = MD5(user:realm:password), in lower-case hex. */
export function hashA1(user: string, realm: string, password: string): string {
  return md5(`${user}:${realm}:${password}`)
}

/** The response a client with that H(A1) gives (RFC 2617 3.2.2.1, qop=auth). */
export function digestResponse(ha1: string, method: string, given: Omit<DigestCredentials, 'response'>): string {
  const ha2 = md5(`${method}:${given.uri}`)
  return md5(`${ha1}:${given.nonce}:${given.ncText}:${given.cnonce}:auth:${ha2}`)
}

/** Whether one of the H(A1) values fits. Compares in constant time and tries all of them. */
export function digestFits(hashes: readonly string[], method: string, given: DigestCredentials): boolean {
  let fits = false
  for (const ha1 of hashes) {
    const expected = Buffer.from(digestResponse(ha1, method, given))
    if (timingSafeEqual(expected, Buffer.from(given.response))) fits = true
  }
  return fits
}
