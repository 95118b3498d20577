import type { SipRequest, SipResponse } from '../../ports/sip.ts'
import type { EdgeNews } from '../edge-options.ts'
import { foreignRoutes, forwardedRequest } from '../message/forward.ts'
import { contactOf, type Essentials } from '../message/read.ts'
import { withoutTopVia } from '../message/received.ts'
import { answer, respondTo } from '../message/respond.ts'
import { prepend, serialiseSip } from '../message/serialise.ts'
import type { ServerTransaction } from '../transaction/server-transaction.ts'
import type { Transactions } from '../transaction/transactions.ts'
import { type Dialog, type Party, peerOf } from './dialog.ts'
import type { Dialogs } from './dialogs.ts'
import { offersHold } from './hold.rules.ts'

/** Carries requests of established dialogs to the other end's present connection. */
export interface Relay {
  /** A request inside a dialog whose sender is known and allowed. */
  forward(server: ServerTransaction, essentials: Essentials, place: { dialog: Dialog; sender: Party }): void
  /** The ACK of a 2xx. */
  forwardAck(request: SipRequest, place: { dialog: Dialog; sender: Party }): void
}

interface RelayParts {
  readonly transactions: Transactions
  readonly dialogs: Dialogs
  readonly newId: () => string
  /** Our host in Route. */
  readonly host: string
  tell(news: EdgeNews): void
}

export function createRelay(parts: RelayParts): Relay {
  const { transactions, dialogs, newId } = parts
  const reply = (server: ServerTransaction, status: number) =>
    server.respond(respondTo(server.request, answer(status), newId()))

  const accepted = (
    server: ServerTransaction,
    response: SipResponse,
    { dialog, sender }: { dialog: Dialog; sender: Party },
  ) => {
    const peer = peerOf(dialog, sender)
    const method = server.request.method
    if (method === 'INVITE' || method === 'UPDATE') {
      sender.target = contactOf(server.request)?.uri ?? sender.target
      peer.target = contactOf(response)?.uri ?? peer.target
      noteHold(server.request, dialog, sender)
      dialogs.changed(dialog)
    }
  }
  const noteHold = (request: SipRequest, dialog: Dialog, sender: Party) => {
    const hold = offersHold(request.body)
    if (hold === null || !dialog.seats.includes(sender.user) || hold === dialog.held) return
    dialog.held = hold
    parts.tell({ type: hold ? 'held' : 'resumed', sipCallId: dialog.callId, seat: sender.user })
  }

  return {
    forward(server, essentials, { dialog, sender }) {
      const peer = peerOf(dialog, sender)
      const { method } = server.request
      if (essentials.cseq.number > sender.cseq) sender.cseq = essentials.cseq.number
      if (method === 'BYE') dialogs.end(dialog, sender)
      // Nobody is left to tell: the edge confirms the end itself, so that no side keeps a dead call.
      if (!peer.flow.open) return reply(server, method === 'BYE' ? 200 : 480)
      const request = forwardedRequest(server.request, server.request.uri, null)
      let answered = false
      const client = transactions.send(peer.flow, request, {
        response(response) {
          if (response.status === 100) return
          // A 2xx is repeated until its ACK has come (RFC 3261 13.3.1.4): by then a later re-INVITE may have said otherwise.
          if (response.status >= 200 && response.status < 300 && !answered) {
            answered = true
            accepted(server, response, { dialog, sender })
          }
          server.respond(withoutTopVia(response))
        },
        failed: (status) => reply(server, status === 430 ? 480 : status),
      })
      server.onCancel = () => client.cancel()
      server.onGone = () => client.cancel()
    },
    forwardAck(request, { dialog, sender }) {
      const { flow } = peerOf(dialog, sender)
      if (foreignRoutes(request, parts.host).length > 0) return
      const forwarded = forwardedRequest(request, request.uri, null)
      flow.send(serialiseSip(prepend(forwarded, transactions.via(flow))))
    },
  }
}
