import type { CommandHandlers } from '../ports/command.ts'
import { findFirm, lockRegister, noteAct, putFirms } from './enterprise.repository.ts'
import { takenOff } from './firm-row.rules.ts'

/** Takes an enterprise off the register, for a reason that is written down; a file that names it brings it back. */
export const createEnterpriseRemove = (): Pick<CommandHandlers, 'enterprise.remove'> => ({
  async 'enterprise.remove'({ tx, seat, at }, { code, reason }) {
    const act = { code, at, seat, act: 'remove', said: JSON.stringify({ reason }) } as const
    // A file that is being taken in may name it.
    await lockRegister(tx)
    const stored = await findFirm(tx, code)
    if (stored === undefined || stored.row.removed_at !== null)
      return {
        ok: false,
        reason: 'not-found',
        faults: [{ field: 'code', rule: stored === undefined ? 'unknown' : 'removed' }],
        note: (after) => noteAct(after, { ...act, refused: 'not-found' }),
      }
    await putFirms(tx, [takenOff(stored, at)])
    await noteAct(tx, { ...act, refused: null })
    return { ok: true, result: {} }
  },
})
