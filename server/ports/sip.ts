import type { DeclineCause, EndCause } from '#shared/telephony/call-event.ts'

/** One header line as it came, unfolded; compact names are kept, order is the message's. */
export interface SipHeader {
  readonly name: string
  readonly value: string
}

/** A request that passed the parser (RFC 3261 7.1). `body` is UTF-8 text. */
export interface SipRequest {
  readonly kind: 'request'
  readonly method: string
  readonly uri: string
  readonly headers: readonly SipHeader[]
  readonly body: string
}

/** A response that passed the parser (RFC 3261 7.2). */
export interface SipResponse {
  readonly kind: 'response'
  readonly status: number
  readonly reason: string
  readonly headers: readonly SipHeader[]
  readonly body: string
}

export type SipMessage = SipRequest | SipResponse

/** What an element answers with; the transaction layer adds Via, From, To, Call-ID and CSeq. */
export interface SipAnswer {
  /** 101 to 699. */
  readonly status: number
  readonly reason: string
  readonly headers?: readonly SipHeader[]
}

/** A seat that sent the other party of its call somewhere. `within`: Call-ID of that call. */
export interface SentBy {
  readonly seat: string
  readonly within: string
}

/**
 * An INVITE that waits for its answer at an element. Retransmissions and the ACK of a refusal are kept from it (RFC 3261 17.2.1),
 * so the same element can stand behind the edge's inner transport or behind a UDP or TCP transaction layer.
 */
export interface SipTransaction {
  readonly request: SipRequest
  readonly callId: string
  readonly fromTag: string
  /** User part of From: authenticated by the edge. */
  readonly caller: string
  /** `SIP;cause=…` of a Reason header (RFC 3326): why the call is brought back after a redirection; null on first arrival. */
  readonly broughtBack: number | null
  /** What another city's hotline says of the call it hands over, in hex and not looked into; from anybody else null. */
  readonly callData: string | null
  /** The seat's call whose caller this is, sent here by REFER; null: it came by itself. */
  readonly sentBy: SentBy | null
  /** Any number of 1xx, then one final answer. Ignored after a final answer or an end. */
  respond(answer: SipAnswer): void
  /** The caller cancelled, or the caller's connection died; the transaction is over then. */
  onEnd(listener: (why: 'cancelled' | 'gone') => void): void
}

/** A SIP server behind the edge that answers INVITEs to its address. */
export interface SipElement {
  accept(transaction: SipTransaction): void
}

/** What the edge saw. `at` is milliseconds since the Unix epoch; `sipCallId` is the Call-ID header, unique among live calls. */
export type EdgeEvent = { readonly at: number } & (
  | { readonly type: 'registered' | 'unregistered'; readonly user: string; readonly contacts: number }
  /** A seat calls out (`target` as dialled). `about`: Call-ID of the call it says this one is made for. */
  | {
      readonly type: 'dialled'
      readonly sipCallId: string
      readonly seat: string
      readonly target: string
      readonly about: string | null
    }
  /** The INVITE is on its way to the seat's phones. */
  | { readonly type: 'offered'; readonly sipCallId: string; readonly seat: string }
  | { readonly type: 'declined'; readonly sipCallId: string; readonly seat: string; readonly cause: DeclineCause }
  /** `seat` took the call, or (outgoing) `seat`'s call was taken. */
  | { readonly type: 'answered'; readonly sipCallId: string; readonly seat: string }
  | { readonly type: 'held' | 'resumed'; readonly sipCallId: string; readonly seat: string }
  /** The seat took its live call up again with a new Call-ID (INVITE with Replaces, RFC 3891); the old one ends silently. */
  | { readonly type: 'replaced'; readonly sipCallId: string; readonly replaces: string; readonly seat: string }
  /** A seat referred somebody (RFC 5589): `seat` goes on with the other party of the call `of`, in place of `from`. */
  | {
      readonly type: 'transferred'
      readonly sipCallId: string
      readonly of: string
      readonly from: string
      readonly seat: string
    }
  /** A seat sent the other party of its call (`about`) to a service by REFER, and it was answered there. */
  | {
      readonly type: 'sent'
      readonly sipCallId: string
      readonly about: string
      readonly seat: string
      readonly target: string
    }
  /** The outside party of the call `of` goes on with `target`, a user outside the hall, in place of the seat `from`. */
  | {
      readonly type: 'sent-on'
      readonly sipCallId: string
      readonly of: string
      readonly from: string
      readonly target: string
    }
  /** Call data left with a call of the seat to another city's hotline (`target`, a user). `sipCallId`: the call they are about. */
  | { readonly type: 'data-sent'; readonly sipCallId: string; readonly seat: string; readonly target: string }
  /** The caller gave up, or its INVITE failed, before anybody answered. */
  | { readonly type: 'given-up'; readonly sipCallId: string; readonly cause: EndCause }
  /** An answered call is over, said once for each seat in it. */
  | { readonly type: 'ended'; readonly sipCallId: string; readonly seat: string; readonly cause: EndCause }
  /** A party's connection is gone; the call ends after the grace unless it comes back. */
  | { readonly type: 'party-lost' | 'party-back'; readonly sipCallId: string; readonly user: string }
)

/** Who may use the edge: acceptable H(A1) values (RFC 2617 3.2.2.2, lower-case hex MD5) of a user; none: unknown user. */
export type CredentialLookup = (user: string) => Promise<readonly string[]>

/** One registered user. */
export interface Registration {
  readonly user: string
  readonly contacts: number
  /** `+sip.instance` and reg-id of each contact (RFC 5626 4.1); null: it gave none. */
  readonly instances: readonly (string | null)[]
  readonly since: number
}

/** One end of a kept dialog. `address`: its From or To value, tag included; `target`: its Contact URI; `cseq`: the highest it had used. */
export interface KeptParty {
  readonly user: string
  readonly tag: string
  readonly address: string
  readonly instance: string | null
  readonly target: string
  readonly cseq: number
}

/** An established dialog without its connections: what the edge needs to carry it on after a restart. */
export interface KeptDialog {
  readonly callId: string
  readonly caller: KeptParty
  readonly callee: KeptParty
  readonly seats: readonly string[]
  readonly held: boolean
}

/** Keeps the live dialogs where a restart does not reach them. */
export interface DialogKeeper {
  /** Those of the last run, for the edge to take up again. */
  readonly dialogs: readonly KeptDialog[]
  /** New, or changed. */
  save(dialog: KeptDialog): void
  drop(dialog: KeptDialog): void
}

/** What the rest of the backend may do with the edge. */
export interface SipEdge {
  readonly events: { on(listener: (event: EdgeEvent) => void): () => void }
  /** Ends a call on both sides (BYE), or cancels it while it rings; false: no such call. */
  endCall(sipCallId: string): boolean
  /** Removes a user's bindings and closes the connections it authenticated on. */
  endRegistration(user: string): void
  registrations(): readonly Registration[]
  close(): Promise<void>
}
