import { normaliseNumber } from '../kit/phone-number.ts'

/** SIP users whose name starts so are citizens; what follows is their number, or something else where they have none. */
export const citizenPrefix = 'citizen-'

/** The number of a SIP user part, normalised; null: it is none (无主叫号码). */
export function numberOfUser(user: string): string | null {
  return normaliseNumber(user.startsWith(citizenPrefix) ? user.slice(citizenPrefix.length) : user)
}
