/** Direction of a media section (RFC 3264 5.1, 6.1), said by the one who writes it. */
export const mediaDirections = ['sendrecv', 'sendonly', 'recvonly', 'inactive'] as const
export type MediaDirection = (typeof mediaDirections)[number]

const sends = (direction: MediaDirection): boolean => direction === 'sendrecv' || direction === 'sendonly'
const receives = (direction: MediaDirection): boolean => direction === 'sendrecv' || direction === 'recvonly'

const directionOf = (send: boolean, receive: boolean): MediaDirection => {
  if (send) return receive ? 'sendrecv' : 'sendonly'
  return receive ? 'recvonly' : 'inactive'
}

/** What we offer: `sendonly` to hold (RFC 3264 8.4), whatever the last state was; so a resume always offers `sendrecv`. */
export const offerDirection = (holding: boolean): MediaDirection => (holding ? 'sendonly' : 'sendrecv')

/** What we answer: our own wish, limited by the offer (RFC 3264 6.1). */
export const answerDirection = (holding: boolean, offered: MediaDirection): MediaDirection =>
  directionOf(receives(offered), sends(offered) && !holding)

/** Whether a description of the other side puts us on hold: it does not want our sound. */
export const isRemoteHold = (remote: MediaDirection): boolean => !receives(remote)

/**
 * The other side's direction as our own media engine shall take it: always ready to receive, sending only where it is wanted.
 * A receiver that was off when the first packet came may stay silent (Chromium), and being ready costs nothing.
 */
export const readyToReceive = (remote: MediaDirection): MediaDirection => (receives(remote) ? 'sendrecv' : 'sendonly')
