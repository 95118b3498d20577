import type { WrittenDemand } from '#shared/assistant/expert-summary.rules.ts'
import type { FullCatalogue } from '#shared/contract/ticket-catalogue.ts'
import { readDraftStates } from '#shared/ticket-draft/draft-state.ts'
import type { Db } from '../storage/query.ts'
import { openDraftOfCall } from './draft.repository.ts'
import { bytesOf } from './update-bytes.ts'

/** What a call's open draft says so far; null: there is none. `type` is the closed value, the rest words. */
export type DemandOfCall = (callId: string) => Promise<(WrittenDemand & { readonly confidential: boolean }) | null>

/** Reads the matter document alone: who asks is not in it. */
export function createDemandOfCall(db: Db, catalogue: FullCatalogue): DemandOfCall {
  const places = new Map(catalogue.divisions.places.map(({ id, path }) => [id, path.join(' ')]))
  return async (callId) => {
    const row = await openDraftOfCall(db, callId)
    if (!row?.matter) return null
    const { type, matter, place, title, confidential } = readDraftStates(bytesOf(row.matter), null)
    return {
      type,
      matter: catalogue.matter(matter)?.path.join(' / ') ?? '',
      place: places.get(place) ?? '',
      title,
      confidential,
    }
  }
}
