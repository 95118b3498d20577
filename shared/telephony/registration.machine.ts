import { failure, type Result, success } from '../kit/result.ts'
import type { RegistrationState } from './leg-state.ts'

/** What happens to the desk's registration (RFC 3261 10.2). `put-off` is a failure worth another try: 408, 5xx, no answer. */
export const registrationEvents = [
  'connect',
  'socket-up',
  'socket-down',
  'accepted',
  'refused',
  'put-off',
  'try-again',
  'disconnect',
] as const
export type RegistrationEvent = (typeof registrationEvents)[number]

type Row = { readonly [E in RegistrationEvent]?: RegistrationState }

/** The one table. A pair that is not in it is an error of the caller. */
const registrationTable: { readonly [S in RegistrationState]: Row } = {
  off: { connect: 'connecting' },
  connecting: { 'socket-up': 'registering', 'socket-down': 'lost', disconnect: 'off' },
  registering: {
    accepted: 'registered',
    refused: 'refused',
    'put-off': 'lost',
    'socket-down': 'lost',
    disconnect: 'off',
  },
  registered: {
    accepted: 'registered',
    refused: 'refused',
    'put-off': 'lost',
    'socket-down': 'lost',
    'try-again': 'registering',
    disconnect: 'off',
  },
  lost: { 'socket-up': 'registering', 'socket-down': 'lost', 'try-again': 'registering', disconnect: 'off' },
  refused: { connect: 'connecting', 'socket-down': 'refused', disconnect: 'off' },
}

/** The next registration state, or `illegal` where the event can't happen. */
export function nextRegistration(
  state: RegistrationState,
  event: RegistrationEvent,
): Result<RegistrationState, 'illegal'> {
  const next = registrationTable[state][event]
  return next === undefined ? failure('illegal') : success(next)
}
