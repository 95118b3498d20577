/** The desk's registration at the edge. `registered` is said only while the flow is alive (a cut socket is `lost`). */
export const registrationStates = ['off', 'connecting', 'registering', 'registered', 'lost', 'refused'] as const
export type RegistrationState = (typeof registrationStates)[number]

/** One leg of a call. `offered` rings here; `dialling` and `early` ring there (RFC 3261 13, 12.1). */
export const legStates = ['offered', 'answering', 'dialling', 'early', 'established', 'ending', 'ended'] as const
export type LegState = (typeof legStates)[number]

/** Who holds the leg, as agreed by offer and answer (RFC 3264 8.4); a pending change is a state. */
export const holdStates = ['none', 'holding', 'held', 'resuming'] as const
export type HoldState = (typeof holdStates)[number]

/** Why a leg ended. */
export const legEndReasons = [
  'hung-up',
  'remote',
  'rejected',
  'busy',
  'no-answer',
  'cancelled',
  'unreachable',
  'refused',
  'media',
  'replaced',
  'elsewhere',
  'failed',
] as const
export type LegEndReason = (typeof legEndReasons)[number]
