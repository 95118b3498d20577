import type { FullCatalogue } from '#shared/contract/ticket-catalogue.ts'
import { placeNotMentioned } from '#shared/ticket/place.ts'
import { readDraftStates } from '#shared/ticket-draft/draft-state.ts'
import type { Db } from '../storage/query.ts'
import { draftOfCallBy } from './draft.repository.ts'
import type { PersonVault } from './person-vault.ts'
import { bytesOf } from './update-bytes.ts'

/** What a seat has written in a call, in words; '' for what it has not. Nothing of the person's document. */
export interface WrittenMatter {
  readonly title: string
  readonly content: string
  /** The leaf of the demand tree. */
  readonly matter: string
  readonly place: string
  /** null: not handed in yet. */
  readonly ticketNo: string | null
}

/** Who the citizen is, as that seat has written. */
export interface WrittenPerson {
  readonly name: string
  readonly phone: string
}

/** Reads what a seat has written in a call; null: no draft, or nothing in it. */
export interface Written {
  matter(callId: string, seat: string): Promise<WrittenMatter | null>
  person(callId: string, seat: string): Promise<WrittenPerson | null>
}

/** Reads drafts as they are in the database now. */
export function createWritten(db: Db, vault: PersonVault, catalogue: FullCatalogue): Written {
  const places = new Map(catalogue.divisions.places.map(({ id, path }) => [id, path.join('')]))
  return {
    async matter(callId, seat) {
      const row = await draftOfCallBy(db, callId, seat)
      if (!row?.matter) return null
      const { title, content, matter, place } = readDraftStates(bytesOf(row.matter), null)
      const words = {
        title,
        content,
        matter: catalogue.matter(matter)?.path.at(-1) ?? '',
        place: place === placeNotMentioned ? '' : (places.get(place) ?? ''),
      }
      const empty = row.ticket_no === null && Object.values(words).every((text) => text === '')
      return empty ? null : { ...words, ticketNo: row.ticket_no }
    },
    async person(callId, seat) {
      const row = await draftOfCallBy(db, callId, seat)
      if (!row?.person) return null
      const { name, phone } = readDraftStates(null, bytesOf(vault.open(row.person)))
      return { name, phone }
    },
  }
}
