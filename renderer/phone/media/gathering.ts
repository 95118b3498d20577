import type { Clock } from '#shared/kit/clock.ts'

/** Longest wait for candidates: an unreachable STUN server must not delay a call. */
const capMs = 500
/** After the first useful candidate its neighbours come within a few milliseconds (the other interfaces). */
const settleMs = 20

/** With servers a reflexive or relayed candidate is what gets through a NAT; without, a host candidate over UDP. */
export function isUseful(candidate: Pick<RTCIceCandidate, 'type' | 'protocol'>, withServers: boolean): boolean {
  if (withServers) return candidate.type === 'srflx' || candidate.type === 'relay'
  return candidate.type === 'host' && candidate.protocol === 'udp'
}

/**
 * Resolves as soon as the local description is worth sending; at once where it already holds candidates. Never rejects. The state of gathering is no
 * sign: right after a restart it still says `complete`, of the candidates that are no longer in the description.
 */
export function gathered(connection: RTCPeerConnection, withServers: boolean, clock: Clock): Promise<void> {
  const hasCandidates = connection.localDescription?.sdp.includes('\na=candidate:') ?? false
  if (hasCandidates) return Promise.resolve()
  return new Promise((resolve) => {
    const done = (): void => {
      cancelCap()
      cancelSettle()
      connection.removeEventListener('icecandidate', onCandidate)
      resolve()
    }
    const onCandidate = (event: RTCPeerConnectionIceEvent): void => {
      if (event.candidate === null) done()
      if (event.candidate === null || !isUseful(event.candidate, withServers)) return
      cancelSettle()
      cancelSettle = clock.after(settleMs, done)
    }
    let cancelSettle = (): void => undefined
    const cancelCap = clock.after(capMs, done)
    connection.addEventListener('icecandidate', onCandidate)
  })
}
