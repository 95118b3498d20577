import type { LinkReport, LinkStatus } from '#shared/contract/link/worker-messages.ts'
import { commands } from '#shared/contract/socket/commands.ts'
import { closingSchema } from '#shared/contract/socket/envelope.ts'
import type { ConnectRefusal } from '#shared/contract/socket/handshake.ts'
import { type Backoff, backoffDelay } from '#shared/kit/backoff.ts'
import type { Clock } from '#shared/kit/clock.ts'
import type { SocketPort } from './link-ports.ts'

type EndReason = Extract<LinkReport, { type: 'closing' }>['reason']

/** A hall whose backend was restarted is back within two seconds, and not in one instant: 2,000 seats make about 1,300 tries a second. */
const reconnectPolicy: Backoff = { first: 300, most: 2000, jitter: 0.5 }
/** The token is renewed this long before its end, ms; a short-lived one at a third of its life before. */
const renewBeforeMs = 90_000
const renewRetryMs = 10_000

export interface SessionDeskPorts {
  readonly clock: Clock
  readonly random: () => number
  readonly socket: Pick<SocketPort, 'connect' | 'disconnect'>
  /** Sends `session.renew`; the result unread, null when it was refused or expired. */
  renew(): Promise<unknown>
  tell(report: LinkReport): void
  changed(): void
}

/** Keeps the desk connected for as long as its session lives. Times are the server's, ms; `ahead` is how far they are from our clock. */
export interface SessionDesk {
  readonly network: LinkStatus['network']
  /** A new token, from a sign-in: also revives an ended session. */
  token(token: string, expiresAt: number): void
  up(): void
  down(refused: ConnectRefusal | null): void
  closing(notice: unknown): void
  /** The network is said to be back: do not wait for the timer. */
  nudge(): void
  close(): void
}

/** Starts without a token: give it one. `ahead`: server's clock minus ours, ms. */
export function createSessionDesk(ports: SessionDeskPorts, ahead: number): SessionDesk {
  const { clock } = ports
  let network: LinkStatus['network'] = 'connecting'
  let held: { token: string; expiresAt: number } | null = null
  let attempt = 0
  let cancelConnect = () => {}
  let cancelRenew = () => {}
  let closed = false

  const over = () => network === 'ended'
  const become = (next: LinkStatus['network']) => {
    if (network === next) return
    network = next
    ports.changed()
  }
  const connect = () => {
    cancelConnect()
    if (held && !closed && network === 'connecting') ports.socket.connect(held.token)
  }
  const end = (reason: EndReason) => {
    if (network === 'ended') return
    become('ended')
    cancelConnect()
    cancelRenew()
    ports.socket.disconnect()
    ports.tell({ type: 'closing', reason })
  }
  const planRenewal = (inMs: number) => {
    cancelRenew()
    cancelRenew = clock.after(Math.max(0, inMs), () => void renew())
  }
  const take = (token: string, expiresAt: number) => {
    held = { token, expiresAt }
    const left = expiresAt - ahead - clock.now()
    planRenewal(left - Math.min(renewBeforeMs, left / 3))
  }
  const renew = async () => {
    if (network !== 'online') return planRenewal(renewRetryMs)
    const result = commands['session.renew'].result.safeParse(await ports.renew())
    if (closed || over()) return
    if (!result.success) return planRenewal(renewRetryMs)
    take(result.data.token, result.data.expiresAt)
    ports.tell({ type: 'token', ...result.data })
  }

  return {
    get network() {
      return network
    },
    token(token, expiresAt) {
      take(token, expiresAt)
      if (network === 'online') return
      become('connecting')
      attempt = 0
      connect()
    },
    up() {
      attempt = 0
      become('online')
    },
    down(refused) {
      if (over() || closed) return
      become('connecting')
      if (refused === 'bad-token' || refused === 'expired' || refused === 'signed-out') return end(refused)
      const delay = backoffDelay(reconnectPolicy, attempt, ports.random())
      attempt += 1
      cancelConnect()
      cancelConnect = clock.after(delay, connect)
    },
    closing(notice) {
      const parsed = closingSchema.safeParse(notice)
      if (parsed.success && parsed.data.reason !== 'shutting-down') end(parsed.data.reason)
    },
    nudge: connect,
    close() {
      closed = true
      cancelConnect()
      cancelRenew()
      ports.socket.disconnect()
    },
  }
}
