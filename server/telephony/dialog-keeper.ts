import type { DialogKeeper } from '../ports/sip.ts'
import type { Storage, Work } from '../storage/query.ts'
import { deleteDialog, loadDialogs, putDialog } from './dialogs.repository.ts'

/** A keeper in the database, and the end of its writing. */
export interface StoredDialogs extends DialogKeeper {
  /** Resolves once everything told so far is stored. */
  settled(): Promise<void>
}

/** Opens the keeper: reads what the last run left, and stores one change after the other. */
export async function openDialogKeeper(storage: Storage, onError: (error: unknown) => void): Promise<StoredDialogs> {
  const dialogs = await loadDialogs(storage.db)
  let tail: Promise<void> = Promise.resolve()
  const store = (write: (work: Work) => Promise<void>) => {
    tail = tail.then(() => storage.transaction(write)).catch(onError)
  }
  return {
    dialogs,
    save: (dialog) => store(({ tx }) => putDialog(tx, dialog)),
    drop: (dialog) => store(({ tx }) => deleteDialog(tx, dialog)),
    settled: () => tail,
  }
}
