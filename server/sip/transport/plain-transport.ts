import type { Clock, NewId } from '#shared/kit/clock.ts'
import type { Flow } from './flow.ts'

/** A transport without encryption between servers of one site. */
export interface PlainTransportOptions {
  readonly address: string
  /** 0: any free one. */
  readonly port: number
  /** Whether anything from there is read at all. */
  trusts(remote: Flow['remote'], transport: 'UDP' | 'TCP'): boolean
  /** Something came from elsewhere and was not read. */
  stranger(remote: Flow['remote']): void
  /** Connections (TCP), or pairs of addresses remembered (UDP). */
  readonly mostFlows: number
  readonly clock: Clock
  readonly newId: NewId
  onError(error: unknown): void
}

/** An open transport. */
export interface OpenTransport {
  readonly port: number
  close(): Promise<void>
}
