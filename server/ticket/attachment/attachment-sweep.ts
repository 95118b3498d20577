import type { Clock } from '#shared/kit/clock.ts'
import { lookAgain } from '#shared/kit/look-again.ts'
import type { Storage } from '../../storage/query.ts'
import {
  appendAttachmentAct,
  forgetFile,
  lockUnused,
  markRemoved,
  orphans,
  unusedFiles,
} from './attachment.repository.ts'
import type { FileStore } from './file-store.ts'

export interface SweepParts {
  readonly storage: Storage
  readonly store: FileStore
  readonly clock: Clock
  readonly onError: (error: unknown) => void
}

const everyMs = 3_600_000
/** Content nobody has stays so long: an upload may be about to tie it. */
const staysMs = 3_600_000
/** A draft that got files and not a word is waited for so long: its words may lie in a journal of a desk that was closed. */
const emptyMs = 7 * 86_400_000
/** Files looked at in one go. */
const atOnce = 100

async function sweepOrphans({ storage }: SweepParts, at: number): Promise<void> {
  for (;;) {
    const found = await orphans(storage.db, at - emptyMs, atOnce)
    for (const { attachment_id: attachmentId, draft_id: draftId } of found)
      await storage.transaction(async ({ tx }) => {
        await markRemoved(tx, attachmentId, at)
        await appendAttachmentAct(tx, { at, seat: '', act: 'sweep', attachmentId, draftId, refused: null })
      })
    if (found.length < atOnce) return
  }
}

async function sweepFiles({ storage, store }: SweepParts, before: number): Promise<void> {
  for (;;) {
    const found = await unusedFiles(storage.db, before, atOnce)
    for (const address of found)
      await storage.transaction(async ({ tx }) => {
        if (!(await lockUnused(tx, address, before))) return
        // The content first: what could not be removed is still known and is tried again.
        await store.remove(address)
        await forgetFile(tx, address)
      })
    if (found.length < atOnce) return
  }
}

/** Removes files of drafts that were thrown away or never got a word, then content that no ticket has, then what never arrived whole. */
export async function sweepAttachments(parts: SweepParts): Promise<void> {
  const at = parts.clock.now()
  await sweepOrphans(parts, at)
  await sweepFiles(parts, at - staysMs)
  await parts.store.sweep(at - staysMs)
}

/** Looks now and every hour. The result stops it, and resolves when nothing is under way. */
export const startAttachmentSweep = (parts: SweepParts): (() => Promise<void>) =>
  lookAgain({ ...parts, everyMs, look: () => sweepAttachments(parts) })
