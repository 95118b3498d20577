import type { MonitorMode } from '#shared/seat/monitor.rules.ts'
import type { SipRequest } from '../../ports/sip.ts'
import type { EdgeOptions } from '../edge-options.ts'
import { headerLine } from '../message/headers.ts'
import { type Essentials, replacesOf } from '../message/read.ts'
import { answer, respondTo } from '../message/respond.ts'
import { parseSipUri } from '../message/uri.ts'
import { callDataIn } from '../message/user-to-user.ts'
import type { Bindings } from '../registrar/bindings.ts'
import type { ServerTransaction } from '../transaction/server-transaction.ts'
import { hostOf } from './admission.ts'
import { callDataFor, noCallData } from './call-data.ts'
import { type Dialog, peerOf } from './dialog.ts'
import type { Dialogs } from './dialogs.ts'
import { isFocusUser } from './focus.rules.ts'
import { focusTargets, intoFocus } from './focus-call.ts'
import { decideInvite, type InviteDecision, type ReplacedCall } from './invite.rules.ts'
import { type CallWorld, type InviteCall, startInviteCall } from './invite-call.ts'
import { monitorHeader } from './monitor-header.ts'
import type { Referral, Referrals } from './referrals.ts'
import type { CallTarget } from './ringing.ts'

interface InviteParts {
  readonly world: CallWorld
  readonly domain: string
  readonly options: Pick<
    EdgeOptions,
    'elements' | 'inner' | 'services' | 'admitMonitor' | 'focus' | 'callData' | 'onError'
  >
  readonly bindings: Bindings
  readonly dialogs: Dialogs
  readonly referrals: Referrals
  /** Calls being set up, by Call-ID. */
  readonly calls: Map<string, InviteCall>
}

/** The call a Replaces names, as it concerns the caller (RFC 3891): its own, or one it was referred to. */
function replacedCall(
  dialog: Dialog | undefined,
  caller: string,
  referral: Referral | undefined,
): ReplacedCall | 'foreign' {
  const ends = dialog ? [dialog.caller, dialog.callee] : []
  const mine = ends.find((party) => party.user === caller)
  const place = mine ?? ends.find((party) => party.user === referral?.referrer)
  return dialog && place ? { own: mine !== undefined, peer: peerOf(dialog, place).user } : 'foreign'
}

type Verdict =
  | { readonly ok: false; readonly status: number }
  | {
      readonly ok: true
      readonly decision: Admitted
      readonly dialled: string
      readonly old: Dialog | undefined
      readonly referral: Referral | undefined
    }
type Admitted = Exclude<InviteDecision, { kind: 'refused' }>

const no = (status: number): Verdict => ({ ok: false, status })

/** Looks up what the rules ask about, and asks them. */
function judge(parts: InviteParts, request: SipRequest, essentials: Essentials, caller: string): Verdict {
  const { world, bindings, dialogs } = parts
  // Call-ID is what everybody knows a call by: a second live call may not borrow it.
  if (parts.calls.has(essentials.callId) || dialogs.live(essentials.callId)) return no(482)
  const replaces = replacesOf(request)
  if (replaces === undefined) return no(400)
  const old = replaces ? dialogs.named(replaces) : undefined
  const contact = bindings.byContact(request.uri)
  const peer = old && [old.caller, old.callee].find((party) => party.target === request.uri)
  if (!contact && !peer && hostOf(request.uri) !== parts.domain) return no(403)
  const dialled = peer?.user ?? contact?.user ?? parseSipUri(request.uri)?.user ?? ''
  const referral = parts.referrals.take({ referee: caller, target: dialled, replaces })
  const replaced = replaces && replacedCall(old, caller, referral)
  const isElement = (user: string) => parts.options.elements.has(user)
  const isInner = (user: string) => parts.options.inner?.has(user) ?? false
  const isService = (user: string) => parts.options.services?.has(user) ?? false
  const isFocus = (user: string) => isFocusUser(parts.options.focus, user)
  const referred = referral !== undefined
  const kinds = { isSeat: world.isSeat, isElement, isInner, isService, isFocus }
  const decision = decideInvite({ caller, dialled, replaced, referred, ...kinds })
  return decision.kind === 'refused' ? no(decision.status) : { ok: true, decision, dialled, old, referral }
}

/** Routes an INVITE that starts a dialog; `caller` has proved who it is. */
export function routeInvite(parts: InviteParts, server: ServerTransaction, essentials: Essentials, caller: string) {
  const { world, bindings } = parts
  const verdict = judge(parts, server.request, essentials, caller)
  if (!verdict.ok) return server.respond(respondTo(server.request, answer(verdict.status), world.newId()))
  const { decision, old, dialled, referral } = verdict
  const monitor = monitorOf(parts, server.request, { caller, dialled })
  if (monitor === 'refused') return server.respond(respondTo(server.request, answer(403), world.newId()))
  const element = decision.kind === 'element' ? parts.options.elements.get(decision.user) : undefined
  const again = decision.kind === 'peer'
  const followed = !again && !element ? referral : undefined
  const focus = !again && isFocusUser(parts.options.focus, dialled) ? parts.options.focus : undefined
  const silent = again || followed !== undefined || monitor !== null || focus !== undefined
  const about = headerLine(server.request, 'x-lianxian-about') ?? null
  if (!silent && !element && world.isSeat(caller))
    world.tell({ type: 'dialled', sipCallId: essentials.callId, seat: caller, target: dialled, about })
  const instance = bindings.of(caller).find((own) => own.flow === server.flow)?.instance ?? null
  const call = startInviteCall({
    world:
      old && again
        ? { ...world, established: takeOver(world, old, caller) }
        : focus !== undefined
          ? intoFocus(world, { dialogs: parts.dialogs, conference: dialled, referral: followed })
          : followed
            ? handedOver(parts, followed, old)
            : world,
    server,
    essentials,
    caller: { user: caller, flow: server.flow, instance },
    to: element
      ? {
          kind: 'element',
          element,
          sentBy: referral ? { seat: referral.referrer, within: referral.within } : null,
          callData: parts.options.callData?.isHotline(caller) ? callDataIn(server.request) : null,
        }
      : focus !== undefined
        ? { kind: 'user', user: focus, targets: focusTargets(bindings.of(focus), server.request.uri) }
        : { kind: 'user', user: decision.user, targets: targetsFor(world, decision.user, old) },
    silent,
    monitor,
    callData: again ? noCallData : callDataFor(world, parts.options, { caller, user: decision.user, about, referral }),
  })
  if (server.phase === 'proceeding') parts.calls.set(essentials.callId, call)
}

/** How a lead is let into the call of the seat it dials; `refused`: it claims to be and is not. */
function monitorOf(
  parts: InviteParts,
  request: SipRequest,
  { caller, dialled }: { caller: string; dialled: string },
): MonitorMode | 'refused' | null {
  const ticket = headerLine(request, monitorHeader)
  if (ticket === undefined) return null
  return parts.options.admitMonitor?.({ caller, dialled, ticket }) ?? 'refused'
}

/** The phone that holds the call to be replaced, or all of the user's. */
function targetsFor(world: CallWorld, user: string, old: Dialog | undefined): readonly CallTarget[] {
  const party = old && [old.caller, old.callee].find((end) => end.user === user)
  if (!party) return world.targetsOf(user)
  return party.flow.open ? [{ uri: party.target, flow: party.flow, instance: party.instance }] : []
}

/** The old dialog ends silently: for everybody else the call goes on under its new Call-ID. */
function takeOver(world: CallWorld, old: Dialog, seat: string): (dialog: Dialog) => void {
  return (dialog) => {
    if (old.seats.length > 0) world.tell({ type: 'replaced', sipCallId: dialog.callId, replaces: old.callId, seat })
    dialog.seats = old.seats
    dialog.held = old.held
    old.seats = []
    world.established(dialog)
  }
}

/**
 * Somebody follows a referral: for the hall the call with the outside party goes on with the seat that is in the new dialog. Which of the
 * two dialogs that was depends on who was asked: the inside party to take over the outside one's call, or the outside party to take over the consult.
 */
function handedOver(parts: InviteParts, referral: Referral, old: Dialog | undefined): CallWorld {
  const { world, dialogs } = parts
  const within = dialogs.all().find((dialog) => dialog.callId === referral.within)
  // Of two calls with the outside the later one is the consult: an edge keeps them in the order they were answered.
  const both = dialogs.all().filter((dialog) => dialog === old || dialog === within)
  const outside = both.find((dialog) => !isInside(dialog, world)) ?? old ?? within
  return {
    ...world,
    established(dialog) {
      world.established(dialog)
      const { referrer, target, within: about } = referral
      if (parts.options.services?.has(target))
        world.tell({ type: 'sent', sipCallId: dialog.callId, about, seat: referrer, target })
      const seat = dialog.seats.find((each) => each !== referrer)
      if (outside && seat)
        world.tell({ type: 'transferred', sipCallId: dialog.callId, of: outside.callId, from: referrer, seat })
      else if (outside && !parts.options.services?.has(target))
        world.tell({
          type: 'sent-on',
          sipCallId: dialog.callId,
          of: outside.callId,
          from: referrer,
          target: awayFrom(outside, dialog),
        })
    },
  }
}

/** Who of the new dialog is not the outside party of the old one. */
const awayFrom = (old: Dialog, { caller, callee }: Dialog): string =>
  [old.caller, old.callee].some(({ user }) => user === callee.user) ? caller.user : callee.user

const isInside = ({ caller, callee }: Dialog, world: CallWorld): boolean =>
  world.isSeat(caller.user) && world.isSeat(callee.user)
