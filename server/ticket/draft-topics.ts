import type { DraftsRow, TopicRow } from '#shared/contract/socket/topics.ts'
import type { TopicPublisher, TopicSource } from '../ports/topics.ts'
import type { Db } from '../storage/query.ts'
import { type DraftRow, draftsOfSeat, findDraft } from './draft.repository.ts'
import type { PersonVault } from './person-vault.ts'

/** How long a handed-in draft stays in the seat's list, so that a desk that was away still learns its number. ms */
const submittedStaysMs = 10 * 60_000

const toDraftsRow = (row: DraftRow): DraftsRow => ({
  draftId: row.draft_id,
  callId: row.call_id,
  title: row.title,
  updatedAt: row.updated_at,
  ticketNo: row.ticket_no,
})

/** Tells the seat's list of drafts about one that changed, or is gone. */
export function publishDrafts(publisher: TopicPublisher, row: DraftRow): void {
  const ref = { name: 'drafts', id: row.seat } as const
  if (row.discarded_at === null) publisher.publish(ref, [[row.draft_id, toDraftsRow(row)]])
  else publisher.publish(ref, [], [row.draft_id])
}

/** Tells who has the draft open about one of its documents. @param update Yjs update v1 of the whole document, base64 */
export function publishDraft(publisher: TopicPublisher, draftId: string, row: TopicRow<'draft'>): void {
  publisher.publish({ name: 'draft', id: draftId }, [[row.doc, row]])
}

/** Where the hub gets drafts that nobody has asked for yet. A draft is its seat's alone. */
export function createDraftTopics(deps: { readonly db: Db; readonly vault: PersonVault; readonly now: () => number }): {
  readonly drafts: TopicSource<'drafts'>
  readonly draft: TopicSource<'draft'>
} {
  return {
    drafts: {
      async load(seat) {
        const rows = await draftsOfSeat(deps.db, seat, deps.now() - submittedStaysMs)
        return rows.map((row) => [row.draft_id, toDraftsRow(row)] as const)
      },
      allow: async (reader, id) => reader.seat === id,
    },
    draft: {
      async load(draftId) {
        const row = await findDraft(deps.db, draftId)
        const rows: (readonly [string, TopicRow<'draft'>])[] = []
        if (row?.matter) rows.push(['matter', { doc: 'matter', update: row.matter }])
        if (row?.person) rows.push(['person', { doc: 'person', update: deps.vault.open(row.person) }])
        return rows
      },
      async allow(reader, draftId) {
        const row = await findDraft(deps.db, draftId)
        // Before its first update has arrived a draft is nobody's: the desk asks again after it.
        return row !== undefined && row.seat === reader.seat && row.discarded_at === null
      },
    },
  }
}
