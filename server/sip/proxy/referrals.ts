import type { SipRequest } from '../../ports/sip.ts'
import { parseAddress } from '../message/address.ts'
import { headerLine } from '../message/headers.ts'
import { parseReplaces, type Replaces } from '../message/read.ts'
import { parseSipUri } from '../message/uri.ts'

/** A REFER of a seat that asks somebody to take over one of the seat's own live calls (RFC 5589 7). */
export interface Referral {
  /** Who is asked. */
  readonly referee: string
  /** The seat that asks: its place in the call is what is taken over. */
  readonly referrer: string
  readonly replaces: Replaces
}

/** How long a referral may be followed, ms. */
const lifeMs = 60_000
const most = 1000

/** Referrals that may be followed by an INVITE with Replaces. */
export interface Referrals {
  add(referral: Referral): void
  /** The referral of this user to that dialog, made a short while ago. */
  find(user: string, replaces: Replaces): Referral | undefined
}

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
    find(user, replaces) {
      tidy()
      return open.find(
        (referral) =>
          referral.referee === user &&
          referral.replaces.callId === replaces.callId &&
          referral.replaces.fromTag === replaces.fromTag &&
          referral.replaces.toTag === replaces.toTag,
      )
    },
  }
}

/** The dialog a REFER points at: Replaces inside Refer-To (RFC 3891 6); null when it names none. */
export function referredDialog(refer: SipRequest): Replaces | null {
  const address = parseAddress(headerLine(refer, 'refer-to') ?? '')
  const headers = address && parseSipUri(address.uri)?.headers
  for (const part of headers?.split('&') ?? []) {
    const [name = '', value = ''] = part.split('=')
    if (name.toLowerCase() !== 'replaces') continue
    try {
      return parseReplaces(decodeURIComponent(value)) ?? null
    } catch {
      return null
    }
  }
  return null
}
