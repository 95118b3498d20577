import { type Insertable, sql } from 'kysely'
import type { FirmListQuery } from '#shared/contract/rest/enterprises.schema.ts'
import type { FirmQuestion } from '#shared/enterprise/find-firm.rules.ts'
import type { FirmOfNumber } from '../ports/firm-of-number.ts'
import type { Db, Tx } from '../storage/query.ts'
import type { EnterpriseActsTable, EnterprisesTable } from '../storage/tables/enterprise.ts'
import type { StoredFirm } from './firm-row.rules.ts'

const like = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`

/** The rows with their numbers, in the rows' order. */
async function withNumbers(db: Db | Tx, rows: readonly EnterprisesTable[]): Promise<StoredFirm[]> {
  if (rows.length === 0) return []
  const codes = rows.map(({ code }) => code)
  const numbers = await db
    .selectFrom('enterprise_numbers')
    .selectAll()
    .where('code', 'in', codes)
    .orderBy('place')
    .execute()
  return rows.map((row) => ({ row, numbers: numbers.filter(({ code }) => code === row.code) }))
}

/** Which enterprises. `question` null: all; `phoneHash`: of the question's number. */
export interface FirmSearch extends Pick<FirmListQuery, 'industry' | 'zone' | 'green' | 'after' | 'limit'> {
  readonly question: (FirmQuestion & { readonly phoneHash: string | null }) | null
}

/** Enterprises of the register by code. */
export async function searchFirms(db: Db, search: FirmSearch): Promise<StoredFirm[]> {
  const { question } = search
  let query = db.selectFrom('enterprises').selectAll().where('removed_at', 'is', null)
  query = query.orderBy('code').limit(search.limit)
  if (search.industry !== undefined) query = query.where('industry', '=', search.industry)
  if (search.zone !== undefined) query = query.where('zone', '=', search.zone)
  if (search.green !== undefined) query = query.where('green', '=', true)
  if (search.after !== undefined) query = query.where('code', '>', search.after)
  if (question !== null)
    query = query.where((of) =>
      of.or([
        // Codes hold digits and capital letters alone: what begins like this lies before the next letter after Z.
        ...(question.code === null
          ? []
          : [of.and([of('code', '>=', question.code), of('code', '<=', `${question.code}ZZ`)])]),
        ...(question.phoneHash === null
          ? []
          : [
              of(
                'code',
                'in',
                of.selectFrom('enterprise_numbers').select('code').where('phone_hash', '=', question.phoneHash),
              ),
            ]),
        ...(question.initials === null ? [] : [of('initials', 'like', like(question.initials))]),
        ...(question.words === null ? [] : [of.and(question.words.map((word) => of('name', 'ilike', like(word))))]),
        sql<boolean>`false`,
      ]),
    )
  return withNumbers(db, await query.execute())
}

/** One enterprise, also one that was taken off the register. */
export async function findFirm(db: Db | Tx, code: string): Promise<StoredFirm | undefined> {
  return (await firmsOf(db, [code]))[0]
}

/** The enterprises of these codes, by code; also those that were taken off the register. */
export async function firmsOf(db: Db | Tx, codes: readonly string[]): Promise<StoredFirm[]> {
  if (codes.length === 0) return []
  const rows = await db
    .selectFrom('enterprises')
    .selectAll()
    .where('code', 'in', [...codes])
    .orderBy('code')
    .execute()
  return withNumbers(db, rows)
}

/** Enterprises whose people call from this number, by code; those taken off the register have none. */
export async function firmsOfNumber(db: Db, phoneHash: string, limit: number): Promise<StoredFirm[]> {
  const rows = await db
    .selectFrom('enterprises')
    .selectAll()
    .where('code', 'in', (of) => of.selectFrom('enterprise_numbers').select('code').where('phone_hash', '=', phoneHash))
    .orderBy('code')
    .limit(limit)
    .execute()
  return withNumbers(db, rows)
}

/** The first of them, as the tickets name it. */
export const firmOfNumber: FirmOfNumber = async (db, phoneHash) => {
  const found = await db
    .selectFrom('enterprise_numbers')
    .select('code')
    .where('phone_hash', '=', phoneHash)
    .orderBy('code')
    .limit(1)
    .executeTakeFirst()
  return found?.code ?? null
}

/** Keeps other files of the register waiting until the transaction ends; reads go on. */
export async function lockRegister(tx: Tx): Promise<void> {
  await sql`lock table enterprises in share row exclusive mode`.execute(tx)
}

/** Rows of one statement. */
const batch = 200

/** Writes enterprises in the place of those of the same code. */
export async function putFirms(tx: Tx, firms: readonly StoredFirm[]): Promise<void> {
  for (let at = 0; at < firms.length; at += batch) {
    const some = firms.slice(at, at + batch)
    const codes = some.map(({ row }) => row.code)
    await tx
      .insertInto('enterprises')
      .values(some.map(({ row }) => row))
      .onConflict((conflict) =>
        conflict.column('code').doUpdateSet((of) => ({
          name: of.ref('excluded.name'),
          initials: of.ref('excluded.initials'),
          industry: of.ref('excluded.industry'),
          scale: of.ref('excluded.scale'),
          zone: of.ref('excluded.zone'),
          green: of.ref('excluded.green'),
          officer: of.ref('excluded.officer'),
          officer_phone: of.ref('excluded.officer_phone'),
          updated_at: of.ref('excluded.updated_at'),
          removed_at: of.ref('excluded.removed_at'),
        })),
      )
      .execute()
    await tx.deleteFrom('enterprise_numbers').where('code', 'in', codes).execute()
    const numbers = some.flatMap((firm) => firm.numbers)
    if (numbers.length > 0)
      await tx
        .insertInto('enterprise_numbers')
        .values([...numbers])
        .execute()
  }
}

/** Writes down what was done or refused. */
export async function noteAct(tx: Tx, act: Insertable<EnterpriseActsTable>): Promise<void> {
  await tx.insertInto('enterprise_acts').values(act).execute()
}
