import type { PhoneSnapshot } from '#shared/contract/phone/phone-messages.ts'
import type { RegistrationState } from '#shared/telephony/leg-state.ts'

/** Why a call offered to this desk would be lost. */
export type ReachProblem =
  | `line.${Exclude<RegistrationState, 'registered'>}`
  | 'microphone.refused'
  | 'microphone.missing'

/**
 * Whether a caller who is sent here would be answered and heard; null: yes. A microphone not asked for yet, or one that was unplugged and may
 * come back, is no reason.
 */
export function reachProblem(snapshot: PhoneSnapshot | null): ReachProblem | null {
  const registration = snapshot?.registration.state ?? 'off'
  if (registration !== 'registered') return `line.${registration}`
  const microphone = snapshot?.microphone
  return microphone === 'refused' || microphone === 'missing' ? `microphone.${microphone}` : null
}
