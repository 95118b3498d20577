import type { NameAddrHeader } from 'sip.js'
import { citizenPrefix, numberOfUser } from '#shared/telephony/citizen-user.ts'

const longest = 120

const numberOf = (user: string): string => numberOfUser(user) ?? (user.startsWith(citizenPrefix) ? '' : user)

/** Who is at the other end. `number` is normalised where it is one, empty for a caller without a number (无主叫号码). */
export function remoteParty(identity: NameAddrHeader): { name: string; number: string } {
  return {
    name: (identity.displayName ?? '').slice(0, longest),
    number: numberOf(identity.uri.user ?? '').slice(0, longest),
  }
}

/** Address of record of the other end, without parameters: what a Replaces may be sent to. */
export function addressOfRecord(identity: NameAddrHeader): string {
  const { scheme, user, host } = identity.uri
  return `${scheme}:${user ? `${user}@` : ''}${host}`
}
