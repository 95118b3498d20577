import type { DraftsRow, PassMark, TopicRow } from '#shared/contract/socket/topics.ts'
import type { DraftNotes } from '#shared/ticket-draft/draft-notes.ts'
import type { TopicPublisher, TopicSource } from '../ports/topics.ts'
import type { Db } from '../storage/query.ts'
import { type DraftRow, draftsOfSeat, findDraft } from './draft.repository.ts'
import { passesFrom } from './draft-passes.repository.ts'
import type { PersonVault } from './person-vault.ts'

/** How long a handed-in draft stays in the seat's list, so that a desk that was away still learns its number. ms */
const submittedStaysMs = 10 * 60_000
/** How long a desk that was away still learns that a draft it kept was handed over. ms */
const passedStaysMs = 7 * 24 * 3_600_000

const toDraftsRow = (row: DraftRow): DraftsRow => ({
  draftId: row.draft_id,
  callId: row.call_id,
  title: row.title,
  updatedAt: row.updated_at,
  ticketNo: row.ticket_no,
  from: row.passed_from === null ? null : (JSON.parse(row.passed_from) as PassMark),
  passedTo: null,
})

/** What the seat that handed a draft over still hears of it: who has it. */
export const passedRow = (draftId: string, to: PassMark): DraftsRow => ({
  draftId,
  callId: null,
  title: '',
  updatedAt: to.at,
  ticketNo: null,
  from: null,
  passedTo: to,
})

/** Tells the seat's list of drafts about one that changed, or is gone. */
export function publishDrafts(publisher: TopicPublisher, row: DraftRow): void {
  const ref = { name: 'drafts', id: row.seat } as const
  if (row.discarded_at === null) publisher.publish(ref, [[row.draft_id, toDraftsRow(row)]])
  else publisher.publish(ref, [], [row.draft_id])
}

/** Tells who has the draft open about one of its documents. Who only joined in hears of the matter, and never of the person. */
export function publishDraft(publisher: TopicPublisher, draftId: string, row: TopicRow<'draft'>): void {
  publisher.publish({ name: 'draft', id: draftId }, [[row.doc, row]])
  if (row.doc === 'matter')
    publisher.publish({ name: 'draft-matter', id: draftId }, [['matter', { ...row, doc: 'matter' }]])
}

/** What was noted of a draft, as stored. Written by the server alone. */
export const notesOf = (row: Pick<DraftRow, 'notes'>): DraftNotes => JSON.parse(row.notes) as DraftNotes

const matterRow = (row: DraftRow | undefined) =>
  row?.matter ? { doc: 'matter' as const, update: row.matter, notes: notesOf(row) } : null

/** Whether the seat may see this draft now, though it is another's. */
export type MayJoin = (row: Pick<DraftRow, 'call_id' | 'seat'>, seat: string) => boolean

/** Where the hub gets drafts that nobody has asked for yet. The whole draft is its seat's alone; its matter is read by who is in the call. */
export function createDraftTopics(deps: {
  readonly db: Db
  readonly vault: PersonVault
  readonly now: () => number
  readonly mayJoin: MayJoin
  readonly nameOf: (seat: string) => string
}): {
  readonly drafts: TopicSource<'drafts'>
  readonly draft: TopicSource<'draft'>
  readonly 'draft-matter': TopicSource<'draft-matter'>
} {
  return {
    drafts: {
      async load(seat) {
        const rows = await draftsOfSeat(deps.db, seat, deps.now() - submittedStaysMs)
        const passed = await passesFrom(deps.db, seat, deps.now() - passedStaysMs)
        return [
          ...rows.map((row) => [row.draft_id, toDraftsRow(row)] as const),
          ...passed.map(({ draft_id, to_seat, at }) => {
            const to = { seat: to_seat, name: deps.nameOf(to_seat), at }
            return [draft_id, passedRow(draft_id, to)] as const
          }),
        ]
      },
      allow: async (reader, id) => reader.seat === id,
    },
    draft: {
      async load(draftId) {
        const row = await findDraft(deps.db, draftId)
        const rows: (readonly [string, TopicRow<'draft'>])[] = []
        const matter = matterRow(row)
        if (matter) rows.push(['matter', matter])
        if (row?.person) rows.push(['person', { doc: 'person', update: deps.vault.open(row.person), notes: null }])
        return rows
      },
      async allow(reader, draftId) {
        const row = await findDraft(deps.db, draftId)
        // Before its first update has arrived a draft is nobody's: the desk asks again after it.
        return row !== undefined && row.seat === reader.seat && row.discarded_at === null
      },
    },
    'draft-matter': {
      async load(draftId) {
        const matter = matterRow(await findDraft(deps.db, draftId))
        return matter ? [['matter', matter] as const] : []
      },
      async allow(reader, draftId) {
        const row = await findDraft(deps.db, draftId)
        return row !== undefined && row.discarded_at === null && deps.mayJoin(row, reader.seat)
      },
    },
  }
}
