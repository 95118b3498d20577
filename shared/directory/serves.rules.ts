import type { DirectoryEntry } from './entry.ts'

/** Levels of the demand tree a node fixes: `020000` one, `020100` two, `020101` three. */
const fixedPart = (node: string): string => node.replace(/(00)+$/, '')

/** How closely one of the entry's nodes of the demand tree holds the matter: 1 top, 2 group, 3 the leaf itself; 0: it is not for it. */
export function matterFit({ matters }: Pick<DirectoryEntry, 'matters'>, matter: string): 0 | 1 | 2 | 3 {
  const lengths = matters.map(fixedPart).map((part) => (part !== '' && matter.startsWith(part) ? part.length / 2 : 0))
  return Math.min(3, Math.max(0, ...lengths)) as 0 | 1 | 2 | 3
}

/**
 * How closely one of the entry's places holds the place: 2 district, 3 street or town, 4 community. 1: the entry is for the whole city.
 * 0: it is for other places, or the place is not known and the entry is for some only.
 */
export function placeFit({ places }: Pick<DirectoryEntry, 'places'>, place: string): 0 | 1 | 2 | 3 | 4 {
  if (places.length === 0) return 1
  const longest = Math.max(0, ...places.filter((code) => place.startsWith(code)).map((code) => code.length))
  return longest === 0 ? 0 : longest <= 6 ? 2 : longest <= 9 ? 3 : 4
}

const within = (one: string, other: string): boolean => one.startsWith(other) || other.startsWith(one)

/** Whether there is a matter that both are for. */
export const shareMatter = (one: Pick<DirectoryEntry, 'matters'>, other: Pick<DirectoryEntry, 'matters'>): boolean =>
  one.matters.some((mine) => other.matters.some((theirs) => within(fixedPart(mine), fixedPart(theirs))))

/** Whether there is a place that both are for. */
export const sharePlace = (one: Pick<DirectoryEntry, 'places'>, other: Pick<DirectoryEntry, 'places'>): boolean =>
  one.places.length === 0 ||
  other.places.length === 0 ||
  one.places.some((mine) => other.places.some((theirs) => within(mine, theirs)))
