import type { SipRequest } from '../../ports/sip.ts'
import { forwardedRequest } from '../message/forward.ts'
import { headerLine } from '../message/headers.ts'
import type { Essentials } from '../message/read.ts'
import { withoutTopVia } from '../message/received.ts'
import { answer, respondTo } from '../message/respond.ts'
import type { ServerTransaction } from '../transaction/server-transaction.ts'
import type { Transactions } from '../transaction/transactions.ts'
import type { Flow } from '../transport/flow.ts'
import type { CallTarget } from './ringing.ts'

/** A seat's subscription to who is in a conference (RFC 6665, 4575), between the seat and the focus. Ends with its time or a connection. */
interface Subscription {
  readonly callId: string
  readonly subscriber: End
  readonly notifier: End
  /** ms since the epoch. */
  until: number
}

interface End {
  readonly user: string
  /** null: not yet known. */
  tag: string | null
  flow: Flow
}

/** Where a request inside a subscription comes from, and where it goes. */
export interface SubscriptionPlace {
  readonly subscription: Subscription
  readonly sender: End
  readonly receiver: End
}

export interface Subscriptions {
  /** Carries a SUBSCRIBE that begins one to the focus. */
  open(
    server: ServerTransaction,
    essentials: Essentials,
    ends: { user: string; focus: string; target: CallTarget },
  ): void
  match(essentials: Essentials): SubscriptionPlace | undefined
  forward(server: ServerTransaction, essentials: Essentials, place: SubscriptionPlace): void
}

interface SubscriptionsParts {
  readonly now: () => number
  readonly newId: () => string
  readonly transactions: Pick<Transactions, 'send'>
  readonly recordRoute: string
}

/** Longest life without a refresh, ms; and how many there may be. */
const lifeMs = 3_600_000
const most = 5000

/** Only who is in a conference may be asked for. */
export const isConferenceEvent = (request: SipRequest): boolean =>
  /^conference(;|$)/i.test(headerLine(request, 'event') ?? headerLine(request, 'o') ?? '')

const fits = (end: End, tag: string | null): boolean => end.tag === null || end.tag === tag

export function createSubscriptions(parts: SubscriptionsParts): Subscriptions {
  const table = new Map<string, Subscription>()

  const tidy = (): void => {
    for (const { callId, until, subscriber, notifier } of [...table.values()])
      if (until <= parts.now() || !subscriber.flow.open || !notifier.flow.open) table.delete(callId)
  }
  const reply = (server: ServerTransaction, status: number) =>
    server.respond(respondTo(server.request, answer(status), parts.newId()))
  const send = (server: ServerTransaction, flow: Flow, request: SipRequest, refused: () => void): void => {
    const client = parts.transactions.send(flow, request, {
      response(response) {
        if (response.status === 100) return
        if (response.status >= 300) refused()
        server.respond(withoutTopVia(response))
      },
      failed(status) {
        refused()
        reply(server, status === 430 ? 480 : status)
      },
    })
    server.onGone = () => client.cancel()
  }

  return {
    open(server, { callId, fromTag }, { user, focus, target }) {
      tidy()
      if (table.has(callId)) return reply(server, 482)
      if (table.size >= most) return reply(server, 503)
      const subscriber = { user, tag: fromTag, flow: server.flow }
      const notifier = { user: focus, tag: null, flow: target.flow }
      table.set(callId, { callId, subscriber, notifier, until: parts.now() + lifeMs })
      const request = forwardedRequest(server.request, target.uri, parts.recordRoute)
      send(server, target.flow, request, () => table.delete(callId))
    },
    match({ callId, fromTag, toTag }) {
      const subscription = table.get(callId)
      if (!subscription) return undefined
      const { subscriber, notifier } = subscription
      if (subscriber.tag === fromTag && fits(notifier, toTag))
        return { subscription, sender: subscriber, receiver: notifier }
      if (subscriber.tag === toTag && fits(notifier, fromTag))
        return { subscription, sender: notifier, receiver: subscriber }
      return undefined
    },
    forward(server, { fromTag }, { subscription, sender, receiver }) {
      const { request, flow } = server
      sender.flow = flow
      // The first NOTIFY may come before the 2xx (RFC 6665 4.4.1): it names the focus's end.
      sender.tag ??= fromTag
      if (request.method === 'SUBSCRIBE') subscription.until = parts.now() + lifeMs
      if (!receiver.flow.open) return reply(server, 481)
      const over = /^terminated/i.test(headerLine(request, 'subscription-state') ?? '')
      if (over) table.delete(subscription.callId)
      send(server, receiver.flow, forwardedRequest(request, request.uri, null), () => undefined)
    },
  }
}
