/**
 * How long to wait before a re-INVITE that met another one is sent again (RFC 3261 14.1), in milliseconds, in steps of 10:
 * 2.1 to 4 s for the side that made the Call-ID, 0 to 2 s for the other.
 * @param random a number in [0, 1)
 */
export function glareDelay(ownsCallId: boolean, random: number): number {
  const steps = ownsCallId ? 210 + Math.floor(random * 191) : Math.floor(random * 201)
  return steps * 10
}
