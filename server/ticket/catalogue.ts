import { createFullCatalogue, type FullCatalogue } from '#shared/contract/ticket-catalogue.ts'
import units from '#shared/directory/data/units.json' with { type: 'json' }
import divisions from '#shared/ticket/data/divisions.json' with { type: 'json' }
import taxonomy from '#shared/ticket/data/taxonomy.json' with { type: 'json' }

/** The catalogue the server checks tickets against. */
export const loadCatalogue = (): FullCatalogue => createFullCatalogue({ taxonomy, divisions, units })
