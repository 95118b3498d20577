import type { Line } from '#shared/contract/phone/phone-messages.ts'
import type { Clock } from '#shared/kit/clock.ts'
import { isUseful } from '../media/gathering.ts'

/** Longer than a server takes that is there at all. */
const limitMs = 5000

const serversOf = (servers: Line['iceServers']): RTCIceServer[] =>
  servers.map(({ urls, username, credential }) => ({
    urls,
    ...(username === undefined ? {} : { username }),
    ...(credential === undefined ? {} : { credential }),
  }))

/**
 * Whether sound would find a way: a pair of connections within the page gathers with the line's servers. With servers, a candidate from one of them
 * has come, or all answered and none was needed (a computer with an address of its own); without, the pair has connected.
 */
export function checkNetwork(iceServers: Line['iceServers'], clock: Clock): Promise<boolean> {
  const withServers = iceServers.length > 0
  const near = new RTCPeerConnection({ iceServers: serversOf(iceServers) })
  const far = new RTCPeerConnection()
  return new Promise((resolve) => {
    let faults = 0
    let hosts = 0
    const done = (found: boolean): void => {
      cancel()
      near.onicecandidate = null
      near.close()
      far.close()
      resolve(found)
    }
    const cancel = clock.after(limitMs, () => done(false))
    near.onicecandidateerror = () => {
      faults += 1
    }
    near.onicecandidate = ({ candidate }) => {
      if (candidate) void far.addIceCandidate(candidate).catch(() => undefined)
      if (candidate?.type === 'host') hosts += 1
      if (withServers && candidate && isUseful(candidate, true)) done(true)
      if (withServers && candidate === null) done(hosts > 0 && faults === 0)
    }
    far.onicecandidate = ({ candidate }) => {
      if (candidate) void near.addIceCandidate(candidate).catch(() => undefined)
    }
    near.onconnectionstatechange = () => {
      if (!withServers && near.connectionState === 'connected') done(true)
    }
    near.createDataChannel('check')
    void (async () => {
      await near.setLocalDescription()
      await far.setRemoteDescription(near.localDescription as RTCSessionDescription)
      await far.setLocalDescription()
      await near.setRemoteDescription(far.localDescription as RTCSessionDescription)
    })().catch(() => done(false))
  })
}
