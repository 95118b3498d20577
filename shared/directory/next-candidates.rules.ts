import type { Presence, PresentEntry } from './entry.ts'
import { shareMatter, sharePlace } from './serves.rules.ts'

/** Most that are rung one after the other (振铃 20 秒换下一位): the chosen one and two more. */
export const mostCandidates = 3

/** Those who may answer, the likeliest first. Who is busy or not there is nobody's stand-in. */
const hopes: Partial<Record<Presence, number>> = { ready: 0, unknown: 1, away: 2 }

/** Whether `other` could answer in place of `chosen`: the same kind, for the same matter, language or (of no plain seat) organisation. */
function canStandIn(chosen: PresentEntry, other: PresentEntry): boolean {
  if (other.id === chosen.id || other.kind !== chosen.kind || !sharePlace(chosen, other)) return false
  switch (chosen.kind) {
    // Another city does not answer for this one, nor does another queue.
    case 'city':
    case 'queue':
      return false
    case 'interpreter':
      return chosen.languages.some((language) => other.languages.includes(language))
    // A colleague of the same skill was not asked for; one for the same matter was.
    case 'seat':
      return shareMatter(chosen, other)
    default:
      return other.unit === chosen.unit || shareMatter(chosen, other)
  }
}

/**
 * The chosen one, and at most two who could answer instead if nobody does. Same organisation first, then those likeliest to answer; ties keep
 * the directory's order.
 */
export function nextCandidates(chosen: PresentEntry, entries: readonly PresentEntry[]): readonly PresentEntry[] {
  const others = entries
    .filter((entry) => hopes[entry.presence] !== undefined && canStandIn(chosen, entry))
    .map((entry, order) => ({
      entry,
      order,
      far: entry.unit === chosen.unit ? 0 : 1,
      hope: hopes[entry.presence] ?? 9,
    }))
    .sort((a, b) => a.far - b.far || a.hope - b.hope || a.order - b.order)
  return [chosen, ...others.slice(0, mostCandidates - 1).map(({ entry }) => entry)]
}
