import type { CommandHandlers } from '../ports/command.ts'
import { findFirm, noteAct } from './enterprise.repository.ts'
import { openFirm } from './firm-row.rules.ts'
import type { FirmVault } from './firm-vault.ts'

/** Shows an enterprise's numbers in the clear; nothing is shown before it is written down who asked, and why. */
export const createEnterpriseReveal = (vault: FirmVault): Pick<CommandHandlers, 'enterprise.reveal'> => ({
  async 'enterprise.reveal'({ tx, seat, at }, { code, reason }) {
    const act = { at, seat, act: 'reveal', said: JSON.stringify({ reason }) } as const
    const stored = await findFirm(tx, code)
    if (stored === undefined || stored.row.removed_at !== null)
      return {
        ok: false,
        reason: 'not-found',
        faults: [{ field: 'code', rule: 'unknown' }],
        note: (after) => noteAct(after, { ...act, code, refused: 'not-found' }),
      }
    await noteAct(tx, { ...act, code, refused: null })
    const { officerPhone, phones } = openFirm(stored, vault)
    return { ok: true, result: { officerPhone, phones: [...phones] } }
  },
})
