import type { Tx } from '../../storage/query.ts'
import type { DraftRow } from '../draft.repository.ts'
import { noteOnTrail } from '../note-on-trail.ts'
import { type AttachmentAct, appendAttachmentAct, type StoredAttachment } from './attachment.repository.ts'
import type { Asker } from './attachment-rights.ts'

/** What was done with a file. `refused`: it was asked for in vain, for this reason. */
export interface AttachmentNote {
  readonly act: AttachmentAct['act']
  readonly file: StoredAttachment
  readonly draft: Pick<DraftRow, 'ticket_no'>
  readonly asker: Asker
  readonly refused?: string
}

/** Writes it into the log of files, and of a ticket's file on the ticket's trail too. */
export async function noteAttachment(tx: Tx, { act, file, draft, asker, refused }: AttachmentNote): Promise<void> {
  const { seat, at } = asker
  const { attachment_id: attachmentId, draft_id: draftId, kind } = file
  await appendAttachmentAct(tx, { at, seat, act, attachmentId, draftId, refused: refused ?? null })
  if (draft.ticket_no === null) return
  const noted = { action: `attachment-${act}`, said: { attachmentId, kind } }
  await noteOnTrail(draft.ticket_no, asker, { ...noted, ...(refused !== undefined && { refused }) })(tx)
}
