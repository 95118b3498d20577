import type { Insertable } from 'kysely'
import type { Tx } from '../../storage/query.ts'
import type { NumberLookupsTable } from '../../storage/tables/number-lookup.ts'

/** Writes down who looked whom up. */
export async function noteLookup(tx: Tx, lookup: Insertable<NumberLookupsTable>): Promise<void> {
  await tx.insertInto('number_lookups').values(lookup).execute()
}
