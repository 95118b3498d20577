import { normaliseNumber } from '#shared/kit/phone-number.ts'
import type { TicketCatalogue } from '#shared/ticket/ticket.rules.ts'
import { nextStatus, submitAction, type TicketAction, type TicketStatus } from '#shared/ticket/ticket-status.machine.ts'
import {
  type CallerKind,
  callerKinds,
  type Handling,
  handlings,
  type TicketInput,
  type TicketType,
  ticketTypes,
  type Urgency,
  urgencies,
} from '#shared/ticket/ticket-values.ts'
import { proposeUrgency } from '#shared/ticket/urgency.rules.ts'

/** What a checked input is stored as, before sealing. */
export interface PlainTicket extends Omit<TicketInput, 'type' | 'callerKind' | 'urgency' | 'handling'> {
  readonly type: TicketType
  readonly callerKind: CallerKind
  readonly urgency: Urgency
  readonly handling: Handling
  readonly action: TicketAction
  readonly status: TicketStatus
}

const pick = <T extends string>(of: readonly T[], value: string, other: T): T =>
  of.find((one) => one === value) ?? other

/** Brings a checked input into its stored form: texts trimmed, the phone normalised, what was left open filled with the rules' proposal. */
export function toPlainTicket(input: TicketInput, catalogue: TicketCatalogue): PlainTicket {
  const action = submitAction(input.handling)
  const status = nextStatus('DRAFT', action)
  if (status === null) throw new Error(`no move ${action} from DRAFT`)
  const text = `${input.title} ${input.content}`
  const proposed = proposeUrgency(catalogue.matter(input.matter)?.sla ?? 'G', text)
  return {
    ...input,
    title: input.title.trim(),
    content: input.content.trim(),
    answerGiven: input.answerGiven.trim(),
    address: input.address.trim(),
    name: input.name.trim(),
    phone: normaliseNumber(input.phone) ?? '',
    type: pick(ticketTypes, input.type, 'consult'),
    callerKind: pick(callerKinds, input.callerKind, 'person'),
    urgency: pick(urgencies, input.urgency, proposed),
    handling: pick(handlings, input.handling, 'dispatch'),
    declineReason: input.handling === 'declined' ? input.declineReason : '',
    action,
    status,
  }
}
