import type { NewId } from '#shared/kit/clock.ts'
import { maskNumber, numberKind } from '#shared/kit/phone-number.ts'
import { ticketText } from '#shared/message/ticket-text.rules.ts'
import type { CallerTexts } from '../ports/caller-texts.ts'
import { addText, textOfTicket } from './text-message.repository.ts'
import type { TextVault } from './text-vault.ts'

/** What texts to callers are made with. `on`: there is a gateway; else none is written. */
export interface CallerTextsParts {
  readonly vault: TextVault
  readonly site: string
  readonly newId: NewId
  readonly on: boolean
}

/** Texts to those who called. Only a mobile gets one. */
export function createCallerTexts({ vault, site, newId, on }: CallerTextsParts): CallerTexts {
  return {
    async ticketTaken(tx, { ticketNo, phone, accepted, at }) {
      if (!on || numberKind(phone) !== 'mobile') return
      await addText(tx, {
        id: newId(),
        ticket_no: ticketNo,
        kind: 'ticket-number',
        phone: vault.seal(phone),
        text: vault.seal(ticketText({ site, ticketNo, accepted })),
        state: 'waiting',
        tries: 0,
        next_at: at,
        at,
        done_at: null,
        reason: null,
      })
    },
    async ofTicket(db, ticketNo) {
      const row = await textOfTicket(db, ticketNo)
      if (row === undefined) return null
      const { state, reason } = row
      return { state, phone: maskNumber(vault.open(row.phone)), at: row.done_at ?? row.at, reason }
    },
  }
}
