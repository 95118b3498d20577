import type { Clock } from '#shared/kit/clock.ts'
import type { SipHeader, SipRequest, SipResponse } from '../../ports/sip.ts'
import { headerLine } from '../message/headers.ts'
import { contactOf, readEssentials } from '../message/read.ts'
import { prepend, serialiseSip } from '../message/serialise.ts'
import type { Transactions } from '../transaction/transactions.ts'
import type { Flow } from '../transport/flow.ts'
import { type Branch, flowBranch } from './branch.ts'

/** A contact on a connection: the only places the edge sends an INVITE to. */
export interface CallTarget {
  readonly uri: string
  readonly flow: Flow
  readonly instance: string | null
}

/** Hears how ringing goes on. Exactly one of `answered` and `failed` comes, unless `cancel` came first. */
export interface RingingListener {
  /** 101 to 199. */
  progress(response: SipResponse): void
  answered(response: SipResponse, target: CallTarget): void
  /** The winner's 2xx again. */
  repeated(response: SipResponse): void
  /** Final statuses of all contacts; `response` is the one with the status it gives, null: the edge's own. */
  failed(statuses: readonly number[], responses: readonly SipResponse[]): void
}

interface RingingParts {
  readonly clock: Clock
  readonly transactions: Transactions
  readonly targets: readonly CallTarget[]
  /** The INVITE for one contact. */
  requestFor(target: CallTarget): SipRequest
  /** How long it may ring, ms. */
  readonly limitMs: number
  /** Whether a provisional response starts the limit anew (Timer C) or not (ring time of an offered call). */
  readonly renewed: boolean
  readonly listener: RingingListener
}

/** How long a cancelled contact has to confirm before the call goes on without it, ms. */
const confirmMs = 2000

const timeoutReason: SipHeader = { name: 'Reason', value: 'SIP;cause=408;text="No answer"' }
export const elsewhereReason: SipHeader = { name: 'Reason', value: 'SIP;cause=200;text="Call completed elsewhere"' }

/** A 2xx nobody waits for any more: acknowledged and hung up, so that no phone believes in a call. */
function hangUpLate(transactions: Transactions, flow: Flow, request: SipRequest, response: SipResponse): void {
  const essentials = readEssentials(response)
  if (!essentials) return
  const base = (method: 'ACK' | 'BYE', cseq: number): SipRequest => ({
    kind: 'request',
    method,
    uri: contactOf(response)?.uri ?? request.uri,
    headers: [
      { name: 'Max-Forwards', value: '70' },
      { name: 'From', value: headerLine(response, 'from') ?? '' },
      { name: 'To', value: headerLine(response, 'to') ?? '' },
      { name: 'Call-ID', value: essentials.callId },
      { name: 'CSeq', value: `${cseq} ${method}` },
    ],
    body: '',
  })
  flow.send(serialiseSip(prepend(base('ACK', essentials.cseq.number), transactions.via(flow))))
  transactions.send(flow, base('BYE', essentials.cseq.number + 1), { response() {}, failed() {} })
}

/** Rings all contacts at once; the first 2xx wins and the others are cancelled (RFC 3261 16.7). The result gives up ringing. */
export function ringAll(parts: RingingParts): { cancel(reason: readonly SipHeader[]): void } {
  const { listener, transactions } = parts
  const branches = new Map<Branch, { target: CallTarget; request: SipRequest }>()
  const statuses: number[] = []
  const responses: SipResponse[] = []
  let state: 'ringing' | 'timed-out' | 'over' = 'ringing'
  let winner: { branch: Branch; tag: string } | null = null
  let stopTimer = () => {}

  const cancelAll = (reason: readonly SipHeader[]) => {
    for (const branch of branches.keys()) if (!branch.done) branch.cancel(reason)
  }
  const fail = () => {
    stopTimer()
    const timedOut = state === 'timed-out'
    state = 'over'
    listener.failed(timedOut ? [408] : statuses, timedOut ? [] : responses)
  }
  const settleIfDone = () => {
    if (state !== 'over' && statuses.length === branches.size) fail()
  }
  const timeOut = () => {
    state = 'timed-out'
    cancelAll([timeoutReason])
    stopTimer = parts.clock.after(confirmMs, fail)
  }
  const arm = () => {
    stopTimer()
    stopTimer = parts.clock.after(parts.limitMs, timeOut)
  }
  const accept = (response: SipResponse, branch: Branch) => {
    const tag = readEssentials(response)?.toTag ?? ''
    const known = branches.get(branch)
    if (winner) {
      if (winner.branch === branch && winner.tag === tag) listener.repeated(response)
      else if (known) hangUpLate(transactions, known.target.flow, known.request, response)
      return
    }
    if (!known) return
    if (state === 'over') return hangUpLate(transactions, known.target.flow, known.request, response)
    winner = { branch, tag }
    state = 'over'
    stopTimer()
    cancelAll([elsewhereReason])
    listener.answered(response, known.target)
  }
  const refuse = (status: number, response: SipResponse | null) => {
    statuses.push(status)
    if (response) responses.push(response)
    if (status >= 600 && state === 'ringing') cancelAll([])
    settleIfDone()
  }
  const branchListener = {
    response(response: SipResponse, branch: Branch) {
      if (response.status >= 300) return refuse(response.status, response)
      if (response.status >= 200) return accept(response, branch)
      if (state !== 'ringing' || response.status === 100) return
      if (parts.renewed) arm()
      listener.progress(response)
    },
    failed: (status: 408 | 430) => refuse(status, null),
  }

  arm()
  for (const target of parts.targets) {
    const request = parts.requestFor(target)
    branches.set(flowBranch(transactions, target.flow, request, branchListener), { target, request })
  }
  return {
    cancel(reason) {
      if (state === 'over') return
      state = 'over'
      stopTimer()
      cancelAll(reason)
    },
  }
}
