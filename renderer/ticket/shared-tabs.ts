import type { SharedDraftRow } from '#shared/contract/socket/topics.ts'
import { changeTab, freshTab, type TicketDeskStore } from './ticket-desk.store.ts'
import type { SharedChange, TicketPorts } from './ticket-ports.ts'
import type { TicketTabs } from './ticket-tabs.ts'

export interface SharedTabsParts {
  readonly store: TicketDeskStore
  readonly tabs: Pick<TicketTabs, 'tab' | 'draft' | 'remove' | 'load'>
  readonly leave: TicketPorts['leave']
}

/** Follows the drafts of other seats that this one may see. @returns takes a change and gives the ids of those that came */
export function followSharedTabs({ store, tabs, leave }: SharedTabsParts): (change: SharedChange) => readonly string[] {
  const take = (shared: SharedDraftRow): boolean => {
    const { draftId, callId, title, ticketNo } = shared
    // It was this seat's own, and the person is still told who has it.
    if (tabs.tab(draftId)?.passedTo) return false
    const fresh = tabs.tab(draftId) === undefined
    if (fresh) {
      store.setState((state) => ({ tabs: [...state.tabs, { ...freshTab(draftId, callId, title), shared }] }))
      tabs.load(draftId, callId)
    } else changeTab(store, draftId, { shared, title })
    if (ticketNo !== null)
      changeTab(store, draftId, { phase: { kind: 'submitted', ticketNo, draft: tabs.draft(draftId) } })
    return fresh
  }
  const end = (draftId: string) => {
    if (tabs.tab(draftId)?.shared == null) return
    const draft = tabs.draft(draftId)
    // What was not taken is shown until the person puts it away.
    leave(draftId)
    if (draft !== null && draft.unsent().length > 0) changeTab(store, draftId, { phase: { kind: 'over', draft } })
    else tabs.remove(draftId)
  }
  return ({ kind, set, gone }) => {
    const still = new Set(set.map(([draftId]) => draftId))
    const ended = store
      .getState()
      .tabs.filter(({ shared, phase }) => shared !== null && phase.kind !== 'over')
      .map(({ draftId }) => draftId)
      .filter((draftId) => kind === 'snapshot' && !still.has(draftId))
    for (const draftId of [...gone, ...ended]) end(draftId)
    return set.filter(([, row]) => take(row)).map(([draftId]) => draftId)
  }
}
