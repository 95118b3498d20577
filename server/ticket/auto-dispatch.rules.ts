import type { FullCatalogue } from '#shared/contract/ticket-catalogue.ts'
import { defaultUnit } from '#shared/ticket/default-unit.rules.ts'
import type { TicketRow } from './ticket.repository.ts'

/** The one unit the catalogue leads a matter in a place to; null: none, or not clearly one. */
function exactUnit(catalogue: FullCatalogue, code: string, place: string): string | null {
  const matter = catalogue.matter(code)
  const hint = matter && defaultUnit(matter, catalogue.divisions.districts, place)
  if (!hint) return null
  if (hint.by !== 'name') {
    const id = hint.by === 'zone' ? `Z-${hint.zone}` : `S${hint.street}`
    return catalogue.isUnit(id) ? id : null
  }
  const named = catalogue.units.filter(({ name }) => name === hint.name)
  return named.length === 1 ? (named[0]?.id ?? null) : null
}

/** Whether nobody has to look at a ticket before it goes to its unit: the catalogue and the agent say the same, and nothing in it is at risk. */
export function goesByItself(
  row: Pick<TicketRow, 'matter' | 'place' | 'lead_unit' | 'urgency' | 'confidential' | 'type'>,
  catalogue: FullCatalogue,
): boolean {
  const risky = row.urgency === 'critical' || row.confidential || row.type === 'report'
  return !risky && row.lead_unit !== '' && exactUnit(catalogue, row.matter, row.place) === row.lead_unit
}
