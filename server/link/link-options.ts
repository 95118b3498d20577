import type { Server as HttpServer } from 'node:http'
import type { CommandRefusal, HereFrame } from '#shared/contract/socket/envelope.ts'
import type { ConnectRefusal } from '#shared/contract/socket/handshake.ts'
import type { Clock, NewId } from '#shared/kit/clock.ts'
import type { Disposer } from '#shared/kit/disposable.ts'
import type { CommandHandlers } from '../ports/command.ts'
import type { CloseDesk, SessionGate } from '../ports/session.ts'
import type { DismissReader, TopicPublisher, TopicSources } from '../ports/topics.ts'
import type { Storage } from '../storage/query.ts'
import type { IdempotencyStore } from './idempotency.ts'

/** Something worth a line in the log or a count. Holds no token, name or number. */
export type LinkNote =
  | { readonly type: 'connected'; readonly seat: string }
  | { readonly type: 'disconnected'; readonly seat: string; readonly reason: string }
  | { readonly type: 'refused'; readonly why: 'origin' | 'token-in-address' | 'full' | ConnectRefusal }
  | { readonly type: 'command'; readonly name: string; readonly outcome: 'ok' | CommandRefusal; readonly ms: number }
  | {
      readonly type: 'cut'
      readonly seat: string
      readonly why: 'flood' | 'unknown-event' | 'binary' | 'slow' | 'no-answer-wanted'
    }
  | { readonly type: 'error'; readonly where: string; readonly error: unknown }

/** All limits, with their units. */
export interface LinkLimits {
  readonly tickMs: number
  readonly topicIdleMs: number
  readonly slowMs: number
  readonly topicsPerReader: number
  /** A socket that has not proved who it is. */
  readonly unauthenticatedMs: number
  /** Messages of one socket. */
  readonly messages: { readonly perSecond: number; readonly burst: number }
  /** Messages over the limit before the socket is cut. */
  readonly floodAfter: number
  /** Connections of one seat. */
  readonly connects: { readonly perSecond: number; readonly burst: number }
  readonly sockets: number
  /** How long answers to commands are remembered: as long as a desk may stay off the network. */
  readonly rememberMs: number
}

export const usualLimits: LinkLimits = {
  tickMs: 50,
  topicIdleMs: 60_000,
  slowMs: 10_000,
  topicsPerReader: 64,
  unauthenticatedMs: 5000,
  messages: { perSecond: 20, burst: 60 },
  floodAfter: 100,
  connects: { perSecond: 1, burst: 10 },
  sockets: 5000,
  rememberMs: 90 * 24 * 3_600_000,
}

export interface LinkOptions {
  readonly httpServer: HttpServer
  readonly handlers: CommandHandlers
  readonly sources: TopicSources
  readonly storage: Pick<Storage, 'transaction'>
  readonly idempotency: IdempotencyStore
  /** Asked at each connection. A session that ends while its desk is connected: say so with `closeSessions`. */
  readonly sessions: SessionGate
  /** Our own origins, e.g. `http://127.0.0.1:5345`; asked each time, because the port may not be known at the start. */
  readonly origins: () => readonly string[]
  readonly clock: Clock
  readonly newId: NewId
  readonly note: (note: LinkNote) => void
  /** A desk says which draft and field its person is in. */
  readonly here?: (seat: string, frame: HereFrame) => void
  readonly limits?: Partial<LinkLimits>
}

/** A desk came or went: its seat's first socket opened, or its last one closed. */
export interface DeskPresence {
  readonly seat: string
  readonly connected: boolean
  /** ms since the epoch. */
  readonly at: number
}

/** The backend's end of the desks' sockets. */
export interface Link {
  readonly publisher: TopicPublisher
  readonly dismiss: DismissReader
  /** Tells the seat's desk why and closes its socket. That does not forbid its return: the session gate does. */
  readonly closeSessions: CloseDesk
  connectedSeats(): ReadonlySet<string>
  onPresence(listener: (event: DeskPresence) => void): Disposer
  /** Tells all desks, waits for the commands under way, closes the sockets; the HTTP server is left open. */
  close(): Promise<void>
}
