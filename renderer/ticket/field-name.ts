import { type MoreField, moreFields } from '#shared/ticket/more-values.ts'
import type { TicketField } from '#shared/ticket/ticket-values.ts'
import { useTexts } from '../i18n/use-texts.ts'
import { moreTexts } from './more/more.texts.ts'
import { ticketTexts } from './ticket.texts.ts'

/** Whether it is one of the further fields. */
export const isMoreField = (field: string): field is MoreField => (moreFields as readonly string[]).includes(field)

/** Names any field of a ticket. */
export function useFieldName(): (field: TicketField) => string {
  const [t, more] = [useTexts(ticketTexts), useTexts(moreTexts)]
  return (field) => (isMoreField(field) ? more(field) : t(field))
}
