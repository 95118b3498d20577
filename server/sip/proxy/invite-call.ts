import type { Clock, NewId } from '#shared/kit/clock.ts'
import type { MonitorMode } from '#shared/seat/monitor.rules.ts'
import type { EndCause } from '#shared/telephony/call-event.ts'
import { declineCauseOf } from '#shared/telephony/decline.rules.ts'
import type { SentBy, SipAnswer, SipElement, SipHeader, SipResponse } from '../../ports/sip.ts'
import type { EdgeNews, EdgeTimings } from '../edge-options.ts'
import { forwardedRequest } from '../message/forward.ts'
import { contactOf, type Essentials, userOf } from '../message/read.ts'
import { answer, respondTo } from '../message/respond.ts'
import { prepend } from '../message/serialise.ts'
import { withCallData } from '../message/user-to-user.ts'
import type { ServerTransaction } from '../transaction/server-transaction.ts'
import type { Transactions } from '../transaction/transactions.ts'
import { bestOf } from './best-response.rules.ts'
import { type ElementBranch, elementBranch } from './branch.ts'
import type { AskCallData } from './call-data.ts'
import { type Dialog, dialogOf, type PartySource } from './dialog.ts'
import { withMonitorMode } from './monitor-header.ts'
import { type CallTarget, ringAll } from './ringing.ts'

/** What a call being set up needs of the edge. */
export interface CallWorld {
  readonly clock: Clock
  readonly newId: NewId
  readonly timings: EdgeTimings
  readonly transactions: Transactions
  /** Our Record-Route value. */
  readonly recordRoute: string
  isSeat(user: string): boolean
  targetsOf(user: string): readonly CallTarget[]
  tell(news: EdgeNews): void
  /** The 2xx is about to go up. */
  established(dialog: Dialog): void
  closed(call: InviteCall): void
}

/** An INVITE between its arrival and its final response upstream. */
export interface InviteCall {
  readonly callId: string
  /** The edge gives it up: cancels what rings and answers `status`. */
  giveUp(status: number, cause: EndCause): void
}

/** The element a call is for, which seat sent the caller there, and what its hotline says of it. */
interface ElementPlace {
  readonly element: SipElement
  readonly sentBy: SentBy | null
  readonly callData: string | null
}

interface CallParts {
  readonly world: CallWorld
  readonly server: ServerTransaction
  readonly essentials: Essentials
  readonly caller: PartySource
  /** An element decides where it goes, or one user is called. */
  readonly to:
    | ({ readonly kind: 'element' } & ElementPlace)
    | { readonly kind: 'user'; readonly user: string; readonly targets: readonly CallTarget[] }
  /** No events: a seat takes its own live call up again. */
  readonly silent: boolean
  /** A lead is let into the call of the one it calls, so; null: a call like any other. */
  readonly monitor: MonitorMode | null
  /** Asks what goes along with it before it rings. */
  readonly callData: AskCallData
}

/** Carries an INVITE from its arrival to its final response (the response context of RFC 3261 16.7). */
export function startInviteCall(parts: CallParts): InviteCall {
  const { world, server, essentials, to } = parts
  const callId = essentials.callId
  let over = false
  let stop: (why: 'cancelled' | 'gone') => void = () => {}
  let callData: string | null = null

  const tell = (news: EdgeNews) => {
    if (!parts.silent) world.tell(news)
  }
  const close = (response: SipResponse | null) => {
    over = true
    if (response) server.respond(response)
    world.closed(call)
  }
  const own = (given: SipAnswer) => respondTo(server.request, given, world.newId())
  const giveUp = (cause: EndCause, why: 'cancelled' | 'gone', status: number | null) => {
    if (over) return
    stop(why)
    close(status === null ? null : own(answer(status)))
    tell({ type: 'given-up', sipCallId: callId, cause })
  }
  const refuse = (response: SipResponse) => {
    if (over) return
    close(response)
    tell({ type: 'given-up', sipCallId: callId, cause: 'failed' })
  }
  const accept = (response: SipResponse, user: string, target: CallTarget) => {
    if (over) return
    const callee = { user, flow: target.flow, instance: target.instance }
    const dialog = dialogOf(server.request, essentials, response, { caller: parts.caller, callee })
    if (dialog) {
      // A seat that calls the hotline itself is a caller like any other.
      dialog.seats = (to.kind === 'element' ? [user] : [user, parts.caller.user]).filter(world.isSeat)
      world.established(dialog)
      for (const seat of dialog.seats) tell({ type: 'answered', sipCallId: callId, seat })
    }
    close(response)
  }

  /** Rings a user. `back`: where the call goes when nobody answers; without it the caller is refused. */
  const ring = (user: string, targets: readonly CallTarget[], back: ((status: number) => void) | null) => {
    const seat = world.isSeat(user)
    if (seat) tell({ type: 'offered', sipCallId: callId, seat: user })
    const failed = (statuses: readonly number[], responses: readonly SipResponse[]) => {
      const status = bestOf(statuses)
      if (seat) tell({ type: 'declined', sipCallId: callId, seat: user, cause: declineCauseOf(status) })
      if (back) return back(status)
      refuse(responses.find((response) => response.status === status) ?? own(answer(upstream(status))))
    }
    if (targets.length === 0) return failed([430], [])
    const ringing = ringAll({
      clock: world.clock,
      transactions: world.transactions,
      targets,
      requestFor: (target) => inviteFor(parts, target, callData),
      limitMs: back ? world.timings.ringMs : world.timings.timerCMs,
      renewed: !back,
      listener: {
        progress: (response) => server.respond(response),
        answered: (response, target) => accept(response, user, target),
        repeated: (response) => server.respond(response),
        failed,
      },
    })
    stop = (why) => ringing.cancel(why === 'gone' ? [causeHeader(487)] : [])
  }

  const toElement = (place: ElementPlace, tag: string, broughtBack: number | null) => {
    if (over) return
    let decided = false
    const branch: ElementBranch = elementBranch({
      ...place,
      request: broughtBack === null ? server.request : prepend(server.request, causeHeader(broughtBack)),
      essentials,
      tag,
      broughtBack,
      answered(given, response) {
        if (over) return
        if (given.status < 200) return server.respond(response)
        decided = true
        // Only an element's redirection is followed, and only to a registered user.
        const user = redirectedTo(response)
        if (user === undefined) return refuse(response)
        ring(user, world.targetsOf(user), (status) => toElement(place, tag, status))
      },
    })
    if (!over && !decided) stop = (why) => branch.end(why)
  }

  const call: InviteCall = { callId, giveUp: (status, cause) => giveUp(cause, 'cancelled', status) }
  server.onCancel = () => giveUp('caller', 'cancelled', 487)
  server.onGone = () => giveUp('caller', 'gone', null)
  server.respond(own(answer(100)))
  if (to.kind === 'element') toElement(to, world.newId(), null)
  else
    parts.callData((hex) => {
      callData = hex
      if (!over) ring(to.user, to.targets, null)
      return !over
    })
  return call
}

function redirectedTo(response: SipResponse): string | undefined {
  const contact = response.status >= 300 && response.status < 400 ? contactOf(response) : undefined
  return contact && userOf(contact)
}

/** The INVITE as one contact gets it. */
const inviteFor = ({ server, world, monitor }: CallParts, { uri }: CallTarget, callData: string | null) =>
  withCallData(withMonitorMode(forwardedRequest(server.request, uri, world.recordRoute), monitor), callData)

const causeHeader = (status: number): SipHeader => ({ name: 'Reason', value: `SIP;cause=${status}` })
/** 430 is between this edge and the phone only (RFC 5626 5.3.1). */
const upstream = (status: number): number => (status === 430 ? 480 : status)
