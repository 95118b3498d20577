import type { TicketDetail, TicketListRow } from '#shared/contract/rest/tickets.schema.ts'
import { maskNumber } from '#shared/kit/phone-number.ts'
import type { PersonVault } from './person-vault.ts'
import type { TicketRow } from './ticket.repository.ts'

/** 张**: the first character stays. */
export const maskName = (name: string): string => (name === '' ? '' : `${Array.from(name)[0]}**`)

/** A line of the list; nobody reads a phone in a list. */
export function toListRow(row: TicketRow, vault: PersonVault): TicketListRow {
  return {
    ticketNo: row.ticket_no,
    title: row.title,
    status: row.status,
    type: row.type,
    matter: row.matter,
    place: row.place,
    urgency: row.urgency,
    phone: maskNumber(vault.open(row.phone)),
    seat: row.seat,
    submittedAt: row.submitted_at,
  }
}

/** The whole ticket. Name and phone are masked for everybody; the address of a confidential one is its seat's alone. */
export function toDetail(row: TicketRow, vault: PersonVault, reader: string): TicketDetail {
  const hideAddress = row.confidential && row.seat !== reader
  return {
    ...toListRow(row, vault),
    address: hideAddress ? '' : vault.open(row.address),
    callerKind: row.caller_kind,
    name: maskName(vault.open(row.name)),
    content: row.content,
    confidential: row.confidential,
    handling: row.handling,
    declineReason: row.decline_reason,
    leadUnit: row.lead_unit,
    answerGiven: row.answer_given,
    kbRefs: JSON.parse(row.kb_refs) as string[],
    callId: row.call_id,
  }
}
