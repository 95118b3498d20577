import type { FieldFault } from '#shared/contract/socket/envelope.ts'
import { ticketFieldFaults, ticketSchema } from '#shared/contract/ticket.schema.ts'
import type { MoreField } from '#shared/ticket/more-values.ts'
import type { TicketField, TicketInput } from '#shared/ticket/ticket-values.ts'
import type { Translate } from '../i18n/texts.ts'
import { moreGroups } from './more/more-groups.rules.ts'
import type { ticketTexts } from './ticket.texts.ts'
import type { TicketData } from './ticket-data.ts'

type Key = keyof (typeof ticketTexts)['en']
/** As texts are asked for: plurals by their base. */
type Say = Translate<Key>

/** Fields in the order of the form: the first with a fault gets the focus. */
export const formOrder: readonly TicketField[] = [
  'type',
  'urgency',
  'confidential',
  'matter',
  'place',
  'address',
  'name',
  'phone',
  'callerKind',
  ...moreGroups.enterprise,
  'title',
  'content',
  'handling',
  'leadUnit',
  'declineReason',
  'answerGiven',
  ...moreGroups.caller,
  ...moreGroups.matter,
  ...moreGroups.handling,
]

const ruleKeys: Readonly<Record<string, Parameters<Say>[0]>> = {
  required: 'rule.required',
  unknown: 'rule.unknown',
  'not-leaf': 'rule.not-leaf',
  'not-street': 'rule.not-street',
  'too-short': 'rule.too-short',
  'too-long': 'rule.too-long',
  'phone-form': 'rule.phone-form',
  'has-phone': 'rule.has-phone',
  'id-number': 'rule.id-number',
  'card-number': 'rule.card-number',
  'answer-missing': 'rule.answer-missing',
  enforcement: 'rule.enforcement',
}

/** The faults of an input by the schema both sides use. */
export function faultsOf(input: TicketInput, data: TicketData): readonly FieldFault[] {
  const checked = ticketSchema(data.catalogue).safeParse(input)
  return checked.success ? [] : ticketFieldFaults(checked.error)
}

/** The first faulty field in the order of the form. */
export const firstFaulty = (faults: readonly FieldFault[]): TicketField | null =>
  formOrder.find((field) => faults.some((fault) => fault.field === field)) ?? null

/** A field with words of its own in the ticket's texts. */
export type BaseField = Exclude<TicketField, MoreField>

/** What a broken rule says at its field: what to do. */
export function faultText(t: Say, faults: readonly FieldFault[], field: BaseField): string | undefined {
  const fault = faults.find((one) => one.field === field)
  if (fault === undefined) return undefined
  return t(ruleKeys[fault.rule] ?? 'rule.unknown', { field: t(field === 'kbRefs' ? 'kbRefs' : field) })
}
