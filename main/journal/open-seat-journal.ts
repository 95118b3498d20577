import { fromBase64 } from '#shared/link/base64.ts'
import { type Journal, openJournal } from '#shared/link/journal.ts'
import { openFilePair } from './file-pair.ts'
import { isDiskError, type JournalFs } from './journal-fs.ts'
import { createSealer } from './sealer.ts'

/** Where a seat's journal lies. */
export interface SeatPlace {
  readonly fs: JournalFs
  readonly folder: string
  readonly seat: string
}

export type SeatOpening =
  | { readonly ok: true; readonly journal: Journal }
  | { readonly ok: false; readonly reason: 'no-store' | 'wrong-key' }

/** Opens the journal of one seat; the caller has the folder. `key`: AES-256, base64; what is no such key opens nothing: `wrong-key`. */
export async function openSeatJournal({ fs, folder, seat }: SeatPlace, key: string): Promise<SeatOpening> {
  const rawKey = fromBase64(key)
  if (rawKey?.length !== 32) return { ok: false, reason: 'wrong-key' }
  const sealer = await createSealer(rawKey)
  try {
    const pair = openFilePair(fs, folder, seat)
    try {
      const opening = await openJournal(pair.files, sealer)
      if (!opening.ok) pair.close()
      return opening
    } catch (error) {
      pair.close()
      throw error
    }
  } catch (error) {
    if (isDiskError(error)) return { ok: false, reason: 'no-store' }
    throw error
  }
}
