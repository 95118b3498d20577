import type { PhoneSnapshot } from '#shared/contract/phone/phone-messages.ts'
import type { WhyNot } from './bar-button.rules.ts'

const partiesOf = (snapshot: PhoneSnapshot | null) =>
  snapshot?.legs.filter(({ state, role }) => state === 'established' && role === 'party') ?? []

/** Why nobody can be sent elsewhere, to the survey or to a queue; null: somebody can. With several parties nobody may be sent away by mistake. */
export function whyNotSent(snapshot: PhoneSnapshot | null): WhyNot | null {
  const count = partiesOf(snapshot).length
  if (count !== 1) return count === 0 ? 'no-call' : 'one-party'
  return snapshot?.together.state === 'calm' ? null : 'pending'
}

/** The leg that would be sent; undefined: none may be. */
export const lonePartyLeg = (snapshot: PhoneSnapshot | null): string | undefined =>
  whyNotSent(snapshot) === null ? partiesOf(snapshot)[0]?.id : undefined
