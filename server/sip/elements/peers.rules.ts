/** A proxy that is believed: its address, and its port where datagrams from that port alone are meant. */
export interface TrustedPeer {
  readonly address: string
  readonly port: number | null
}

/** Reads `192.0.2.1`, `192.0.2.1:5060`, `2001:db8::1` or `[2001:db8::1]:5060`; undefined: none of these. */
export function parsePeer(text: string): TrustedPeer | undefined {
  const v4 = /^(\d{1,3}(?:\.\d{1,3}){3})(?::(\d{1,5}))?$/.exec(text)
  const v6 = v4 ? null : (/^\[([\da-f:]+)\](?::(\d{1,5}))?$/i.exec(text) ?? /^([\da-f:]+)$/i.exec(text))
  const [, address, port] = v4 ?? v6 ?? []
  if (address === undefined || (v6 && !address.includes(':'))) return undefined
  if (v4 && address.split('.').some((part) => Number(part) > 255)) return undefined
  if (port !== undefined && (Number(port) < 1 || Number(port) > 65_535)) return undefined
  return { address: address.toLowerCase(), port: port === undefined ? null : Number(port) }
}

/** A socket of both families shows IPv4 so (RFC 4291 2.5.5.2). */
const mapped = '::ffff:'

/** Whether one of the peers may speak from there. A TCP connection comes from any port: only an address without one allows it. */
export function isTrusted(
  peers: readonly TrustedPeer[],
  remote: { readonly address: string; readonly port: number },
  transport: 'UDP' | 'TCP',
): boolean {
  const lower = remote.address.toLowerCase()
  const address = lower.startsWith(mapped) && lower.includes('.') ? lower.slice(mapped.length) : lower
  return peers.some(
    (peer) => peer.address === address && (peer.port === null || (transport === 'UDP' && peer.port === remote.port)),
  )
}
