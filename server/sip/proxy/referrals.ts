import type { SipRequest } from '../../ports/sip.ts'
import { parseAddress } from '../message/address.ts'
import { headerLine } from '../message/headers.ts'
import { parseReplaces, type Replaces } from '../message/read.ts'
import { parseSipUri } from '../message/uri.ts'

/** A REFER of a seat: somebody is asked to call the target, or to take over one of the seat's own live calls (RFC 5589 6, 7). */
export interface Referral {
  /** Who is asked. */
  readonly referee: string
  /** The seat that asks: its place in the call is what is taken over. */
  readonly referrer: string
  /** User the referee is sent to. */
  readonly target: string
  /** null: a call of its own (blind transfer). */
  readonly replaces: Replaces | null
  /** Call-ID of the dialog it was sent in. */
  readonly within: string
}

/** How long a referral may be followed, ms. */
const lifeMs = 60_000
const most = 1000

/** What somebody who follows a referral calls. */
export type Followed = Pick<Referral, 'referee' | 'target' | 'replaces'>

/** Referrals that may be followed. */
export interface Referrals {
  add(referral: Referral): void
  /** The referral that such a call follows, made a short while ago; it is used up. */
  take(call: Followed): Referral | undefined
}

const sameDialog = (a: Replaces | null, b: Replaces | null): boolean =>
  a === null || b === null ? a === b : a.callId === b.callId && a.fromTag === b.fromTag && a.toTag === b.toTag

export function createReferrals(now: () => number): Referrals {
  let open: (Referral & { readonly until: number })[] = []
  const tidy = () => {
    open = open.filter((referral) => referral.until > now()).slice(-most)
  }
  return {
    add(referral) {
      open.push({ ...referral, until: now() + lifeMs })
      tidy()
    },
    take({ referee, target, replaces }) {
      tidy()
      const found = open.find(
        (each) => each.referee === referee && each.target === target && sameDialog(each.replaces, replaces),
      )
      open = open.filter((each) => each !== found)
      return found
    },
  }
}

/** Where a Refer-To points: a user of the domain, and the dialog its Replaces names (RFC 3891 6). */
export interface ReferTo {
  readonly target: string
  /** null: no Replaces. */
  readonly replaces: Replaces | null
  /** What the referee is to send there; INVITE where nothing is said (RFC 3261 19.1.1). */
  readonly method: string
}

/** Reads the one Refer-To of a REFER; undefined: none, malformed, or out of the domain. */
export function referToOf(refer: SipRequest, domain: string): ReferTo | undefined {
  const address = parseAddress(headerLine(refer, 'refer-to') ?? '')
  const uri = address && parseSipUri(address.uri)
  if (!uri?.user || uri.host !== domain) return undefined
  const replaces = replacesIn(uri.headers ?? '')
  return replaces === undefined
    ? undefined
    : { target: uri.user, replaces, method: uri.params.get('method') ?? 'INVITE' }
}

function replacesIn(headers: string): Replaces | null | undefined {
  for (const part of headers.split('&')) {
    const [name = '', value = ''] = part.split('=')
    if (name.toLowerCase() !== 'replaces') continue
    try {
      return parseReplaces(decodeURIComponent(value))
    } catch {
      return undefined
    }
  }
  return null
}
