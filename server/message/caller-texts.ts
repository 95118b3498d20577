import { numberKind } from '#shared/kit/phone-number.ts'
import { ticketText } from '#shared/message/ticket-text.rules.ts'
import type { CallerTexts } from '../ports/caller-texts.ts'
import { textOfTicket } from './text-message.repository.ts'
import { toTicketText } from './text-view.ts'
import { type TextWriting, writeText } from './write-text.ts'

/** Texts to those who called. Only a mobile gets one. */
export function createCallerTexts(writing: TextWriting): CallerTexts {
  const { site, vault, on } = writing
  return {
    async ticketTaken(tx, { ticketNo, phone, accepted, at }) {
      if (!on || numberKind(phone) !== 'mobile') return
      const text = ticketText({ site, ticketNo, accepted })
      await writeText(tx, writing, { ticketNo, kind: 'ticket-number', rev: 0, unit: null, to: phone, text, at })
    },
    async ofTicket(db, ticketNo) {
      const row = await textOfTicket(db, ticketNo)
      return row === undefined ? null : toTicketText(row, vault)
    },
  }
}
