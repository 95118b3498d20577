import type { CredentialLookup, SipAnswer, SipRequest } from '../../ports/sip.ts'
import { headerLines } from '../message/headers.ts'
import { answer } from '../message/respond.ts'
import type { Flow } from '../transport/flow.ts'
import { digestFits, parseDigest } from './digest.ts'
import type { Nonces } from './nonce.ts'

/** What a request's credentials amount to. `challenge` and `refused` carry the answer to send. */
export type Identity =
  | { readonly kind: 'known'; readonly user: string }
  | { readonly kind: 'challenge'; readonly answer: SipAnswer }
  /** `enough`: too many wrong answers, the connection is to be closed. */
  | { readonly kind: 'refused'; readonly answer: SipAnswer; readonly enough: boolean }

/** Checks digest credentials and remembers who has proved itself on which connection. */
export interface DigestGuard {
  /** `server`: 401 (registrar), `proxy`: 407. */
  check(flow: Flow, request: SipRequest, role: 'server' | 'proxy'): Promise<Identity>
  /** Whether the user has proved itself on this connection. */
  knows(flow: Flow, user: string): boolean
  anybody(flow: Flow): boolean
  forget(flow: Flow): void
  /** Connections on which the user has proved itself. */
  flowsOf(user: string): Flow[]
}

/** Wrong answers on one connection before it is closed. */
const mostFailures = 8

/** Nonces in use on one connection at a time. */
const mostNonces = 500

interface FlowRecord {
  readonly users: Set<string>
  /** Highest nonce count seen for each nonce (RFC 2617 3.2.2: replay). */
  readonly counts: Map<string, number>
  failures: number
}

/** @param realm also the domain; part of each H(A1) */
export function createDigestGuard(realm: string, nonces: Nonces, lookup: CredentialLookup): DigestGuard {
  const records = new Map<Flow, FlowRecord>()
  const recordOf = (flow: Flow): FlowRecord => {
    const known = records.get(flow)
    if (known) return known
    const made: FlowRecord = { users: new Set(), counts: new Map(), failures: 0 }
    if (flow.open) records.set(flow, made)
    return made
  }

  const challenge = (flow: Flow, role: 'server' | 'proxy', stale: boolean): Identity => {
    const value = `Digest realm="${realm}", nonce="${nonces.make(flow.id)}", algorithm=MD5, qop="auth"${stale ? ', stale=true' : ''}`
    const given =
      role === 'server'
        ? { status: 401, reason: 'Unauthorized', headers: [{ name: 'WWW-Authenticate', value }] }
        : { status: 407, reason: 'Proxy Authentication Required', headers: [{ name: 'Proxy-Authenticate', value }] }
    return { kind: 'challenge', answer: given }
  }

  const tidy = (flow: Flow, record: FlowRecord) => {
    for (const nonce of record.counts.keys()) if (nonces.check(nonce, flow.id) !== 'fresh') record.counts.delete(nonce)
    if (record.counts.size > mostNonces) flow.close('policy')
  }

  const refuse = (flow: Flow): Identity => {
    const record = recordOf(flow)
    record.failures += 1
    return { kind: 'refused', answer: answer(403), enough: record.failures >= mostFailures }
  }

  return {
    async check(flow, request, role) {
      const key = role === 'server' ? 'authorization' : 'proxy-authorization'
      const given = headerLines(request, key)
        .map(parseDigest)
        .find((credentials) => credentials?.realm === realm)
      if (!given) return challenge(flow, role, false)
      const age = nonces.check(given.nonce, flow.id)
      if (age === 'foreign') return challenge(flow, role, false)
      const record = recordOf(flow)
      if (age === 'stale' || given.nc <= (record.counts.get(given.nonce) ?? 0)) return challenge(flow, role, true)
      record.counts.set(given.nonce, given.nc)
      // None may be forgotten while it is fresh; a connection that uses so many within its life is ended.
      if (record.counts.size > mostNonces) tidy(flow, record)
      const hashes = await lookup(given.username)
      if (given.uri !== request.uri || !digestFits(hashes, request.method, given)) return refuse(flow)
      record.users.add(given.username)
      return { kind: 'known', user: given.username }
    },
    knows: (flow, user) => records.get(flow)?.users.has(user) ?? false,
    anybody: (flow) => (records.get(flow)?.users.size ?? 0) > 0,
    forget: (flow) => void records.delete(flow),
    flowsOf: (user) => [...records].filter(([, record]) => record.users.has(user)).map(([flow]) => flow),
  }
}
