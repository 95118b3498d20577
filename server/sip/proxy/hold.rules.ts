/** RFC 3264 5.1: what an offerer wants to do with its first audio section. */
type Direction = 'sendrecv' | 'sendonly' | 'recvonly' | 'inactive'

const direction = /^a=(sendrecv|sendonly|recvonly|inactive)[ \t]*$/

function lastDirection(lines: readonly string[], otherwise: Direction): Direction {
  let found = otherwise
  for (const line of lines) {
    const match = direction.exec(line)
    if (match) found = match[1] as Direction
  }
  return found
}

/**
 * Whether an SDP offer puts the other side on hold (RFC 3264 8.4): its first audio section is `sendonly` or `inactive`;
 * the session's own line is the default. null: it says nothing about audio.
 */
export function offersHold(sdp: string): boolean | null {
  const [session = '', ...media] = sdp.split(/^(?=m=)/m)
  const audio = media.find((section) => section.startsWith('m=audio '))
  if (audio === undefined) return null
  const own = lastDirection(audio.split(/\r?\n/), lastDirection(session.split(/\r?\n/), 'sendrecv'))
  return own === 'sendonly' || own === 'inactive'
}
