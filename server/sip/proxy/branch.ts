import type { SentBy, SipAnswer, SipElement, SipHeader, SipRequest, SipResponse } from '../../ports/sip.ts'
import type { Essentials } from '../message/read.ts'
import { withoutTopVia } from '../message/received.ts'
import { respondTo } from '../message/respond.ts'
import type { Transactions } from '../transaction/transactions.ts'
import type { Flow } from '../transport/flow.ts'

/** One attempt of a forwarded INVITE. */
export interface Branch {
  /** A final response was seen, or it failed. */
  readonly done: boolean
  cancel(headers?: readonly SipHeader[]): void
}

/** Responses come without our Via, ready to go up. `failed`: 408 no answer, 430 connection gone. */
export interface BranchListener {
  response(response: SipResponse, branch: Branch): void
  failed(status: 408 | 430, branch: Branch): void
}

/** Sends the INVITE over a connection. */
export function flowBranch(
  transactions: Pick<Transactions, 'send'>,
  flow: Flow,
  request: SipRequest,
  listener: BranchListener,
): Branch {
  let done = false
  const branch: Branch = {
    get done() {
      return done
    },
    cancel: (headers) => transaction.cancel(headers),
  }
  const transaction = transactions.send(flow, request, {
    response(response) {
      if (response.status >= 200) done = true
      listener.response(withoutTopVia(response), branch)
    },
    failed(status) {
      done = true
      listener.failed(status, branch)
    },
  })
  return branch
}

/** Why an element's transaction is over. */
export type ElementEnd = 'cancelled' | 'gone'

/** An INVITE at an element; `end` tells it that the caller is no longer there. */
export interface ElementBranch {
  end(why: ElementEnd): void
}

interface ElementParts {
  readonly element: SipElement
  readonly request: SipRequest
  readonly essentials: Essentials
  /** The element's To tag in this transaction. */
  readonly tag: string
  readonly broughtBack: number | null
  readonly sentBy: SentBy | null
  readonly callData: string | null
  answered(answer: SipAnswer, response: SipResponse): void
}

/** Hands the INVITE to an element over the inner transport. */
export function elementBranch(parts: ElementParts): ElementBranch {
  let done = false
  const listeners: ((why: ElementEnd) => void)[] = []
  parts.element.accept({
    request: parts.request,
    callId: parts.essentials.callId,
    fromTag: parts.essentials.fromTag,
    caller: parts.essentials.fromUser,
    broughtBack: parts.broughtBack,
    sentBy: parts.sentBy,
    callData: parts.callData,
    respond(answer) {
      if (done) return
      if (answer.status >= 200) done = true
      parts.answered(answer, respondTo(parts.request, answer, parts.tag))
    },
    onEnd: (listener) => void listeners.push(listener),
  })
  return {
    end(why) {
      if (done) return
      done = true
      for (const listener of listeners) listener(why)
    },
  }
}
