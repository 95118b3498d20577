import type { CallFirm } from '#shared/contract/rest/enterprises.schema.ts'
import { normaliseNumber } from '#shared/kit/phone-number.ts'
import type { Db } from '../storage/query.ts'
import { firmsOfNumber } from './enterprise.repository.ts'
import { maskFirm } from './firm-row.rules.ts'
import type { FirmVault } from './firm-vault.ts'

/** Enterprises counted of one number: agencies call for many. */
const mostCounted = 20
/** Tickets the card lists. */
const listed = 5

export interface FirmOfCallerDeps {
  readonly db: Db
  readonly vault: FirmVault
  /** The newest tickets of an enterprise that may be shown to who talks with it. */
  readonly ticketsOf: (db: Db, code: string, limit: number) => Promise<CallFirm['tickets']>
}

/** The enterprise a caller's number belongs to, by code the first; null: none. @param number in whatever form it came */
export async function firmOfCaller(
  { db, vault, ticketsOf }: FirmOfCallerDeps,
  number: string,
): Promise<CallFirm | null> {
  const normal = normaliseNumber(number)
  if (normal === null) return null
  const [firm, ...others] = await firmsOfNumber(db, vault.phoneHash(normal), mostCounted)
  if (firm === undefined) return null
  return { ...maskFirm(firm, vault), others: others.length, tickets: await ticketsOf(db, firm.row.code, listed) }
}
