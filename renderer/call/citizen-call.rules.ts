import type { Leg, PhoneSnapshot } from '#shared/contract/phone/phone-messages.ts'
import type { LegEndReason } from '#shared/telephony/leg-state.ts'

/** Why a call could not begin. */
export type CallFault = 'no-microphone' | 'unreachable'

/** What the page shows. `since`: ms since the epoch. */
export type CallView =
  | { readonly phase: 'idle' }
  | { readonly phase: 'connecting' | 'ending' }
  | { readonly phase: 'waiting'; readonly position: number | null; readonly since: number }
  | { readonly phase: 'talking' | 'held'; readonly since: number; readonly leg: Leg }
  | { readonly phase: 'over'; readonly reason: CallFault | LegEndReason; readonly lastedMs: number | null }

/** What the page itself knows beside the phone's snapshot. */
export interface Attempt {
  readonly stage: 'none' | 'connecting'
  readonly fault: CallFault | null
  /** The last leg, kept after the phone has forgotten it. */
  readonly last: Leg | null
}

const overView = (leg: Leg): CallView => ({
  phase: 'over',
  reason: leg.endReason ?? 'failed',
  lastedMs: leg.answeredAt !== null && leg.endedAt !== null ? leg.endedAt - leg.answeredAt : null,
})

function viewOfLeg(leg: Leg): CallView {
  switch (leg.state) {
    case 'established':
      return { phase: leg.remoteHold ? 'held' : 'talking', since: leg.answeredAt ?? leg.startedAt, leg }
    case 'ending':
      return { phase: 'ending' }
    case 'ended':
      return overView(leg)
    default:
      return { phase: 'waiting', position: leg.queuePosition ?? null, since: leg.startedAt }
  }
}

/** One view from the phone's snapshot and the page's own attempt. */
export function callView(snapshot: PhoneSnapshot | null, attempt: Attempt): CallView {
  const leg = snapshot?.legs.find((each) => each.state !== 'ended')
  if (leg) return viewOfLeg(leg)
  if (attempt.fault) return { phase: 'over', reason: attempt.fault, lastedMs: null }
  if (attempt.stage === 'connecting') return { phase: 'connecting' }
  return attempt.last ? viewOfLeg(attempt.last) : { phase: 'idle' }
}

/** Digits a person typed, without the separators people put between them; null where it is no number. */
export function typedNumber(text: string): string | null {
  const digits = text.replace(/[\s()-]/g, '').replace(/^\+/, '00')
  return digits === '' || /^\d{3,20}$/.test(digits) ? digits : null
}

/** The user part a citizen registers with: the number, or a random one that is no number. */
export const citizenUser = (digits: string, random: string): string =>
  `citizen-${digits === '' ? `web-${random}` : digits}`

/** The text of an end, by its closed reason. */
export function endText(reason: CallFault | LegEndReason) {
  switch (reason) {
    case 'hung-up':
      return 'endedByUs'
    case 'remote':
      return 'endedByHall'
    case 'busy':
    case 'rejected':
      return 'busy'
    case 'no-answer':
    case 'cancelled':
    case 'elsewhere':
      return 'noAnswer'
    case 'unreachable':
    case 'refused':
      return 'unreachable'
    case 'no-microphone':
      return 'noMicrophone'
    case 'media':
    case 'replaced':
    case 'failed':
      return 'failed'
  }
}
