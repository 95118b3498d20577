import type { TicketListRow } from '#shared/contract/rest/tickets.schema.ts'
import type { CallerMark } from '#shared/ticket/caller-marks.rules.ts'
import { ticketStatuses } from '#shared/ticket/ticket-status.machine.ts'
import { ticketTypes } from '#shared/ticket/ticket-values.ts'
import type { Language } from '../../i18n/texts.ts'
import { choiceName } from '../../ticket/choice.texts.ts'
import { DueText } from '../../ticket/loop/due-text.tsx'
import { moreTexts } from '../../ticket/more/more.texts.ts'

/** Closed values of a ticket in words, for regions that do not know tickets. An unknown one is shown as it is. */
export const ticketWords = (language: Language) => ({
  sayStatus(status: string): string {
    const known = ticketStatuses.find((name) => name === status)
    return known ? choiceName(`status.${known}`, language) : status
  },
  sayType(type: string): string {
    const known = ticketTypes.find((name) => name === type)
    return known ? choiceName(`type.${known}`, language) : type
  },
  sayMark: (mark: CallerMark): string => moreTexts[language][mark],
  showDue: (due: TicketListRow['due']) => <DueText due={due} />,
})
