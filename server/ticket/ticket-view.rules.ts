import type {
  RelatedTicket,
  TicketDetail,
  TicketListRow,
  TicketText,
  UnitText,
} from '#shared/contract/rest/tickets.schema.ts'
import { maskNumber } from '#shared/kit/phone-number.ts'
import type { Role } from '#shared/seat/seat-state.ts'
import type { MoreValues } from '#shared/ticket/more-values.ts'
import type { PersonActName } from '#shared/ticket/ticket-act.ts'
import { dueOf } from '#shared/ticket/ticket-loop.machine.ts'
import type { AuditEntry } from './audit.rules.ts'
import { caseOf } from './loop.repository.ts'
import { toLoop, toTimeline } from './loop-view.rules.ts'
import type { PersonVault } from './person-vault.ts'
import type { LoopedRow, TicketRow } from './ticket.repository.ts'
import { readMore } from './ticket-more.rules.ts'

/** 张**: the first character stays. */
export const maskName = (name: string): string => (name === '' ? '' : `${Array.from(name)[0]}**`)

/** Who reads, and when. */
export interface Reading {
  readonly seat: string
  readonly role: Role
  readonly at: number
}

/** A confidential caller is nobody to the units. */
const hiddenFrom = (row: TicketRow, role: Role): boolean => row.confidential && role === 'unit'

/** A line of the list; nobody reads a phone in a list. */
export function toListRow(row: LoopedRow, vault: PersonVault, { role, at }: Reading): TicketListRow {
  const ticket = caseOf(row)
  return {
    ticketNo: row.ticket_no,
    title: row.title,
    status: row.status,
    type: row.type,
    matter: row.matter,
    place: row.place,
    urgency: row.urgency,
    phone: hiddenFrom(row, role) ? '' : maskNumber(vault.open(row.phone)),
    seat: row.seat,
    submittedAt: row.submitted_at,
    rev: ticket.rev,
    leadUnit: row.lead_unit,
    due: dueOf(ticket, at),
    supervised: ticket.supervision !== null,
    urges: ticket.urges,
    ...(row.green === true && !hiddenFrom(row, role) && { green: true as const }),
    ...(row.flags && row.flags.length > 0 && { flags: row.flags }),
  }
}

/** What the page says of a ticket besides its row. */
export interface DetailReading extends Reading {
  readonly acts: readonly PersonActName[]
  readonly trail: readonly AuditEntry[]
  /** Opened, not masked. */
  readonly more: MoreValues
  /** Credit code of the enterprise the caller's number belongs to; null: none. */
  readonly firmOfNumber: string | null
  readonly splits: readonly RelatedTicket[]
  readonly linked: readonly RelatedTicket[]
  /** The text message to its caller; null: none. */
  readonly text: TicketText | null
  /** Those to units, as far as this reader may see them. */
  readonly unitTexts: readonly UnitText[]
}

/** The whole ticket. Name and phone are masked for everybody; of a confidential one units see neither, and the address is its seat's alone. */
export function toDetail(row: LoopedRow, vault: PersonVault, reading: DetailReading): TicketDetail {
  const hideAddress = row.confidential && row.seat !== reading.seat
  const more = readMore(reading.more, { ...reading, author: row.seat, confidential: row.confidential })
  // A number leads no unit to a firm, and of a confidential ticket nobody but its own seat.
  const firm = more.uscc ?? (reading.role === 'unit' || hideAddress ? null : reading.firmOfNumber)
  return {
    ...toListRow(row, vault, reading),
    address: hideAddress ? '' : vault.open(row.address),
    callerKind: row.caller_kind,
    name: hiddenFrom(row, reading.role) ? '' : maskName(vault.open(row.name)),
    content: row.content,
    confidential: row.confidential,
    handling: row.handling,
    declineReason: row.decline_reason,
    answerGiven: row.answer_given,
    kbRefs: JSON.parse(row.kb_refs) as string[],
    callId: row.call_id,
    more,
    ...(firm !== null && { firm }),
    ...(reading.text !== null && !hiddenFrom(row, reading.role) && { text: reading.text }),
    ...(reading.unitTexts.length > 0 && { unitTexts: [...reading.unitTexts] }),
    splits: [...reading.splits],
    linked: [...reading.linked],
    loop: { ...toLoop(caseOf(row)), acts: [...reading.acts] },
    timeline: toTimeline(reading.trail, reading.role),
  }
}
