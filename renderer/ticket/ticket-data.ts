import { createFullCatalogue, type FullCatalogue } from '#shared/contract/ticket-catalogue.ts'
import type { Unit } from '#shared/directory/unit.ts'
import { createPathIndex, type PathIndex } from '#shared/kit/path-search.ts'
import { createToSyllables, type ToSyllables } from '#shared/kit/pinyin.ts'
import { defaultUnit } from '#shared/ticket/default-unit.rules.ts'
import type { Matter } from '#shared/ticket/matter.ts'
import type { Place } from '#shared/ticket/place.ts'

/** All that a ticket is chosen from, searchable. Some 60 ms to make, 200 KB: loaded when a ticket is first opened, never at the start. */
export interface TicketData {
  readonly catalogue: FullCatalogue
  readonly toSyllables: ToSyllables
  readonly matters: PathIndex<Matter>
  readonly places: PathIndex<Place>
  readonly units: PathIndex<Unit>
  /** The unit a matter goes to in a place; null while that is not clear. */
  unitFor(matter: string, place: string): Unit | null
}

type RawData = Parameters<typeof createFullCatalogue>[0] & {
  readonly readings: Parameters<typeof createToSyllables>[0]
}

/** Makes the indexes of the kept data. */
export function createTicketData(raw: RawData): TicketData {
  const catalogue = createFullCatalogue(raw)
  const toSyllables = createToSyllables(raw.readings)
  const units = createPathIndex(catalogue.units, toSyllables)
  const byName = new Map(
    catalogue.units.flatMap((unit) => [...unit.aliases, unit.name].map((name) => [name, unit] as const)),
  )
  // A unit's own name goes before another's alias.
  for (const unit of catalogue.units) byName.set(unit.name, unit)
  return {
    catalogue,
    toSyllables,
    matters: createPathIndex(catalogue.matters, toSyllables),
    places: createPathIndex(catalogue.divisions.places, toSyllables),
    units,
    unitFor(code, place) {
      const matter = catalogue.matter(code)
      const hint = matter && defaultUnit(matter, catalogue.divisions.districts, place)
      if (!hint) return null
      if (hint.by === 'zone') return units.get(`Z-${hint.zone}`) ?? null
      return (hint.by === 'street' ? units.get(`S${hint.street}`) : byName.get(hint.name)) ?? null
    },
  }
}

let loading: Promise<TicketData> | undefined

/** Loads the data once; a failed load is tried anew by the next caller. */
export function loadTicketData(): Promise<TicketData> {
  loading ??= Promise.all([
    import('#shared/ticket/data/taxonomy.json', { with: { type: 'json' } }),
    import('#shared/ticket/data/divisions.json', { with: { type: 'json' } }),
    import('#shared/directory/data/units.json', { with: { type: 'json' } }),
    import('#shared/kit/data/readings.json', { with: { type: 'json' } }),
  ]).then(
    ([taxonomy, divisions, units, readings]) =>
      createTicketData({
        taxonomy: taxonomy.default,
        divisions: divisions.default,
        units: units.default,
        readings: readings.default,
      }),
    (error: unknown) => {
      loading = undefined
      throw error
    },
  )
  return loading
}
