import type { CommandHandler, CommandHandlers } from '../ports/command.ts'
import type { Db } from '../storage/query.ts'
import type { EntryById } from './rows.ts'
import { countUse } from './suggestion-uses.repository.ts'

/** Seat of a call; null: no such call. Reads on the given connection. */
export type SeatOfCall = (db: Db, callId: string) => Promise<string | null>

const prefix = 'knowledge:'

/** Counts the use of a suggestion: of the seat's own call, or of any by a lead. */
export function suggestionHandlers(deps: {
  readonly seatOf: SeatOfCall
  readonly entryById: EntryById
}): Pick<CommandHandlers, 'suggestion.use'> {
  const use: CommandHandler<'suggestion.use'> = async ({ tx, seat, role, at }, { callId, suggestionId }) => {
    const owner = await deps.seatOf(tx, callId)
    // Whether a call exists that is another seat's is not said.
    if (owner === null || (role !== 'lead' && owner !== seat)) return { ok: false, reason: 'not-found', faults: [] }
    const known = suggestionId.startsWith(prefix) && deps.entryById(suggestionId.slice(prefix.length))
    if (!known) {
      return { ok: false, reason: 'not-found', faults: [{ field: 'suggestionId', rule: 'unknown' }] }
    }
    await countUse(tx, { callId, suggestionId, seat, at })
    return { ok: true, result: {} }
  }
  return { 'suggestion.use': use }
}
