import { commands } from '#shared/contract/socket/commands.ts'
import type { CommandAck } from '#shared/contract/socket/envelope.ts'
import type { Disposer } from '#shared/kit/disposable.ts'
import { listOf } from '#shared/ticket/more-values.ts'
import { type FirmFilled, type FirmValues, fillFirm } from './fill-firm.ts'
import { insertAnswer } from './insert-answer.ts'
import { followSharedTabs } from './shared-tabs.ts'
import { takeOver } from './split.rules.ts'
import {
  changeTab,
  createTicketDeskStore,
  selectedTab,
  type TicketDeskStore,
  type TicketTab,
} from './ticket-desk.store.ts'
import type { OpenDraft, TicketCall, TicketPorts } from './ticket-ports.ts'
import { createTicketTabs, type TicketTabs } from './ticket-tabs.ts'

/** The open drafts of a seat and what can be done with them. */
export interface TicketDesk {
  readonly store: TicketDeskStore
  /** Whether this seat writes tickets of its own; else it only joins in others'. */
  readonly own: boolean
  readonly joinPeople: TicketPorts['joinPeople']
  /** Puts away what came too late. */
  dismiss(draftId: string): void
  /** Opens one more draft; with a call up it belongs to that call and has its number. */
  newTicket(): void
  select(draftId: string): void
  /** Tells which call is up. A call without a draft gets one. */
  setCall(call: TicketCall | null): void
  /** Hands the draft in. The form has found no fault before. */
  submit(draftId: string): Promise<void>
  /** 拆单: one more draft of the same call, with its caller and place; both tickets will name each other. */
  split(draftId: string): void
  /** Throws the draft away. */
  discard(draftId: string): Promise<void>
  retry(draftId: string): void
  /** Notes that the form has shown its faults once. */
  markTried(draftId: string): void
  /** Puts a knowledge answer into the draft that is shown, opening one where there is none. */
  insertAnswer(text: string, from: { readonly entryId: string; readonly suggestion: string }): void
  /** Fills the caller's enterprise into the seat's own draft that is shown, opening one where there is none; nothing that stands there is changed. */
  fillFirm(firm: FirmValues): Promise<FirmFilled>
  /** Marks the seat's own draft that is shown as 恶意骚扰, opening one where there is none; its other risk tags stay. */
  markHarassment(): void
  readonly close: Disposer
}

/** Whether nobody has written into the draft; the number of the call alone is not writing. */
function isUntouched(draft: OpenDraft): boolean {
  const { phone: _, ...rest } = draft.input()
  const empty = Object.values(rest).every(
    (value) => value === false || (typeof value === 'object' ? Object.keys(value).length === 0 : value === ''),
  )
  return empty && draft.field('phone')?.source !== 'typed'
}

const ticketNoOf = (ack: CommandAck): string | null => {
  if (!ack.ok) return null
  const parsed = commands['ticket.submit'].result.safeParse(ack.result)
  return parsed.success ? parsed.data.ticketNo : null
}

/** Gives a draft back to be mended. */
function showRefusal(store: TicketDeskStore, draft: OpenDraft, ack: CommandAck): void {
  if (ack.ok) return
  // Handed over meanwhile: the tab says so, and there is nothing to mend.
  if (store.getState().tabs.some(({ draftId, passedTo }) => draftId === draft.draftId && passedTo !== null)) return
  const refusal = ack.faults.length > 0 ? 'bad-input' : ack.reason
  changeTab(store, draft.draftId, { phase: { kind: 'open', draft }, tried: true, serverFaults: ack.faults, refusal })
}

/** Shows a draft as handed over until the server has answered. */
async function follow(store: TicketDeskStore, draft: OpenDraft, answer: Promise<CommandAck>): Promise<void> {
  const { draftId } = draft
  changeTab(store, draftId, { phase: { kind: 'submitting', draft }, refusal: null })
  const ack = await answer
  const ticketNo = ticketNoOf(ack)
  if (ticketNo !== null) changeTab(store, draftId, { phase: { kind: 'submitted', ticketNo, draft } })
  else showRefusal(store, draft, ack)
}

/** Starts drafts of their own accord or for the call that is up. */
function createStarter(
  store: TicketDeskStore,
  tabs: TicketTabs,
  { newDraftId, own: writes }: Pick<TicketPorts, 'newDraftId' | 'own'>,
) {
  let call: TicketCall | null = null
  const fillPhone = (draftId: string, { number }: TicketCall) =>
    tabs.whenOpen(draftId, (draft) => {
      if (number !== null && draft.field('phone') === null) draft.setField('phone', number, 'call')
    })
  const start = (): string => {
    const draftId = newDraftId()
    for (const tab of store.getState().tabs) if (tab.phase.kind === 'submitted') tabs.remove(tab.draftId)
    tabs.add(draftId, call?.callId ?? null)
    store.setState({ selected: draftId })
    if (call) fillPhone(draftId, call)
    return draftId
  }
  return {
    start,
    isOfCall: (callId: string | null): boolean => call !== null && call.callId === callId,
    setCall(next: TicketCall | null) {
      call = next
      if (next === null || !writes) return
      // One of a seat that handed the call on is the ticket of this call: no second one is begun.
      const known = store.getState().tabs.filter((tab) => tab.callId === next.callId)
      if (known.length === 0) start()
      for (const tab of known) if (tab.shared === null) fillPhone(tab.draftId, next)
    },
  }
}

/** The tab that is shown, unless its draft is handed in or over. */
function usableTab(store: TicketDeskStore): TicketTab | null {
  const shown = selectedTab(store.getState())
  return shown !== null && ['submitted', 'submitting', 'over'].includes(shown.phase.kind) ? null : shown
}

/** Starts the ticket column: takes up the drafts that are there, and follows the server's list. */
export function openTicketDesk(ports: TicketPorts): TicketDesk {
  const store = createTicketDeskStore()
  const tabs = createTicketTabs(store, ports.openDraft)
  const starter = createStarter(store, tabs, ports)
  let closed = false
  /** The seat's own draft that is shown; one is opened where there is none. */
  const ownDraft = (): string => {
    const shown = usableTab(store)
    return shown?.shared === null ? shown.draftId : starter.start()
  }
  const unfollow = ports.onDrafts(tabs.take)
  const takeShared = followSharedTabs({ store, tabs, leave: ports.leave })
  const unshare = ports.onShared((change) => {
    const before = selectedTab(store.getState())
    const [came] = takeShared(change)
    // What a person is writing for the call of the moment is not taken from under the hand.
    const busy = before?.phase.kind === 'open' && before.shared === null && starter.isOfCall(before.callId)
    if (came !== undefined) store.setState({ selected: busy ? (before?.draftId ?? null) : came })
  })
  const unhear = ports.onSubmitAnswer((draftId, ack) => {
    // One that is shown is followed where it was handed over.
    if (tabs.tab(draftId)) return
    const ticketNo = ticketNoOf(ack)
    if (ticketNo === null) tabs.whenOpen(draftId, (draft) => showRefusal(store, draft, ack))
    else tabs.addSubmitted(draftId, ticketNo)
  })
  void ports.keptDrafts().then((kept) => {
    for (const { draftId, callId, submitting } of kept) {
      if (closed || tabs.tab(draftId)?.phase.kind === 'submitted') continue
      const takeUp = (draft: OpenDraft) => {
        if (submitting && tabs.tab(draftId)?.phase.kind === 'open') void follow(store, draft, submitting)
      }
      tabs.whenOpen(draftId, takeUp)
      if (!tabs.tab(draftId)) tabs.add(draftId, callId)
    }
  })
  return {
    store,
    own: ports.own,
    joinPeople: ports.joinPeople,
    dismiss(draftId) {
      ports.leave(draftId)
      ports.forgetRefused(draftId)
      tabs.remove(draftId)
    },
    newTicket() {
      const shown = selectedTab(store.getState())
      const blank = shown?.phase.kind === 'open' && starter.isOfCall(shown.callId) && isUntouched(shown.phase.draft)
      if (!blank) starter.start()
    },
    split(draftId) {
      const from = tabs.tab(draftId)
      if (from?.phase.kind !== 'open' || from.shared !== null) return
      const { draft } = from.phase
      const next = ports.newDraftId()
      tabs.add(next, from.callId)
      store.setState({ selected: next })
      tabs.whenOpen(next, (fresh) => takeOver(draft, fresh))
    },
    select: (draftId) => store.setState({ selected: draftId }),
    setCall: starter.setCall,
    async submit(draftId) {
      const phase = tabs.tab(draftId)?.phase
      if (phase?.kind === 'open') await follow(store, phase.draft, ports.send('ticket.submit', { draftId }))
    },
    async discard(draftId) {
      // Gone at once, also while the network is away: the journal carries the command.
      const callId = tabs.tab(draftId)?.callId ?? null
      tabs.remove(draftId)
      const ack = await ports.send('draft.discard', { draftId })
      if (ack.ok || closed) return
      tabs.add(draftId, callId)
      changeTab(store, draftId, { refusal: ack.reason })
    },
    retry: (draftId) => tabs.load(draftId, tabs.tab(draftId)?.callId ?? null),
    markTried: (draftId) => changeTab(store, draftId, { tried: true }),
    fillFirm: (firm) => new Promise((resolve) => tabs.whenOpen(ownDraft(), (draft) => resolve(fillFirm(draft, firm)))),
    markHarassment() {
      tabs.whenOpen(ownDraft(), (draft) => {
        const tags = listOf(draft.input().more.riskTags)
        if (!tags.includes('harassment')) draft.setField('riskTags', [...tags, 'harassment'].join(','), 'typed')
      })
    },
    insertAnswer(text, from) {
      const shown = usableTab(store)
      const usable = shown !== null && shown.shared?.right !== 'read'
      if (!usable && !ports.own) return
      tabs.whenOpen(usable ? shown.draftId : starter.start(), (draft) => insertAnswer(draft, text, from))
    },
    close() {
      closed = true
      unfollow()
      unshare()
      unhear()
      tabs.close()
    },
  }
}
