import type { Clock, NewId } from '#shared/kit/clock.ts'
import { lookAgain } from '#shared/kit/look-again.ts'
import { soundChannels } from '#shared/recording/sound-frame.ts'
import type { Storage } from '../storage/query.ts'
import type { RecordingStore } from './recording-store.ts'
import { appendRecordingAct, markDeleted, oldRecordings } from './recordings.repository.ts'

export interface RetentionParts {
  readonly storage: Storage
  readonly store: RecordingStore
  readonly clock: Clock
  readonly newId: NewId
  /** How long recordings are kept. */
  readonly days: number
  readonly onError: (error: unknown) => void
}

const everyMs = 3_600_000
const dayMs = 86_400_000
/** Recordings deleted in one go. */
const atOnce = 100

/** Deletes what is older than the rule allows; each deletion is in the trail. */
export async function deleteOld({ storage, store, clock, newId, days }: RetentionParts): Promise<void> {
  for (;;) {
    const at = clock.now()
    const old = await oldRecordings(storage.db, at - days * dayMs, atOnce)
    for (const { recordingId, callId, startedAt } of old) {
      // The sound first: one that could not be removed is still in the index and is tried again.
      for (const channel of soundChannels) await store.remove({ recordingId, startedAt, channel })
      const reason = `older than ${days} days`
      const act = { at, seat: null, act: 'delete', accessId: newId(), recordingId, callId, reason } as const
      await storage.transaction(async ({ tx }) => {
        await markDeleted(tx, recordingId, at)
        await appendRecordingAct(tx, act)
      })
    }
    if (old.length < atOnce) return
  }
}

/** Looks now and every hour. The result stops it, and resolves when nothing is under way. */
export const startRetention = (parts: RetentionParts): (() => Promise<void>) =>
  lookAgain({ ...parts, everyMs, look: () => deleteOld(parts) })
