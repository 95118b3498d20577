import { normaliseNumber } from '#shared/kit/phone-number.ts'
import { storedMore } from '#shared/ticket/more.rules.ts'
import { isAnonymous } from '#shared/ticket/more-applies.rules.ts'
import type { MoreValues } from '#shared/ticket/more-values.ts'
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
import { cleanLine, cleanText } from '#shared/ticket/validation/clean-text.ts'

/** What a checked input is stored as, before sealing. */
export interface PlainTicket extends Omit<TicketInput, 'type' | 'callerKind' | 'urgency' | 'handling' | 'more'> {
  readonly type: TicketType
  readonly callerKind: CallerKind
  readonly urgency: Urgency
  readonly handling: Handling
  readonly more: MoreValues
  readonly action: TicketAction
  readonly status: TicketStatus
}

const pick = <T extends string>(of: readonly T[], value: string, other: T): T =>
  of.find((one) => one === value) ?? other

/** Brings a checked input into its stored form: texts trimmed and without what nobody sees, the phone normalised, what was left open filled with the rules' proposal. */
export function toPlainTicket(input: TicketInput, catalogue: TicketCatalogue): PlainTicket {
  const action = submitAction(input.handling)
  const status = nextStatus('DRAFT', action)
  if (status === null) throw new Error(`no move ${action} from DRAFT`)
  const text = `${input.title} ${input.content}`
  const proposed = proposeUrgency(catalogue.matter(input.matter)?.sla ?? 'G', text)
  return {
    ...input,
    title: cleanLine(input.title),
    content: cleanText(input.content).trim(),
    answerGiven: cleanText(input.answerGiven).trim(),
    address: cleanLine(input.address),
    name: isAnonymous(input) ? '' : cleanLine(input.name),
    phone: normaliseNumber(input.phone) ?? '',
    type: pick(ticketTypes, input.type, 'consult'),
    callerKind: pick(callerKinds, input.callerKind, 'person'),
    urgency: pick(urgencies, input.urgency, proposed),
    handling: pick(handlings, input.handling, 'dispatch'),
    declineReason: input.handling === 'declined' ? input.declineReason : '',
    more: storedMore(input),
    action,
    status,
  }
}
