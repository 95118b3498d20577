import { createEmitter } from '#shared/kit/emitter.ts'
import type { EdgeEvent, SipEdge } from '../ports/sip.ts'
import { createDigestGuard } from './digest/guard.ts'
import { createNonces } from './digest/nonce.ts'
import { defaultTimings, type EdgeNews, type EdgeOptions, type EdgeTimings } from './edge-options.ts'
import { createFlowWatch } from './flow-watch.ts'
import { createDialogs } from './proxy/dialogs.ts'
import { isFocusUser } from './proxy/focus.rules.ts'
import type { CallWorld, InviteCall } from './proxy/invite-call.ts'
import { resumedDialog } from './proxy/kept-dialog.ts'
import { createReferrals } from './proxy/referrals.ts'
import { createRelay } from './proxy/relay.ts'
import { createSubscriptions } from './proxy/subscriptions.ts'
import { createBindings } from './registrar/bindings.ts'
import { createRouter } from './router.ts'
import { createTransactions } from './transaction/transactions.ts'
import { listenWebSocket } from './transport/websocket.ts'

/** Octets above which a WebSocket message is not even read; between this and 64 KB it is answered 413. */
const mostFrameBytes = 262_144

/**
 * The SIP edge: registrar, digest and proxy for SIP over WebSocket (RFC 3261, 7118). It reaches nobody but connections that were
 * opened to it, and the elements behind it.
 */
export function createSipEdge(options: EdgeOptions): SipEdge {
  const { clock, newId, domain } = options
  const timings: EdgeTimings = { ...defaultTimings, ...options.timings }
  const events = createEmitter<EdgeEvent>(options.onError)
  const tell = (news: EdgeNews) => events.emit({ ...news, at: clock.now() } as EdgeEvent)
  const host = `edge.${domain}`
  const calls = new Map<string, InviteCall>()

  const guard = createDigestGuard(domain, createNonces(clock.now, timings.nonceMs), options.lookup)
  const bindings = createBindings(clock, (user, contacts) =>
    tell({ type: contacts > 0 ? 'registered' : 'unregistered', user, contacts }),
  )
  const transactions = createTransactions({
    clock,
    newId,
    sentBy: host,
    user: {
      request: (server, essentials) => router.request(server, essentials),
      ack: (flow, request, essentials) => router.ack(flow, request, essentials),
    },
  })
  const { graceMs, leftGraceMs } = timings
  const isFocus = (user: string) => isFocusUser(options.focus, user)
  const dialogs = createDialogs({ clock, graceMs, leftGraceMs, isFocus, transactions, tell, keeper: options.keeper })
  const world: CallWorld = {
    clock,
    newId,
    timings,
    transactions,
    recordRoute: `<sip:${host};transport=ws;lr>`,
    isSeat: options.isSeat,
    targetsOf: (user) => bindings.of(user).filter((binding) => binding.flow.open),
    tell,
    established: dialogs.add,
    closed: (call) => void (calls.get(call.callId) === call && calls.delete(call.callId)),
  }
  const router = createRouter({
    domain,
    host,
    guard,
    bindings,
    dialogs,
    relay: createRelay({ transactions, dialogs, newId, host, tell }),
    referrals: createReferrals(clock.now),
    subscriptions: createSubscriptions({ now: clock.now, newId, transactions, recordRoute: world.recordRoute }),
    world,
    options,
    calls,
  })

  const { onError } = options
  const flows = createFlowWatch({ clock, newId, guard, bindings, transactions, dialogs, timings, onError })
  const stopListening = listenWebSocket(
    {
      server: options.server,
      path: options.path ?? '/sip',
      allowOrigin: options.allowOrigin,
      pingEveryMs: timings.pingEveryMs,
      mostBytes: mostFrameBytes,
      mostFlows: options.mostFlows ?? 10_000,
      clock,
      newId,
    },
    flows,
  )

  for (const kept of options.keeper?.dialogs ?? []) dialogs.add(resumedDialog(kept))

  return {
    events: { on: events.on },
    endCall(sipCallId) {
      const call = calls.get(sipCallId)
      call?.giveUp(480, 'edge')
      return dialogs.hangUp(sipCallId) || call !== undefined
    },
    endRegistration(user) {
      const open = new Set([...guard.flowsOf(user), ...bindings.of(user).map((binding) => binding.flow)])
      bindings.remove(user)
      for (const flow of open) flow.close('policy')
    },
    registrations: bindings.all,
    async close() {
      await stopListening()
      flows.close()
      dialogs.close()
      transactions.close()
      bindings.close()
    },
  }
}
