import type { Role } from '#shared/seat/seat-state.ts'
import type { CommandHandler, CommandHandlers } from '../ports/command.ts'
import type { Db } from '../storage/query.ts'
import type { EntryById } from './rows.ts'
import { countUse } from './suggestion-uses.repository.ts'

/** Whether a seat may know what is said in a call; false for a call that is not there. Reads on the given connection. */
export type MayReadCall = (db: Db, callId: string, reader: { seat: string; role: Role }) => Promise<boolean>

const prefix = 'knowledge:'

/** Counts the use of a suggestion: of the seat's own call, or of any by a lead. */
export function suggestionHandlers(deps: {
  readonly mayRead: MayReadCall
  readonly entryById: EntryById
}): Pick<CommandHandlers, 'suggestion.use'> {
  const use: CommandHandler<'suggestion.use'> = async ({ tx, seat, role, at }, { callId, suggestionId }) => {
    // Whether a call exists that is another seat's is not said.
    if (!(await deps.mayRead(tx, callId, { seat, role }))) return { ok: false, reason: 'not-found', faults: [] }
    const known = suggestionId.startsWith(prefix) && deps.entryById(suggestionId.slice(prefix.length))
    if (!known) {
      return { ok: false, reason: 'not-found', faults: [{ field: 'suggestionId', rule: 'unknown' }] }
    }
    await countUse(tx, { callId, suggestionId, seat, at })
    return { ok: true, result: {} }
  }
  return { 'suggestion.use': use }
}
