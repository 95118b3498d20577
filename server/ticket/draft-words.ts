import type { WrittenDemand } from '#shared/assistant/expert-summary.rules.ts'
import type { FullCatalogue } from '#shared/contract/ticket-catalogue.ts'
import type { CallMatter } from '#shared/telephony/call-data.ts'
import { languageTag } from '#shared/ticket/caller-language.ts'
import { placeLevel } from '#shared/ticket/place.ts'
import { readDraftStates } from '#shared/ticket-draft/draft-state.ts'
import type { Db } from '../storage/query.ts'
import { type DraftRow, draftOfCallBy, openDraftOfCall } from './draft.repository.ts'
import type { PersonVault } from './person-vault.ts'
import { bytesOf } from './update-bytes.ts'

/** What a draft's matter says; '' for what it does not. `type` is the closed value, `matter` and `place` are names from the top down. */
export interface DraftWords extends WrittenDemand {
  readonly content: string
  readonly confidential: boolean
  /** null: not handed in yet. */
  readonly ticketNo: string | null
}

/** Reads drafts in words, as they are in the database now. Who asks is not in them: the person's document stays shut, but for the caller's language. */
export interface DraftReader {
  /** The open draft of a call; null: there is none. */
  ofCall(callId: string): Promise<DraftWords | null>
  /** What this seat writes, or has handed in, in a call; null: no draft, or nothing in it. */
  ofSeat(callId: string, seat: string): Promise<DraftWords | null>
  /** The same in codes; '' for what is not one. */
  matterOfSeat(callId: string, seat: string): Promise<CallMatter | null>
  /** The end of the path to a matter, and a place's whole path; of what the catalogue does not know the code. */
  words(codes: Pick<CallMatter, 'matter' | 'place'>): Pick<CallMatter, 'matter' | 'place'>
}

/** Makes the reader. */
export function createDraftReader(db: Db, catalogue: FullCatalogue, vault: Pick<PersonVault, 'open'>): DraftReader {
  const read = (row: DraftRow | undefined): DraftWords | null => {
    if (!row?.matter) return null
    const { type, matter, place, title, content, confidential } = readDraftStates(bytesOf(row.matter), null)
    return {
      type,
      matter: catalogue.matter(matter)?.path.join(' / ') ?? '',
      place: catalogue.place(place)?.path.join(' ') ?? '',
      title,
      content,
      confidential,
      ticketNo: row.ticket_no,
    }
  }
  const languageOf = ({ person }: DraftRow): string =>
    person === null ? '' : languageTag(readDraftStates(null, bytesOf(vault.open(person))).more.lang ?? '')
  const isEmpty = ({ ticketNo, title, content, matter, place }: DraftWords): boolean =>
    ticketNo === null && [title, content, matter, place].every((text) => text === '')
  return {
    ofCall: async (callId) => read(await openDraftOfCall(db, callId)),
    async ofSeat(callId, seat) {
      const words = read(await draftOfCallBy(db, callId, seat))
      return words && isEmpty(words) ? null : words
    },
    async matterOfSeat(callId, seat) {
      const row = await draftOfCallBy(db, callId, seat)
      if (row === undefined) return null
      const written = row.matter === null ? null : bytesOf(row.matter)
      const { matter, place, urgency, confidential } = readDraftStates(written, null)
      const known = placeLevel(place) > 0 ? place : ''
      return { matter, place: known, urgency, language: languageOf(row), confidential, ticketNo: row.ticket_no ?? '' }
    },
    words: ({ matter, place }) => ({
      matter: catalogue.matter(matter)?.path.at(-1) ?? matter,
      place: catalogue.place(place)?.path.join(' ') ?? place,
    }),
  }
}
