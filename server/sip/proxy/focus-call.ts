import { parseSipUri } from '../message/uri.ts'
import type { Binding } from '../registrar/bindings.ts'
import type { Dialog } from './dialog.ts'
import type { Dialogs } from './dialogs.ts'
import type { CallWorld } from './invite-call.ts'
import type { Referral } from './referrals.ts'
import type { CallTarget } from './ringing.ts'

interface FocusCall {
  readonly dialogs: Dialogs
  /** User part of the conference that is called. */
  readonly conference: string
  /** The seat's REFER that is followed; undefined: a seat comes by itself. */
  readonly referral: Referral | undefined
}

/** The focus's connections, asked for the conference itself: its Request-URI is what tells conferences apart. */
export const focusTargets = (bindings: readonly Binding[], uri: string): readonly CallTarget[] =>
  bindings.filter(({ flow }) => flow.open).map(({ flow, instance }) => ({ uri, flow, instance }))

/**
 * Calls to a focus tell nothing of their own. For the hall the call of an outside party goes on as the seat's own leg to the conference, and one with
 * an inside party as that party's leg.
 */
export function intoFocus(world: CallWorld, call: FocusCall): CallWorld {
  const { dialogs, referral, conference } = call
  return {
    ...world,
    established(dialog) {
      const came = dialog.seats
      dialog.seats = []
      world.established(dialog)
      const within = referral && dialogs.all().find(({ callId }) => callId === referral.within)
      if (!referral || !within) return
      const [seat] = came
      if (seat !== undefined) {
        world.tell({ type: 'transferred', sipCallId: dialog.callId, of: within.callId, from: referral.referrer, seat })
        dialog.seats = [seat]
        within.seats = within.seats.filter((each) => each !== seat)
        for (const each of [dialog, within]) dialogs.changed(each)
        return
      }
      const own = dialogs.all().find((each) => isWayTo(each, referral.referrer, conference))
      if (!own || own.seats.length > 0 || within.seats.length === 0) return
      const { referrer } = referral
      world.tell({ type: 'replaced', sipCallId: own.callId, replaces: within.callId, seat: referrer })
      own.seats = within.seats
      own.held = within.held
      within.seats = []
      for (const each of [own, within]) dialogs.changed(each)
    },
  }
}

/** A seat's own leg to a conference: the focus named it in the Contact of its 2xx. */
const isWayTo = ({ caller, callee }: Dialog, seat: string, conference: string): boolean =>
  caller.user === seat && parseSipUri(callee.target)?.user === conference
