/** Most tickets of one file. */
export const mostExported = 1000
/** How long an approved export may be fetched, ms. */
export const exportOpenMs = 24 * 3_600_000

/** Roles that may ask for a file of a list. */
export const exportAskers = ['dispatcher', 'reviewer', 'supervisor'] as const
/** Roles that may let another person have it. */
export const exportDeciders = ['lead', 'supervisor'] as const

/** Roles that have to do with exports. */
export const exportRoles = [...new Set([...exportAskers, ...exportDeciders])]

export const exportStates = ['waits', 'approved', 'refused', 'over'] as const
export type ExportState = (typeof exportStates)[number]

/** What was written down of an export: it was asked for, decided on, fetched, or fetched in vain. */
export const exportNotes = ['asked', 'approved', 'refused', 'fetched', 'denied'] as const
export type ExportNote = (typeof exportNotes)[number]

/** One line of what was written down. `at` ms since the epoch. */
export interface ExportEntry {
  readonly what: ExportNote
  readonly seat: string
  readonly at: number
}

/** Where an export stands by its notes: the first decision counts, and holds for a day. */
export function exportState(notes: readonly ExportEntry[], now: number): ExportState {
  const decided = notes.find(({ what }) => what === 'approved' || what === 'refused')
  if (decided === undefined) return 'waits'
  if (decided.what === 'refused') return 'refused'
  return now - decided.at < exportOpenMs ? 'approved' : 'over'
}

export type ExportRefusal = 'own-request' | 'decided' | 'wrong-role'

/** Why somebody may not decide on an export; null: he may. Two persons, always. */
export function decisionRefusal(
  notes: readonly ExportEntry[],
  by: { readonly seat: string; readonly role: string },
): ExportRefusal | null {
  if (!exportDeciders.some((role) => role === by.role)) return 'wrong-role'
  if (notes.some(({ what, seat }) => what === 'asked' && seat === by.seat)) return 'own-request'
  return notes.some(({ what }) => what === 'approved' || what === 'refused') ? 'decided' : null
}
