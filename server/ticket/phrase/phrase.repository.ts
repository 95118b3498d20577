import type { Selectable } from 'kysely'
import type { Phrase } from '#shared/ticket/phrase/phrase.ts'
import type { Db, Tx } from '../../storage/query.ts'
import type { PhraseActsTable, PhrasesTable } from '../../storage/tables/phrase.ts'

export type StoredPhrase = Selectable<PhrasesTable>

/** The stored phrase as desks have it. */
export const toPhrase = ({ phrase_id, seat, kind, title, text, matter, type }: StoredPhrase): Phrase => ({
  phraseId: phrase_id,
  scope: seat === null ? 'site' : 'own',
  kind,
  title,
  text,
  matter,
  type,
})

/** A phrase, kept from others until the transaction ends. */
export const lockPhrase = (tx: Tx, phraseId: string): Promise<StoredPhrase | undefined> =>
  tx.selectFrom('phrases').selectAll().where('phrase_id', '=', phraseId).forUpdate().executeTakeFirst()

/** How many phrases the seat has; null: the hall. */
export async function countPhrases(tx: Tx, seat: string | null): Promise<number> {
  const { count } = await tx
    .selectFrom('phrases')
    .where('seat', seat === null ? 'is' : '=', seat)
    .select((is) => is.fn.countAll<string | number>().as('count'))
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** Keeps a phrase, new or changed. */
export async function putPhrase(tx: Tx, phrase: StoredPhrase): Promise<void> {
  const { phrase_id: _, ...changed } = phrase
  await tx
    .insertInto('phrases')
    .values(phrase)
    .onConflict((conflict) => conflict.column('phrase_id').doUpdateSet(changed))
    .execute()
}

/** Takes a phrase away. */
export async function dropPhrase(tx: Tx, phraseId: string): Promise<void> {
  await tx.deleteFrom('phrases').where('phrase_id', '=', phraseId).execute()
}

/** The hall's phrases and the seat's own, oldest first. */
export const phrasesFor = (db: Db, seat: string): Promise<StoredPhrase[]> =>
  db
    .selectFrom('phrases')
    .selectAll()
    .where((is) => is.or([is('seat', 'is', null), is('seat', '=', seat)]))
    .orderBy('at')
    .orderBy('phrase_id')
    .execute()

/** Writes down what was done or refused. */
export async function addPhraseAct(tx: Tx, act: Omit<Selectable<PhraseActsTable>, 'act_id'>): Promise<void> {
  await tx.insertInto('phrase_acts').values(act).execute()
}
