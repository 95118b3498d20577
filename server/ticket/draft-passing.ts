import type { PassMark } from '#shared/contract/socket/topics.ts'
import type { DraftStay } from '#shared/handover/handover.ts'
import type { CommandContext } from '../ports/command.ts'
import type { DismissReader, TopicPublisher } from '../ports/topics.ts'
import type { Tx } from '../storage/query.ts'
import { type DraftRow, lockDraft } from './draft.repository.ts'
import { addPass } from './draft-passes.repository.ts'
import { passedRow, publishDrafts } from './draft-topics.ts'

export interface PassingParts {
  readonly publisher: TopicPublisher
  readonly dismiss: DismissReader
  readonly nameOf: (seat: string) => string
  /** Whether a call is not over. Given by the composition root. */
  readonly isUp: (tx: Tx, callId: string) => Promise<boolean>
  /** After the commit: this draft is not as it was. */
  readonly changed: (row: DraftRow) => void
}

/** Gives drafts from seat to seat: its files, links and what was noted of it are the draft's, and go along. */
export interface DraftPassing {
  /** What keeps the seat from handing the draft over now; null: nothing. `elsewhere`: also of a draft that is not there. */
  fault(tx: Tx, draftId: string, seat: string): Promise<DraftStay | null>
  /** Makes a draft of `from` the sender's own. @returns why it stays where it is; null: it has passed */
  pass(
    context: CommandContext,
    draftId: string,
    of: { readonly from: string; readonly handoverId: string },
  ): Promise<DraftStay | null>
}

/** Makes the passing; the draft is locked until the transaction ends, so that no word of either seat falls between. */
export function createDraftPassing(parts: PassingParts): DraftPassing {
  const { publisher, dismiss, nameOf } = parts
  const lookAt = async (tx: Tx, draftId: string, seat: string): Promise<DraftRow | DraftStay> => {
    const row = await lockDraft(tx, draftId)
    if (row === undefined || row.seat !== seat) return 'elsewhere'
    if (row.ticket_no !== null) return 'handed-in'
    if (row.discarded_at !== null) return 'discarded'
    return row.call_id !== null && (await parts.isUp(tx, row.call_id)) ? 'in-call' : row
  }
  return {
    async fault(tx, draftId, seat) {
      const found = await lookAt(tx, draftId, seat)
      return typeof found === 'string' ? found : null
    },
    async pass({ tx, seat, at, afterCommit }, draftId, { from, handoverId }) {
      const found = await lookAt(tx, draftId, from)
      if (typeof found === 'string') return found
      const mark: PassMark = { seat: from, name: nameOf(from), at }
      const row: DraftRow = { ...found, seat, passed_from: JSON.stringify(mark) }
      await addPass(tx, row, { from_seat: from, to_seat: seat, handover_id: handoverId, at })
      afterCommit(() => {
        const to = { seat, name: nameOf(seat), at }
        publisher.publish({ name: 'drafts', id: from }, [[draftId, passedRow(draftId, to)]])
        dismiss({ name: 'draft', id: draftId }, from)
        dismiss({ name: 'draft-people', id: draftId }, from)
        publishDrafts(publisher, row)
        parts.changed(row)
      })
      return null
    },
  }
}
