import type { PhoneSnapshot } from '#shared/contract/phone/phone-messages.ts'
import type { WhyNot } from './bar-button.rules.ts'

/** Why nobody can be sent to the survey; null: `surveyLeg` can. With several parties nobody may be sent away by mistake. */
export function whyNoSurvey(snapshot: PhoneSnapshot | null): WhyNot | null {
  const count = partiesOf(snapshot).length
  if (count !== 1) return count === 0 ? 'no-call' : 'one-party'
  return snapshot?.together.state === 'calm' ? null : 'pending'
}

/** The leg that would be sent; undefined: none. */
export const surveyLeg = (snapshot: PhoneSnapshot | null): string | undefined => partiesOf(snapshot)[0]?.id

const partiesOf = (snapshot: PhoneSnapshot | null) =>
  snapshot?.legs.filter(({ state, role }) => state === 'established' && role === 'party') ?? []
