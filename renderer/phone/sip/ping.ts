import type { UserAgent } from 'sip.js'
import type { Clock } from '#shared/kit/clock.ts'
import type { Disposer } from '#shared/kit/disposable.ts'
import type { EdgeTransport } from './edge-transport.ts'

/** `everyMs` between pings, `limitMs` for a sign of life; during a call one lost ping is forgiven. */
export interface PingOptions {
  readonly userAgent: UserAgent
  readonly transport: EdgeTransport
  readonly clock: Clock
  readonly everyMs: number
  readonly limitMs: number
  readonly inCall: () => boolean
}

const sendOptions = (userAgent: UserAgent): void => {
  const self = userAgent.configuration.uri
  const edge = self.clone()
  edge.user = undefined
  const core = userAgent.userAgentCore
  core.request(core.makeOutgoingRequestMessage('OPTIONS', edge, self, edge, {}))
}

/**
 * Asks the edge for a sign of life (OPTIONS, RFC 3261 11), so that a half-open socket is noticed. Any message counts, a refusal too.
 * Drops the transport when nothing comes: the transport then tells of it like of any other loss.
 */
export function startPing(options: PingOptions): Disposer {
  let cancel: Disposer = () => undefined
  let missed = 0
  const ask = (): void => {
    if (!options.transport.isConnected()) {
      missed = 0
      next(options.everyMs, ask)
      return
    }
    const sentAt = options.clock.now()
    sendOptions(options.userAgent)
    next(options.limitMs, () => judge(sentAt))
  }
  const judge = (sentAt: number): void => {
    missed = options.transport.heardAt >= sentAt ? 0 : missed + 1
    if (missed > (options.inCall() ? 1 : 0)) {
      missed = 0
      options.transport.drop()
    }
    next(missed > 0 ? 0 : options.everyMs, ask)
  }
  const next = (ms: number, run: () => void): void => {
    cancel = options.clock.after(ms, run)
  }
  next(options.everyMs, ask)
  return () => cancel()
}
