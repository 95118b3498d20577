import { pageHeaders } from '#shared/kit/page-headers.ts'

/** Scheme and host with or without a port; nothing that could end a source or a directive of the policy. */
const plainSocket = /^wss?:\/\/(\[[0-9a-f:]+\]|[a-z0-9.-]+)(:\d{1,5})?$/

/** The source of a WebSocket address for `connect-src`; null: it names none. */
function socketSource(address: string): string | null {
  const url = URL.parse(address)
  const source = url === null ? '' : `${url.protocol.replace('http', 'ws')}//${url.host}`
  return plainSocket.test(source) ? source : null
}

/**
 * Headers of what the program serves to its pages.
 * @param backend its origin, http or https; null: none is set
 * @param edges WebSocket addresses of SIP edges on other hosts
 */
export function shellPageHeaders(backend: string | null, edges: readonly string[]): Record<string, string> {
  const addresses = backend === null ? edges : [backend, ...edges]
  return pageHeaders(addresses.map(socketSource).filter((source) => source !== null))
}
