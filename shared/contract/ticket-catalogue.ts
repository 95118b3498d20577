import { expandUnits, type Unit, type UnitData } from '../directory/unit.ts'
import { type Matter, type Taxonomy, toMatters } from '../ticket/matter.ts'
import { type DivisionData, type Divisions, type Place, placeLevel, toDivisions } from '../ticket/place.ts'
import type { TicketCatalogue } from '../ticket/ticket.rules.ts'

/** The kept data that a ticket is chosen from and checked against. */
export interface CatalogueData {
  readonly taxonomy: Taxonomy
  readonly divisions: DivisionData
  readonly units: UnitData
}

/** All of it, read: the lists for the form, and the answers the rules ask for. */
export interface FullCatalogue extends TicketCatalogue {
  readonly matters: readonly Matter[]
  readonly divisions: Divisions
  readonly units: readonly Unit[]
  place(code: string): Place | undefined
  /** Leaves that are taken for one another, and which of the two wins. */
  readonly overlaps: Taxonomy['overlaps']
  /** The id of the one unit of this name, or of this alias where no unit bears it as its name; null: none, or several. */
  unitNamed(name: string): string | null
}

/** Reads the data once, some 20 ms; the same on both sides. */
export function createFullCatalogue(data: CatalogueData): FullCatalogue {
  const matters = toMatters(data.taxonomy)
  const divisions = toDivisions(data.divisions)
  const units = expandUnits(data.units, divisions.districts)
  const byCode = new Map(matters.map((matter) => [matter.id, matter]))
  const places = new Map(divisions.places.filter(({ id }) => placeLevel(id) > 0).map((place) => [place.id, place]))
  const named = idsByName(units)
  const unitIds = new Set(units.map(({ id }) => id))
  return {
    matters,
    divisions,
    units,
    matter: (code) => byCode.get(code),
    place: (code) => places.get(code),
    isPlace: (code) => places.has(code),
    isUnit: (id) => unitIds.has(id),
    overlaps: data.taxonomy.overlaps,
    unitNamed: (name) => named.get(name) ?? null,
  }
}

/** Names go before aliases; what several bear leads to none of them. */
function idsByName(units: readonly Unit[]): ReadonlyMap<string, string | null> {
  const ids = new Map<string, string | null>()
  for (const { aliases, id } of units) for (const alias of aliases) ids.set(alias, ids.has(alias) ? null : id)
  const names = new Map<string, string | null>()
  for (const { name, id } of units) names.set(name, names.has(name) ? null : id)
  for (const [name, id] of names) ids.set(name, id)
  return ids
}
