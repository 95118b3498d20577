import { isCreditCode, normaliseCreditCode } from '../kit/credit-code.ts'
import { isContactNumber, normaliseNumber } from '../kit/phone-number.ts'
import { type Applying, moreApplies } from './more-applies.rules.ts'
import {
  listOf,
  type MoreField,
  type MoreValues,
  moreChoices,
  moreFields,
  moreLimits,
  moreLists,
} from './more-values.ts'
import { privateNumberIn } from './private-text.ts'
import { cleanLine } from './validation/clean-text.ts'
import { isPaperNumber, normalisePaper } from './validation/identity-paper.ts'

/** Rules that only the further fields can break. */
export type MoreRule = 'credit-code' | 'paper-number' | 'number' | 'ticket-no'
type Rule = MoreRule | 'required' | 'unknown' | 'too-long' | 'phone-form' | 'id-number' | 'card-number'

/** What the rules ask of the kept data. */
export interface MoreCatalogue {
  isUnit(id: string): boolean
}

const isList = (field: MoreField): boolean => (moreLists as readonly string[]).includes(field)
const choicesOf = (field: MoreField): readonly string[] | undefined =>
  (moreChoices as Partial<Record<MoreField, readonly string[]>>)[field]

/** An amount in yuan or a count, as it is stored: 3万 is 30000; null: no number. */
export function normaliseAmount(text: string): string | null {
  const [, digits, unit] =
    /^(\d{1,13}(?:\.\d{1,2})?)(万|亿)?元?$/.exec(text.normalize('NFKC').replace(/[\s,]/g, '')) ?? []
  if (digits === undefined) return null
  // Hundredths as whole numbers: a sum of money is not rounded.
  const cents = Math.round(Number(digits) * 100) * (unit === '万' ? 1e4 : unit === '亿' ? 1e8 : 1)
  return cents > moreLimits.amount * 100 ? null : String(cents / 100)
}

/** A value as it is stored: in one line, without what is not seen, in the one form of its kind. */
export function normaliseMore(field: MoreField, value: string): string {
  const line = cleanLine(value)
  if (field === 'phone2') return normaliseNumber(line) ?? line
  if (field === 'uscc') return normaliseCreditCode(line)
  if (field === 'idNo') return normalisePaper(line)
  if (field === 'amount') return normaliseAmount(line) ?? line
  if (field === 'peopleCount') return line.normalize('NFKC').replace(/[\s,人]/g, '')
  if (field === 'priorTicket') return line.normalize('NFKC').toUpperCase()
  return line
}

/** Texts and numbers, by the one rule of each. */
function valueRule(field: MoreField, value: string, { idType = '' }: MoreValues): Rule | null {
  if (field === 'phone2') return isContactNumber(value) ? null : 'phone-form'
  if (field === 'uscc') return isCreditCode(value) ? null : 'credit-code'
  if (field === 'idNo') return isPaperNumber(idType, value) ? null : 'paper-number'
  if (field === 'amount') return normaliseAmount(value) === null ? 'number' : null
  if (field === 'peopleCount')
    return /^[1-9]\d{0,6}$/.test(value) && Number(value) <= moreLimits.people ? null : 'number'
  if (field === 'priorTicket') return /^TJ\d{14}$/.test(value) ? null : 'ticket-no'
  if (field === 'splitOf') return /^[0-9A-Za-z_-]{16,64}$/.test(value) ? null : 'unknown'
  const most = field === 'occurredAt' ? moreLimits.occurredAt : moreLimits.text
  return Array.from(value).length > most ? 'too-long' : privateNumberIn(value)
}

function listRule(field: MoreField, value: string, catalogue: MoreCatalogue): Rule | null {
  const values = listOf(value)
  if (values.length > moreLimits.list) return 'too-long'
  const choices = choicesOf(field)
  const known = values.every((one) => choices?.includes(one) ?? catalogue.isUnit(one))
  return known && new Set(values).size === values.length ? null : 'unknown'
}

function moreRule(field: MoreField, ticket: Applying, catalogue: MoreCatalogue): Rule | null {
  if (!moreApplies(field, ticket)) return null
  const more = ticket.more ?? {}
  const value = normaliseMore(field, more[field] ?? '')
  if (value === '') return field === 'enterpriseName' && ticket.callerKind === 'company' ? 'required' : null
  if (isList(field)) return listRule(field, value, catalogue)
  const choices = choicesOf(field)
  if (choices !== undefined) return choices.includes(value) ? null : 'unknown'
  return valueRule(field, value, more)
}

/** All broken rules of the further fields, one a field. */
export const moreFaults = (
  ticket: Applying,
  catalogue: MoreCatalogue,
): readonly { readonly field: MoreField; readonly rule: Rule }[] =>
  moreFields.flatMap((field) => {
    const rule = moreRule(field, ticket, catalogue)
    return rule === null ? [] : [{ field, rule }]
  })

/** What the citizen asks for, where it was only said in the text: `…诉求：尽快维修。` */
const demandIn = (content: string): string => cleanLine(/诉求\s*[:：]\s*([^\n]{1,200})/u.exec(content)?.[1] ?? '')

/** The further values as they are stored: those that apply, in their one form. */
export function storedMore(ticket: Applying & { readonly content: string }): MoreValues {
  const given = moreFields
    .filter((field) => moreApplies(field, ticket))
    .map((field) => [field, normaliseMore(field, ticket.more?.[field] ?? '')] as const)
    .filter(([, value]) => value !== '')
  const demand = demandIn(ticket.content)
  return { ...(demand !== '' && { demand }), channel: 'phone', ...Object.fromEntries(given) }
}
