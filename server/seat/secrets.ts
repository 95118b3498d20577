import { createHash, hkdfSync, randomBytes } from 'node:crypto'

const derive = (master: Uint8Array, purpose: string): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', master, '', purpose, 32))

/** Key that signs session tokens, 32 bytes. */
export const tokenKey = (master: Uint8Array): Uint8Array => derive(master, 'lianxian token')

/** AES-256 key of the seat's journal, base64: the same at each sign-in, so that what waited for the network can be read then. */
export const journalKey = (master: Uint8Array, seat: string): string =>
  Buffer.from(derive(master, `lianxian journal ${seat}`)).toString('base64')

/** A fresh SIP secret, 256 bits. */
export const newSipSecret = (): string => randomBytes(32).toString('base64url')

/** H(A1) = MD5(user:realm:password) (RFC 2617 3.2.2.2): sip.js answers nothing else, so the password must be random, never a person's. */
export const sipHa1 = (user: string, realm: string, password: string): string =>
  createHash('md5').update(`${user}:${realm}:${password}`).digest('hex')
