import type { SipRequest } from '../ports/sip.ts'
import type { DigestGuard } from './digest/guard.ts'
import { defaultExpiry, type EdgeOptions } from './edge-options.ts'
import { type Essentials, userOf } from './message/read.ts'
import { answer, respondTo } from './message/respond.ts'
import { parseSipUri } from './message/uri.ts'
import { allow, fromIs, hostOf, refuseRequest, requiredExtensions } from './proxy/admission.ts'
import { type Dialog, type Party, peerOf } from './proxy/dialog.ts'
import type { Dialogs } from './proxy/dialogs.ts'
import { routeInvite } from './proxy/initial-invite.ts'
import type { CallWorld, InviteCall } from './proxy/invite-call.ts'
import { type Referrals, referToOf } from './proxy/referrals.ts'
import type { Relay } from './proxy/relay.ts'
import { createSubscribing } from './proxy/subscribing.ts'
import type { Subscriptions } from './proxy/subscriptions.ts'
import type { Bindings } from './registrar/bindings.ts'
import { register } from './registrar/register.ts'
import type { ServerTransaction } from './transaction/server-transaction.ts'
import type { TransactionUser } from './transaction/transactions.ts'
import type { Flow } from './transport/flow.ts'

interface RouterParts {
  readonly domain: string
  readonly host: string
  readonly guard: DigestGuard
  readonly bindings: Bindings
  readonly dialogs: Dialogs
  readonly relay: Relay
  readonly referrals: Referrals
  readonly subscriptions: Subscriptions
  readonly world: CallWorld
  readonly calls: Map<string, InviteCall>
  readonly options: Pick<
    EdgeOptions,
    'elements' | 'inner' | 'services' | 'admitMonitor' | 'focus' | 'callData' | 'expiry' | 'onError'
  >
}

/** Decides what becomes of each new request: refused, carried out here, or sent on. */
export function createRouter(parts: RouterParts): TransactionUser {
  const { domain, guard, dialogs, bindings, world } = parts
  const reply = (server: ServerTransaction, given: ReturnType<typeof answer>) =>
    server.respond(respondTo(server.request, given, world.newId()))

  /** Runs `go` once the sender has proved to be `user`; otherwise challenges or refuses. */
  const asUser = async (server: ServerTransaction, user: string, go: () => void): Promise<void> => {
    const { flow, request } = server
    if (request.method !== 'REGISTER' && guard.knows(flow, user)) return go()
    const identity = await guard.check(flow, request, request.method === 'REGISTER' ? 'server' : 'proxy')
    if (server.phase !== 'proceeding' || !flow.open) return
    if (identity.kind !== 'known') {
      reply(server, identity.answer)
      if (identity.kind === 'refused' && identity.enough) flow.close('policy')
      return
    }
    if (identity.user !== user) return reply(server, answer(403))
    go()
  }

  const doRegister = (server: ServerTransaction, essentials: Essentials, user: string) => {
    const { request, flow } = server
    const extensions = requiredExtensions(request)
    if (extensions.length > 0)
      return reply(server, answer(420, [{ name: 'Unsupported', value: extensions.join(', ') }]))
    if (!fromIs(request, user, domain)) return reply(server, answer(403))
    const now = world.clock.now()
    const before = bindings.of(user)
    reply(
      server,
      register(request, essentials, { bindings, flow, user, expiry: parts.options.expiry ?? defaultExpiry, now }),
    )
    const own = bindings.of(user).find((binding) => binding.flow === flow)
    if (!own) return
    // The same phone over a new connection: the old one is dead, even if nobody has noticed yet (RFC 5626 5.3).
    const instance = own.instance
    const old = before.filter((binding) => instance !== null && binding.instance === instance && binding.flow !== flow)
    for (const binding of old) dialogs.flowGone(binding.flow)
    for (const binding of old) binding.flow.close('dead')
    dialogs.flowBack(user, flow, own.instance)
  }

  const subscribing = createSubscribing({ ...parts, reply, asUser })

  const inDialog = (server: ServerTransaction, essentials: Essentials): void | Promise<void> => {
    const place = dialogs.match(essentials)
    if (!place) return subscribing.inside(server, essentials)
    return asUser(server, place.sender.user, () => {
      dialogs.heard(place.dialog, place.sender, server.flow)
      if (server.request.method === 'REFER' && !noteReferral(server.request, place)) return reply(server, answer(403))
      parts.relay.forward(server, essentials, place)
    })
  }

  /** A seat may send its partner to somebody, or into its own place in another of its calls; false: this REFER may not go on. */
  const noteReferral = (request: SipRequest, { dialog, sender }: { dialog: Dialog; sender: Party }): boolean => {
    const to = referToOf(request, domain)
    if (!to || !world.isSeat(sender.user)) return false
    // RFC 4579 5.11: the focus is asked to send somebody away, which lets nobody call anybody.
    if (to.method === 'BYE') return peerOf(dialog, sender).user === parts.options.focus
    if (to.method !== 'INVITE') return false
    const named = to.replaces && dialogs.named(to.replaces)
    const own = named && [named.caller, named.callee].some((party) => party.user === sender.user)
    if (to.replaces && !own) return false
    const referee = peerOf(dialog, sender).user
    parts.referrals.add({ ...to, referee, referrer: sender.user, within: dialog.callId })
    return true
  }

  const outOfDialog = (server: ServerTransaction, essentials: Essentials): void | Promise<void> => {
    const { request } = server
    if (request.method === 'REGISTER') {
      if (hostOf(request.uri) !== domain) return reply(server, answer(404))
      const user = userOf(essentials.to)
      return asUser(server, user, () => doRegister(server, essentials, user))
    }
    if (request.method === 'OPTIONS' && parseSipUri(request.uri)?.user === null)
      return reply(server, answer(200, [allow]))
    if (request.method === 'SUBSCRIBE') return subscribing.begin(server, essentials)
    if (request.method !== 'INVITE') return reply(server, answer(request.method === 'BYE' ? 481 : 405, [allow]))
    return asUser(server, essentials.fromUser, () => {
      if (!fromIs(request, essentials.fromUser, domain)) return reply(server, answer(403))
      routeInvite(parts, server, essentials, essentials.fromUser)
    })
  }

  return {
    request(server, essentials) {
      const refusal = refuseRequest(server.request, parts.host)
      if (refusal) return reply(server, refusal)
      const done = essentials.toTag === null ? outOfDialog(server, essentials) : inDialog(server, essentials)
      done?.catch((error: unknown) => {
        parts.options.onError(error)
        reply(server, answer(500))
      })
    },
    ack(flow: Flow, request, essentials) {
      const place = dialogs.match(essentials)
      if (place && guard.knows(flow, place.sender.user)) parts.relay.forwardAck(request, place)
    },
  }
}
