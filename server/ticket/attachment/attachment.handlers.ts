import type { CommandHandlers } from '../../ports/command.ts'
import { lockDraft } from '../draft.repository.ts'
import { findAttachment, markRemoved } from './attachment.repository.ts'
import { attachmentRights, type RightsParts } from './attachment-rights.ts'
import { noteAttachment } from './note-attachment.ts'

const refuse = (reason: 'not-found' | 'forbidden') => ({ ok: false as const, reason, faults: [] })

/** Takes a file away: while its draft is one, or while the unit that added it to its reply may still reply. Its content follows in an hour. */
export function createAttachmentHandlers(parts: RightsParts): Pick<CommandHandlers, 'attachment.remove'> {
  return {
    async 'attachment.remove'(context, { attachmentId }) {
      const { tx, at } = context
      const found = await findAttachment(tx, attachmentId)
      const draft = found && (await lockDraft(tx, found.draft_id))
      // Read again under the lock: two may take it away at once.
      const file = found && (await findAttachment(tx, attachmentId))
      if (!file || !draft) return refuse('not-found')
      const rights = await attachmentRights(tx, parts, { draft, asker: context })
      if (!rights.mayRemove(file)) {
        const note = { act: 'remove', file, draft, asker: context, refused: 'not-yours' } as const
        return { ...refuse(rights.maySee ? 'forbidden' : 'not-found'), note: (other) => noteAttachment(other, note) }
      }
      if (file.removed_at !== null) return { ok: true, result: {} }
      await markRemoved(tx, attachmentId, at)
      await noteAttachment(tx, { act: 'remove', file, draft, asker: context })
      return { ok: true, result: {} }
    },
  }
}
