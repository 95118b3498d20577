import type { Server } from 'node:http'
import type { Clock, NewId } from '#shared/kit/clock.ts'
import type { MonitorMode } from '#shared/seat/monitor.rules.ts'
import type { CredentialLookup, DialogKeeper, EdgeEvent, SipElement } from '../ports/sip.ts'
import type { Expiry } from './registrar/register.ts'

/** How long the edge waits for what. Milliseconds. */
export interface EdgeTimings {
  /** A seat offered a call by an element rings this long. */
  readonly ringMs: number
  /** Timer C (RFC 3261 16.6 step 11) for other calls: since the last provisional response. */
  readonly timerCMs: number
  /** How long an established call waits for a party whose connection was lost: a network may be away for a minute, and sound goes past the edge. */
  readonly graceMs: number
  /** The same for one who closed it: a page that is loaded anew is there within seconds, one that was closed never. */
  readonly leftGraceMs: number
  readonly nonceMs: number
  /** A connection on which nobody proves himself is closed after this. */
  readonly strangerMs: number
  readonly pingEveryMs: number
}

export const defaultTimings: EdgeTimings = {
  ringMs: 15_000,
  timerCMs: 181_000,
  graceMs: 90_000,
  leftGraceMs: 10_000,
  nonceMs: 300_000,
  strangerMs: 10_000,
  pingEveryMs: 15_000,
}

/** Seconds a registration may last. */
export const defaultExpiry: Expiry = { least: 30, most: 3600, usual: 300 }

/** What goes along with calls between hotlines (RFC 7433). */
export interface CallDataPort {
  /** Whether this user is another city's hotline: nobody else is told anything, nor believed. */
  isHotline(user: string): boolean
  /** What is told of the seat's call `about` (a Call-ID), in hex; null: it has no such call. */
  of(ask: { seat: string; about: string }): Promise<string | null>
}

export interface EdgeOptions {
  /** Its `upgrade` event is listened to; other paths are left alone. */
  readonly server: Server
  /** Default `/sip`. */
  readonly path?: string
  /** Domain of all addresses, and the digest realm. */
  readonly domain: string
  readonly lookup: CredentialLookup
  /** Decides by the Origin header; undefined: none was sent, so no browser. */
  allowOrigin(origin: string | undefined): boolean
  isSeat(user: string): boolean
  /**
   * Whether a lead may come into a seat's call, by the ticket of its INVITE, and how; null: it may not. Without it nobody may.
   */
  admitMonitor?: ((ask: { caller: string; dialled: string; ticket: string }) => MonitorMode | null) | undefined
  /** Default: nothing goes along with any call. */
  readonly callData?: CallDataPort | undefined
  /** Elements behind the edge by the user part they answer to. */
  readonly elements: ReadonlyMap<string, SipElement>
  /** Which of the elements take only callers a seat sent there by REFER; default: none. */
  readonly inner?: ReadonlySet<string>
  /** Users that are called only by parties a seat sent there by REFER; default: none. */
  readonly services?: ReadonlySet<string>
  /** The registered user that is a conference focus (RFC 4579); its conferences are `<user>.<anything>`. Default: there is none. */
  readonly focus?: string | undefined
  readonly clock: Clock
  readonly newId: NewId
  /** A bug in a listener or in the edge itself. */
  onError(error: unknown): void
  readonly timings?: Partial<EdgeTimings>
  readonly expiry?: Expiry
  /** Default: established calls end with the program. */
  readonly keeper?: DialogKeeper
  /** Connections at one time; default 10,000. */
  readonly mostFlows?: number
}

/** An event before its time is written on it. */
export type EdgeNews = EdgeEvent extends infer E ? (E extends EdgeEvent ? Omit<E, 'at'> : never) : never
