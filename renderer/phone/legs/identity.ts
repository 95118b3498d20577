import { Invitation, Inviter, NameAddrHeader, type Referral, type Session } from 'sip.js'
import { citizenPrefix, numberOfUser } from '#shared/telephony/citizen-user.ts'

const longest = 120
/** What could turn the text around it: a name is shown among our own words. */
const unseen = /[\p{Cc}\p{Bidi_Control}]/gu

/** The number behind a user part; empty for a caller without one. */
export const numberOf = (user: string): string => numberOfUser(user) ?? (user.startsWith(citizenPrefix) ? '' : user)

/** Who is at the other end. `number` is normalised where it is one, empty for a caller without a number (无主叫号码). */
export function remoteParty(identity: NameAddrHeader): { name: string; number: string } {
  return {
    name: (identity.displayName ?? '').replace(unseen, '').slice(0, longest),
    number: numberOf(identity.uri.user ?? '').slice(0, longest),
  }
}

/** Address of record of the other end, without parameters: what a Replaces may be sent to. */
function addressOfRecord(identity: NameAddrHeader): string {
  const { scheme, user, host } = identity.uri
  return `${scheme}:${user ? `${user}@` : ''}${host}`
}

/** Who is at the other end, and where a Replaces may be sent to. */
export const farEndOf = (identity: NameAddrHeader): { remote: ReturnType<typeof remoteParty>; target: string } => ({
  remote: remoteParty(identity),
  target: addressOfRecord(identity),
})

/** The same with the name the person knows it by, where there is one. */
export const named = (farEnd: ReturnType<typeof farEndOf>, name: string): ReturnType<typeof farEndOf> => ({
  ...farEnd,
  remote: { ...farEnd.remote, name: name === '' ? farEnd.remote.name : name },
})

/** Where a REFER sends us: an address of our own domain; null: anywhere else, or nowhere. */
export function referredTarget(referral: Referral, aor: string): string | null {
  try {
    const { scheme, user, host } = referral.referTo.uri
    return scheme === 'sip' && user && host === aor.slice(aor.indexOf('@') + 1) ? `sip:${user}@${host}` : null
  } catch {
    // A Refer-To that can't be parsed.
    return null
  }
}

/** The conference a focus has let us into (RFC 4579 5.1: the Contact of its 2xx bears `isfocus`); null: no focus, or one of another domain. */
export function focusIn(response: { parseHeader(name: string): unknown }, aor: string): string | null {
  const contact = response.parseHeader('contact')
  if (!(contact instanceof NameAddrHeader) || !contact.hasParam('isfocus')) return null
  const { scheme, user, host } = contact.uri
  return scheme === 'sip' && user && host === aor.slice(aor.indexOf('@') + 1) ? `sip:${user}@${host}` : null
}

/** Call-ID header of a session; empty while there is none. */
export const callIdOf = (session: Session | undefined): string =>
  session instanceof Invitation || session instanceof Inviter ? session.request.callId : ''
