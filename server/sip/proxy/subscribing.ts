import type { SipAnswer } from '../../ports/sip.ts'
import type { EdgeOptions } from '../edge-options.ts'
import type { Essentials } from '../message/read.ts'
import { answer } from '../message/respond.ts'
import { parseSipUri } from '../message/uri.ts'
import type { Bindings } from '../registrar/bindings.ts'
import type { ServerTransaction } from '../transaction/server-transaction.ts'
import { fromIs, hostOf } from './admission.ts'
import { isFocusUser } from './focus.rules.ts'
import { focusTargets } from './focus-call.ts'
import { isConferenceEvent, type Subscriptions } from './subscriptions.ts'

interface SubscribingParts {
  readonly domain: string
  readonly bindings: Bindings
  readonly subscriptions: Subscriptions
  readonly world: { isSeat(user: string): boolean }
  readonly options: Pick<EdgeOptions, 'focus'>
  reply(server: ServerTransaction, given: SipAnswer): void
  /** Runs `go` once the sender has proved to be `user`. */
  asUser(server: ServerTransaction, user: string, go: () => void): Promise<void>
}

type Handle = (server: ServerTransaction, essentials: Essentials) => void | Promise<void>

/** What becomes of SUBSCRIBE and NOTIFY outside of calls: a seat may ask the focus who is in a conference, and nobody anything else. */
export function createSubscribing(parts: SubscribingParts): { begin: Handle; inside: Handle } {
  const { domain, bindings, subscriptions, world, reply, asUser } = parts
  const { focus } = parts.options
  return {
    begin(server, essentials) {
      const { request } = server
      const user = essentials.fromUser
      const conference = parseSipUri(request.uri)?.user ?? ''
      if (!isConferenceEvent(request))
        return reply(server, answer(489, [{ name: 'Allow-Events', value: 'conference' }]))
      return asUser(server, user, () => {
        const ours = fromIs(request, user, domain) && world.isSeat(user) && hostOf(request.uri) === domain
        if (focus === undefined || !ours || !isFocusUser(focus, conference)) return reply(server, answer(403))
        const [target] = focusTargets(bindings.of(focus), request.uri)
        if (target) subscriptions.open(server, essentials, { user, focus, target })
        else reply(server, answer(480))
      })
    },
    inside(server, essentials) {
      const place = subscriptions.match(essentials)
      const due = place?.sender === place?.subscription.subscriber ? 'SUBSCRIBE' : 'NOTIFY'
      if (!place || server.request.method !== due) return reply(server, answer(481))
      return asUser(server, place.sender.user, () => subscriptions.forward(server, essentials, place))
    },
  }
}
