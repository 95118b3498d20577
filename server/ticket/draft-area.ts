import type { District } from '#shared/ticket/place.ts'
import { readDraftStates } from '#shared/ticket-draft/draft-state.ts'
import type { Db } from '../storage/query.ts'
import { openDraftOfCall } from './draft.repository.ts'
import { bytesOf } from './update-bytes.ts'

/** Says which district a call's open draft is about; null: no draft, no place in it yet, or 未提及. */
export type AreaOfCall = (callId: string) => Promise<string | null>

/** @param districts code (six digits) and name of each */
export function createAreaOfCall(db: Db, districts: readonly Pick<District, 'code' | 'name'>[]): AreaOfCall {
  const names = new Map(districts.map(({ code, name }) => [code, name]))
  return async (callId) => {
    const row = await openDraftOfCall(db, callId)
    if (!row?.matter) return null
    const { place } = readDraftStates(bytesOf(row.matter), null)
    return names.get(place.slice(0, 6)) ?? null
  }
}
