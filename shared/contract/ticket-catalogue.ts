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
}

/** Reads the data once, some 20 ms; the same on both sides. */
export function createFullCatalogue(data: CatalogueData): FullCatalogue {
  const matters = toMatters(data.taxonomy)
  const divisions = toDivisions(data.divisions)
  const units = expandUnits(data.units, divisions.districts)
  const byCode = new Map(matters.map((matter) => [matter.id, matter]))
  const places = new Map(divisions.places.filter(({ id }) => placeLevel(id) > 0).map((place) => [place.id, place]))
  const unitIds = new Set(units.map(({ id }) => id))
  return {
    matters,
    divisions,
    units,
    matter: (code) => byCode.get(code),
    place: (code) => places.get(code),
    isPlace: (code) => places.has(code),
    isUnit: (id) => unitIds.has(id),
  }
}
