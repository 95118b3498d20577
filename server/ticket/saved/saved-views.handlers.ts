import { mostSavedViews } from '#shared/contract/rest/saved-views.schema.ts'
import type { CommandHandlers } from '../../ports/command.ts'
import type { PersonVault } from '../person-vault.ts'
import { removeView, savedViewsOf, saveView } from './saved-views.repository.ts'

/** Keeping lists: each seat its own, and no more than a person finds his way in. */
export const createSavedViewHandlers = (vault: PersonVault): Pick<CommandHandlers, 'view.save' | 'view.remove'> => ({
  async 'view.save'({ tx, seat, at }, view) {
    const kept = await savedViewsOf(tx, seat, vault)
    if (kept.length >= mostSavedViews && !kept.some(({ id }) => id === view.id))
      return { ok: false, reason: 'bad-input', faults: [{ field: 'name', rule: 'too-many' }] }
    await saveView(tx, view, { seat, at, vault })
    return { ok: true, result: {} }
  },
  async 'view.remove'({ tx, seat }, { id }) {
    await removeView(tx, seat, id)
    return { ok: true, result: {} }
  },
})
