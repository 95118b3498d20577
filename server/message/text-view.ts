import type { TicketText } from '#shared/contract/rest/tickets.schema.ts'
import { maskNumber } from '#shared/kit/phone-number.ts'
import type { StoredText } from './text-message.repository.ts'
import type { TextVault } from './text-vault.ts'

/** How far a text is, as its ticket's page shows it. */
export const toTicketText = ({ state, phone, at, done_at, reason }: StoredText, vault: TextVault): TicketText => ({
  state,
  phone: maskNumber(vault.open(phone)),
  at: done_at ?? at,
  reason,
})
