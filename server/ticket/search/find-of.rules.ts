import type { Understood } from '#shared/contract/rest/tickets.schema.ts'
import { isContactNumber, normaliseNumber } from '#shared/kit/phone-number.ts'
import type { PersonVault } from '../person-vault.ts'
import type { TicketSearch } from '../ticket.repository.ts'
import { searchWords, type WordCutter } from './search-words.rules.ts'

/** What a person means by what he typed. */
export function findOf(
  q: string,
  { vault, cut }: { readonly vault: PersonVault; readonly cut: WordCutter },
): TicketSearch['find'] {
  const text = q.normalize('NFKC').trim()
  if (text === '') return { by: 'all' }
  if (/^tj\d*$/i.test(text)) return { by: 'number', number: text.toUpperCase() }
  if (/^\+?[\d\s-]{4,}$/.test(text)) {
    const number = normaliseNumber(text)
    // A ticket has a contact number only: the beginning of one, or the end of a ticket's number, is no look at a person.
    const phone = number !== null && isContactNumber(number) ? number : null
    return { by: 'digits', digits: text.replace(/\D/g, ''), phoneHash: phone && vault.phoneHash(phone) }
  }
  return { by: 'words', words: searchWords(text, cut) }
}

/** The same as the page says it; the number itself stays here. */
export function understoodOf(find: TicketSearch['find']): Understood {
  if (find.by === 'digits') return { by: 'digits', phone: find.phoneHash !== null }
  return find.by === 'words' ? { by: 'words', words: find.words } : { by: find.by }
}
