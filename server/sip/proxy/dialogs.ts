import type { EndCause } from '#shared/telephony/call-event.ts'
import type { DialogKeeper } from '../../ports/sip.ts'
import type { EdgeNews } from '../edge-options.ts'
import type { Essentials, Replaces } from '../message/read.ts'
import type { Transactions } from '../transaction/transactions.ts'
import type { Flow } from '../transport/flow.ts'
import { type Dialog, type Party, peerOf, requestTo } from './dialog.ts'
import { createGrace, type GraceTimes } from './grace.ts'
import { keptDialog } from './kept-dialog.ts'
import { createProbe } from './probe.ts'

/** The live dialogs of this edge: they say where in-dialog requests go, and end when a party does not come back. */
export interface Dialogs {
  add(dialog: Dialog): void
  /** Its target, seats or hold changed: kept anew. */
  changed(dialog: Dialog): void
  /** The dialog a request belongs to and the end that sent it, by Call-ID and tags. */
  match(essentials: Essentials): { dialog: Dialog; sender: Party } | undefined
  /** The dialog a Replaces names; tags may be given from either end's view. */
  named(replaces: Replaces): Dialog | undefined
  live(callId: string): boolean
  /** The party sent something over this connection: it is there again. */
  heard(dialog: Dialog, party: Party, flow: Flow): void
  flowGone(flow: Flow): void
  /** A user registered over a connection: its lost dialogs are asked for there. */
  flowBack(user: string, flow: Flow, instance: string | null): void
  /** Takes the dialog off the table and tells each seat in it. */
  end(dialog: Dialog, by: Party | 'edge' | 'failed'): void
  /** Ends both sides with BYE. */
  hangUp(callId: string): boolean
  all(): readonly Dialog[]
  close(): void
}

interface DialogsParts extends GraceTimes {
  readonly transactions: Pick<Transactions, 'send'>
  readonly tell: (news: EdgeNews) => void
  readonly keeper: Pick<DialogKeeper, 'save' | 'drop'> | undefined
}

const ignored = { response: () => {}, failed: () => {} }

function sendBye(transactions: DialogsParts['transactions'], dialog: Dialog, party: Party): void {
  const other = peerOf(dialog, party)
  other.cseq += 1
  if (party.flow.open) transactions.send(party.flow, requestTo(dialog, party, 'BYE', other.cseq), ignored)
}

export function createDialogs(parts: DialogsParts): Dialogs {
  const table = new Map<string, Dialog[]>()
  const all = () => [...table.values()].flat()

  const hangUpBoth = (dialog: Dialog): void => {
    for (const party of [dialog.caller, dialog.callee]) sendBye(parts.transactions, dialog, party)
  }

  const tellEnd = (dialog: Dialog, by: Party | 'edge' | 'failed'): void => {
    for (const seat of dialog.seats) {
      const cause: EndCause = typeof by === 'string' ? by : by.user === seat ? 'seat' : 'caller'
      parts.tell({ type: 'ended', sipCallId: dialog.callId, seat, cause })
    }
  }

  const end = (dialog: Dialog, by: Party | 'edge' | 'failed'): void => {
    const list = table.get(dialog.callId) ?? []
    if (!list.includes(dialog)) return
    const rest = list.filter((other) => other !== dialog)
    if (rest.length > 0) table.set(dialog.callId, rest)
    else table.delete(dialog.callId)
    dialog.caller.stopGrace?.()
    dialog.callee.stopGrace?.()
    parts.keeper?.drop(keptDialog(dialog))
    tellEnd(dialog, by)
  }

  const fail = (dialog: Dialog): void => {
    hangUpBoth(dialog)
    end(dialog, 'failed')
  }

  const heard = (dialog: Dialog, party: Party, flow: Flow): void => {
    party.flow = flow
    if (!party.stopGrace) return
    party.stopGrace()
    party.stopGrace = null
    if (dialog.seats.length > 0) parts.tell({ type: 'party-back', sipCallId: dialog.callId, user: party.user })
  }

  const grace = createGrace({ ...parts, fail })
  const lose = (dialog: Dialog, party: Party): void => {
    if (!grace.lost(dialog, party)) return
    if (dialog.seats.length > 0) parts.tell({ type: 'party-lost', sipCallId: dialog.callId, user: party.user })
  }

  const probe = createProbe({
    transactions: parts.transactions,
    known: heard,
    unknown: grace.startedAnew,
  })

  const changed = (dialog: Dialog): void => {
    if (all().includes(dialog)) parts.keeper?.save(keptDialog(dialog))
  }

  return {
    changed,
    add(dialog) {
      table.set(dialog.callId, [...(table.get(dialog.callId) ?? []), dialog])
      changed(dialog)
      for (const party of [dialog.caller, dialog.callee]) if (!party.flow.open) lose(dialog, party)
    },
    match({ callId, fromTag, toTag }) {
      for (const dialog of table.get(callId) ?? []) {
        const { caller, callee } = dialog
        if (caller.tag === fromTag && callee.tag === toTag) return { dialog, sender: caller }
        if (callee.tag === fromTag && caller.tag === toTag) return { dialog, sender: callee }
      }
      return undefined
    },
    named: ({ callId, fromTag, toTag }) =>
      (table.get(callId) ?? []).find(
        ({ caller, callee }) =>
          (caller.tag === fromTag && callee.tag === toTag) || (caller.tag === toTag && callee.tag === fromTag),
      ),
    live: (callId) => table.has(callId),
    heard,
    flowGone(flow) {
      for (const dialog of all())
        for (const party of [dialog.caller, dialog.callee]) if (party.flow === flow) lose(dialog, party)
    },
    flowBack(user, flow, instance) {
      for (const dialog of all())
        for (const party of [dialog.caller, dialog.callee]) {
          if (!party.stopGrace || party.user !== user) continue
          const other = party.instance !== null && instance !== null && party.instance !== instance
          if (other) grace.startedAnew(dialog, party)
          else probe(dialog, party, flow)
        }
    },
    end,
    hangUp(callId) {
      const list = table.get(callId) ?? []
      for (const dialog of [...list]) {
        hangUpBoth(dialog)
        end(dialog, 'edge')
      }
      return list.length > 0
    },
    all,
    close() {
      for (const dialog of all()) {
        dialog.caller.stopGrace?.()
        dialog.callee.stopGrace?.()
      }
      table.clear()
    },
  }
}
