import { type SavedView, savedViewsSchema } from '#shared/contract/rest/saved-views.schema.ts'
import { type ReadParts, readJson } from '../../link/read-json.ts'

type Answer = { readonly ok: true } | { readonly ok: false; readonly faults?: readonly { readonly rule: string }[] }

/** The lists this seat keeps under names of its own. */
export interface SavedViewsDesk {
  /** null: they could not be read. */
  list(signal: AbortSignal): Promise<readonly SavedView[] | null>
  save(view: SavedView): Promise<Answer>
  remove(id: string): Promise<Answer>
}

interface SavedViewsParts extends ReadParts {
  readonly sendSave: (view: SavedView) => Promise<Answer>
  readonly sendRemove: (of: { readonly id: string }) => Promise<Answer>
}

/** Over fetch, and the link for what changes. */
export const createSavedViewsDesk = (parts: SavedViewsParts): SavedViewsDesk => ({
  async list(signal) {
    const answer = await readJson(parts, { path: '/api/ticket-views', shape: savedViewsSchema }, signal)
    return answer.ok ? answer.value.views : null
  },
  save: parts.sendSave,
  remove: (id) => parts.sendRemove({ id }),
})
