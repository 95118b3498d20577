import { isContactNumber, normaliseNumber } from '../kit/phone-number.ts'
import type { Matter } from './matter.ts'
import { type MoreRule, moreFaults } from './more.rules.ts'
import { isAnonymous } from './more-applies.rules.ts'
import { placeLevel, placeNotMentioned } from './place.ts'
import { hasPhoneNumber, privateNumberIn } from './private-text.ts'
import {
  callerKinds,
  declineReasons,
  handlings,
  type TicketField,
  type TicketInput,
  textLimits,
  ticketTypes,
  urgencies,
} from './ticket-values.ts'
import { cleanLine, cleanText } from './validation/clean-text.ts'

/** Every rule a ticket can break; each has its sentence in the desk's texts. */
export type TicketRule =
  | 'required'
  | 'unknown'
  | 'not-leaf'
  | 'not-street'
  | 'too-short'
  | 'too-long'
  | 'phone-form'
  | 'has-phone'
  | 'id-number'
  | 'card-number'
  | 'answer-missing'
  | 'enforcement'
  | MoreRule

/** A broken rule at its field. */
export interface TicketFault {
  readonly field: TicketField
  readonly rule: TicketRule
}

/** What the rules ask of the kept data. */
export interface TicketCatalogue {
  matter(code: string): Matter | undefined
  isPlace(code: string): boolean
  isUnit(id: string): boolean
}

const closing: readonly string[] = ['answered', 'conference', 'transferred', 'guided']
const placeless: readonly string[] = ['declined', 'invalid']

/** Whether this way of handling ends the matter on the line. */
export const closesOnLine = (handling: string): boolean => closing.includes(handling)

const choice = (value: string, of: readonly string[]): TicketRule | null =>
  value === '' ? 'required' : of.includes(value) ? null : 'unknown'

const matterRule = (input: TicketInput, catalogue: TicketCatalogue): TicketRule | null => {
  if (input.matter === '') return 'required'
  return catalogue.matter(input.matter) === undefined ? 'not-leaf' : null
}

/** Down to the street or township; a 咨询, and what is not accepted (a matter of another city, say), may be without. */
function placeRule(input: TicketInput, catalogue: TicketCatalogue): TicketRule | null {
  const optional = input.type === 'consult' || placeless.includes(input.handling)
  if (input.place === '') return optional ? null : 'required'
  if (input.place === placeNotMentioned) return optional ? null : 'not-street'
  if (!catalogue.isPlace(input.place)) return 'unknown'
  return optional || placeLevel(input.place) >= 3 ? null : 'not-street'
}

function phoneRule(phone: string): TicketRule | null {
  if (phone.trim() === '') return 'required'
  const normal = normaliseNumber(phone)
  return normal !== null && isContactNumber(normal) ? null : 'phone-form'
}

function titleRule(title: string): TicketRule | null {
  if (title.trim() === '') return 'required'
  if (Array.from(title.trim()).length > textLimits.title) return 'too-long'
  return privateNumberIn(title) ?? (hasPhoneNumber(title) ? 'has-phone' : null)
}

function contentRule(content: string): TicketRule | null {
  const length = Array.from(content.trim()).length
  if (length === 0) return 'required'
  if (length < textLimits.contentLeast) return 'too-short'
  return length > textLimits.content ? 'too-long' : privateNumberIn(content)
}

const longText = (text: string, most: number): TicketRule | null =>
  Array.from(cleanText(text).trim()).length > most ? 'too-long' : privateNumberIn(text)

function leadUnitRule(input: TicketInput, catalogue: TicketCatalogue): TicketRule | null {
  if (input.leadUnit === '') return input.handling === 'dispatch' ? 'required' : null
  return catalogue.isUnit(input.leadUnit) ? null : 'unknown'
}

const answerRule = (input: TicketInput): TicketRule | null =>
  closesOnLine(input.handling) && cleanText(input.answerGiven).trim() === '' && input.kbRefs.length === 0
    ? 'answer-missing'
    : longText(input.answerGiven, textLimits.answerGiven)

/** Violations have to be dispatched to who enforces the law; asking about them may be answered on the line. */
function handlingRule(input: TicketInput, catalogue: TicketCatalogue): TicketRule | null {
  const wrong = choice(input.handling, handlings)
  if (wrong !== null) return wrong
  const enforced = catalogue.matter(input.matter)?.enforcement === true
  const accuses = ['help', 'complaint', 'report'].includes(input.type)
  return enforced && accuses && closesOnLine(input.handling) ? 'enforcement' : null
}

const optionalChoice = (value: string, of: readonly string[]): TicketRule | null =>
  value === '' ? null : choice(value, of)

/** All broken rules, in the order of the form, one a field at most. Source: domain list 2.1, 2.3, 2.6 of the hotline. */
export function ticketFaults(input: TicketInput, catalogue: TicketCatalogue): readonly TicketFault[] {
  const checked: readonly (readonly [TicketField, TicketRule | null])[] = [
    ['type', choice(input.type, ticketTypes)],
    ['matter', matterRule(input, catalogue)],
    ['place', placeRule(input, catalogue)],
    ['address', longText(input.address, textLimits.address)],
    ['callerKind', optionalChoice(input.callerKind, callerKinds)],
    ['name', isAnonymous(input) ? null : longText(input.name, textLimits.name)],
    ['phone', phoneRule(input.phone)],
    ['title', titleRule(cleanLine(input.title))],
    ['content', contentRule(cleanText(input.content))],
    ['urgency', optionalChoice(input.urgency, urgencies)],
    ['handling', handlingRule(input, catalogue)],
    ['declineReason', input.handling === 'declined' ? choice(input.declineReason, declineReasons) : null],
    ['leadUnit', leadUnitRule(input, catalogue)],
    ['answerGiven', answerRule(input)],
  ]
  const faults = checked.flatMap(([field, rule]) => (rule === null ? [] : [{ field, rule }]))
  return [...faults, ...moreFaults(input, catalogue)]
}
