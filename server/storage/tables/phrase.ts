import type { Generated } from 'kysely'
import type { PhraseKind } from '#shared/ticket/phrase/phrase.ts'
import type { TicketType } from '#shared/ticket/ticket-values.ts'

/** Phrases of the hall and of seats. */
export interface PhrasesTable {
  phrase_id: string
  /** Whose it is; null: the hall's. */
  seat: string | null
  kind: PhraseKind
  title: string
  text: string
  matter: string
  type: TicketType | ''
  /** When it was kept last, ms since the epoch. */
  at: number
}

/** What was done with phrases, and what was refused. Rows are only ever added. */
export interface PhraseActsTable {
  act_id: Generated<number>
  phrase_id: string
  at: number
  seat: string
  act: 'keep' | 'drop'
  /** JSON of the command's words. */
  said: string
  refused: string | null
}

export interface PhraseTables {
  phrases: PhrasesTable
  phrase_acts: PhraseActsTable
}
