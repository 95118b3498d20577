import type { NewId } from '#shared/kit/clock.ts'
import type { EndCause } from '#shared/telephony/call-event.ts'
import type { SipElement } from '../../ports/sip.ts'
import type { Essentials } from '../message/read.ts'
import { answer, respondTo } from '../message/respond.ts'
import { callDataIn } from '../message/user-to-user.ts'
import type { ElementEnd } from '../proxy/branch.ts'
import type { ServerTransaction } from '../transaction/server-transaction.ts'
import { callerOf, reasonCause } from './element-request.rules.ts'

interface ElementCallParts {
  readonly server: ServerTransaction
  readonly essentials: Essentials
  readonly element: SipElement
  readonly newId: NewId
  /** The final answer was given (`status`), or there is nobody to give it to. */
  closed(status: number | null): void
  /** The call will not go on anywhere: told after the element knows. */
  givenUp(cause: EndCause): void
}

/** Hands an INVITE of a proxy to an element, as the edge's inner transport does. */
export function startElementCall(parts: ElementCallParts): void {
  const { server, essentials } = parts
  const tag = parts.newId()
  const listeners: ((why: ElementEnd) => void)[] = []
  let over = false
  const close = (status: number | null) => {
    over = true
    parts.closed(status)
  }
  const end = (why: ElementEnd) => {
    if (!over) close(null)
    for (const listener of listeners.splice(0)) listener(why)
    parts.givenUp('caller')
  }
  server.onCancel = () => {
    if (over) return
    server.respond(respondTo(server.request, answer(487), tag))
    end('cancelled')
  }
  server.onGone = () => end('gone')
  // Whoever does not acknowledge its answer does not follow it either.
  server.onUnacknowledged = () => end('gone')
  server.respond(respondTo(server.request, answer(100), tag))
  parts.element.accept({
    request: server.request,
    callId: essentials.callId,
    fromTag: essentials.fromTag,
    caller: callerOf(server.request, essentials),
    broughtBack: reasonCause(server.request),
    // A proxy does not say who referred a caller.
    sentBy: null,
    // A proxy takes them from phones.
    callData: callDataIn(server.request),
    respond(given) {
      if (over) return
      if (given.status >= 200 && given.status < 300) throw new Error('an element takes no call itself')
      if (given.status >= 300) close(given.status)
      server.respond(respondTo(server.request, given, tag))
      if (given.status >= 400) parts.givenUp('failed')
    },
    onEnd: (listener) => void listeners.push(listener),
  })
}
