import type { DraftsRow, PassMark } from '#shared/contract/socket/topics.ts'
import { createDisposerList, type Disposer } from '#shared/kit/disposable.ts'
import { followHolding } from './draft-holding.ts'
import { changeTab, freshTab, type TicketDeskStore, type TicketTab } from './ticket-desk.store.ts'
import type { DraftsChange, OpenDraft, TicketPorts } from './ticket-ports.ts'

/** The tabs and the drafts behind them: opening, following, letting go. */
export interface TicketTabs {
  tab(draftId: string): TicketTab | undefined
  draft(draftId: string): OpenDraft | null
  /** Runs now, or when the draft has opened. */
  whenOpen(draftId: string, run: (draft: OpenDraft) => void): void
  add(draftId: string, callId: string | null, title?: string): void
  /** A draft that was handed in before this page was loaded: its number is all that is known here. */
  addSubmitted(draftId: string, ticketNo: string): void
  load(draftId: string, callId: string | null): void
  remove(draftId: string): void
  /** Follows the server's list of this seat's drafts. */
  take(change: DraftsChange): void
  readonly close: Disposer
}

/** Starts without tabs. */
export function createTicketTabs(store: TicketDeskStore, openDraft: TicketPorts['openDraft']): TicketTabs {
  const open = new Map<string, Disposer>()
  const waiting = new Map<string, ((draft: OpenDraft) => void)[]>()
  const held = followHolding()
  let closed = false

  const tab = (draftId: string) => store.getState().tabs.find((one) => one.draftId === draftId)
  const draft = (draftId: string): OpenDraft | null => {
    const phase = tab(draftId)?.phase
    return phase !== undefined && 'draft' in phase ? phase.draft : null
  }
  const follow = (opened: OpenDraft) => {
    const { draftId } = opened
    const own = createDisposerList()
    own.add(opened.dispose)
    own.add(
      opened.onChange(() =>
        changeTab(store, draftId, { title: opened.input().title, serverFaults: [], refusal: null }),
      ),
    )
    open.set(draftId, own.dispose)
    const phase = tab(draftId)?.phase
    // The server's list may have said meanwhile that it is handed over, or handed in.
    const passedTo = held.passedTo(draftId)
    if (passedTo && tab(draftId)?.shared === null) {
      waiting.delete(draftId)
      const { title } = opened.input()
      return changeTab(store, draftId, { phase: { kind: 'over', draft: opened }, passedTo, title })
    }
    if (phase?.kind === 'submitted') changeTab(store, draftId, { phase: { ...phase, draft: opened } })
    else changeTab(store, draftId, { phase: { kind: 'open', draft: opened }, title: opened.input().title })
    for (const run of waiting.get(draftId) ?? []) run(opened)
    waiting.delete(draftId)
  }
  const load = async (draftId: string, callId: string | null): Promise<void> => {
    const opened = await openDraft(draftId, callId, tab(draftId)?.shared != null).catch(() => null)
    if (opened === null) changeTab(store, draftId, { phase: { kind: 'failed' } })
    else if (closed || tab(draftId) === undefined) opened.dispose()
    else follow(opened)
  }
  const add: TicketTabs['add'] = (draftId, callId, title = '') => {
    store.setState(({ tabs }) => ({ tabs: [...tabs, freshTab(draftId, callId, title)] }))
    void load(draftId, callId)
  }
  const remove = (draftId: string) => {
    const back = held.letGo(draftId)
    open.get(draftId)?.()
    open.delete(draftId)
    store.setState(({ tabs, selected }) => ({
      tabs: tabs.filter((one) => one.draftId !== draftId),
      selected: selected === draftId ? null : selected,
    }))
    if (back) add(draftId, back.callId, back.title)
  }
  const pass = (draftId: string, passedTo: PassMark) => {
    const [known, opened] = [tab(draftId), draft(draftId)]
    if (known?.shared === null && opened !== null)
      changeTab(store, draftId, { phase: { kind: 'over', draft: opened }, passedTo, serverFaults: [], refusal: null })
  }
  const takeRow = (row: DraftsRow) => {
    const { draftId, callId, title, ticketNo, passedTo } = row
    const known = tab(draftId)
    const fresh = held.take(row, known !== undefined && (known.shared !== null || known.phase.kind === 'over'))
    if (passedTo !== null) return pass(draftId, passedTo)
    if (ticketNo === null && known === undefined && fresh) add(draftId, callId, title)
    if (ticketNo === null || known === undefined) return
    changeTab(store, draftId, { phase: { kind: 'submitted', ticketNo, draft: draft(draftId) }, title })
  }
  return {
    tab,
    draft,
    add,
    addSubmitted(draftId, ticketNo) {
      const tab: TicketTab = { ...freshTab(draftId, null), phase: { kind: 'submitted', ticketNo, draft: null } }
      store.setState(({ tabs }) => ({ tabs: [...tabs, tab] }))
    },
    remove,
    whenOpen(draftId, run) {
      const opened = draft(draftId)
      if (opened) run(opened)
      else waiting.set(draftId, [...(waiting.get(draftId) ?? []), run])
    },
    load(draftId, callId) {
      changeTab(store, draftId, { phase: { kind: 'opening' } })
      void load(draftId, callId)
    },
    take({ set, gone }) {
      for (const draftId of gone) {
        held.gone(draftId)
        remove(draftId)
      }
      for (const [, row] of set) takeRow(row)
    },
    close() {
      closed = true
      for (const dispose of open.values()) dispose()
      open.clear()
    },
  }
}
