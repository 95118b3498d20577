import { pageHeaders } from '#shared/kit/page-headers.ts'

/** Headers every page and answer carries. `hosts`: names the pages are reached by; `edges`: WebSocket addresses of the SIP edges. */
export function backendHeaders(hosts: readonly string[], edges: readonly string[]): Record<string, string> {
  const own = hosts.flatMap((host) => [`ws://${host}`, `wss://${host}`])
  return pageHeaders([
    ...own,
    ...edges.map((edge) => new URL(edge)).map(({ protocol, host }) => `${protocol}//${host}`),
  ])
}
