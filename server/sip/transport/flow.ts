/**
 * One connection to a SIP party (RFC 5626's flow), whatever carries it; over UDP the pair of addresses. What is sent on a closed flow is lost and `send` says so.
 * `id` is unguessable and never reused.
 */
export interface Flow {
  readonly id: string
  /** As written in Via. */
  readonly transport: 'WS' | 'WSS' | 'UDP' | 'TCP' | 'TLS'
  readonly open: boolean
  /** Closed by an end that said it goes (a page that was closed or reloaded); true only of a closed flow. What a network took away has not left. */
  readonly left: boolean
  /** Where it comes from, for `received` and `rport`. */
  readonly remote: { readonly address: string; readonly port: number }
  send(text: string): boolean
  /** UDP only: the same address at another port. */
  readonly toward?: (port: number) => Flow
  /** Closes; the listener's `closed` runs once, later. `dead`: without waiting for the other side. */
  close(reason: 'policy' | 'too-big' | 'bad' | 'shutdown' | 'dead'): void
}

/** Whether the transport itself brings each message once: what is lost is not sent again by transactions (RFC 3261 17). */
export const isReliable = (flow: Pick<Flow, 'transport'>): boolean => flow.transport !== 'UDP'

/** Who hears what a transport brings. */
export interface FlowListener {
  opened(flow: Flow): void
  /** One SIP message's octets as text; `null`: they were no UTF-8. */
  received(flow: Flow, text: string | null): void
  closed(flow: Flow): void
}
