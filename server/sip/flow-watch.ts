import type { Clock, NewId } from '#shared/kit/clock.ts'
import type { DigestGuard } from './digest/guard.ts'
import type { EdgeTimings } from './edge-options.ts'
import type { Dialogs } from './proxy/dialogs.ts'
import { receiveText } from './receive.ts'
import type { Bindings } from './registrar/bindings.ts'
import type { Transactions } from './transaction/transactions.ts'
import type { Flow, FlowListener } from './transport/flow.ts'

interface WatchParts {
  readonly clock: Clock
  readonly newId: NewId
  readonly guard: DigestGuard
  readonly bindings: Bindings
  readonly transactions: Transactions
  readonly dialogs: Dialogs
  readonly timings: EdgeTimings
  onError(error: unknown): void
}

/** Hears all connections: passes on what they bring, sends strangers away, and tells every table when one is gone. */
export function createFlowWatch(parts: WatchParts): FlowListener & { close(): void } {
  const strangers = new Map<Flow, () => void>()
  const forget = (flow: Flow) => {
    strangers.get(flow)?.()
    strangers.delete(flow)
  }
  return {
    opened(flow) {
      const check = () => {
        strangers.delete(flow)
        if (!parts.guard.anybody(flow)) flow.close('policy')
      }
      strangers.set(flow, parts.clock.after(parts.timings.strangerMs, check))
    },
    received(flow, text) {
      try {
        receiveText(flow, text, parts.transactions, parts.newId)
      } catch (error) {
        parts.onError(error)
        flow.close('bad')
      }
    },
    closed(flow) {
      forget(flow)
      parts.guard.forget(flow)
      parts.bindings.dropFlow(flow)
      parts.transactions.dropFlow(flow)
      parts.dialogs.flowGone(flow)
    },
    close() {
      for (const flow of [...strangers.keys()]) forget(flow)
    },
  }
}
