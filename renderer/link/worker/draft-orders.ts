import type { LinkOrder, LinkReport } from '#shared/contract/link/worker-messages.ts'
import { docKey, keptDrafts } from './desk-journal.rules.ts'
import type { EditDesk } from './edit-desk.ts'
import type { JournalKeeper } from './journal-keeper.ts'

export interface DraftOrderPorts {
  readonly keeper: JournalKeeper
  readonly edits: Pick<EditDesk, 'poke' | 'flush'>
  /** Joins Yjs updates, base64. */
  merge(updates: readonly string[]): string
  tell(report: LinkReport): void
  report(): void
}

/** What the page asks of the drafts in the journal. */
export interface DraftOrders {
  /** Answered when the edit is on disk. */
  edit(order: Extract<LinkOrder, { type: 'edit' }>): Promise<void>
  leave(draftId: string): void
  restore(order: Extract<LinkOrder, { type: 'restore' }>): Promise<void>
  drafts(order: Extract<LinkOrder, { type: 'drafts' }>): Promise<void>
}

/** Makes the three. */
export function createDraftOrders({ keeper, edits, merge, tell, report }: DraftOrderPorts): DraftOrders {
  return {
    async edit({ type: _type, id, ...change }) {
      const recorded = keeper.record([{ t: 'edit', n: keeper.desk.next, ...change }])
      edits.poke()
      report()
      tell({ type: 'answer', id, outcome: { ok: true, stored: await recorded, key: '', result: null } })
    },
    leave(draftId) {
      edits.flush(draftId)
      void keeper.record([{ t: 'left', draftId }])
      report()
    },
    async restore({ id, draftId }) {
      await keeper.opened
      const whole = (doc: 'matter' | 'person') => {
        const held = keeper.desk.docs.get(docKey(draftId, doc))?.held
        return held ? merge(held) : null
      }
      tell({ type: 'restored', id, matter: whole('matter'), person: whole('person') })
    },
    async drafts({ id }) {
      await keeper.opened
      tell({ type: 'drafts', id, drafts: keptDrafts(keeper.desk) })
    },
  }
}
