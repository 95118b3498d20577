import type { MoreField } from '#shared/ticket/more-values.ts'
import type { Translate } from '../../i18n/texts.ts'
import type { FormPart } from '../form-parts.ts'
import { type MoreKey, moreTexts } from './more.texts.ts'

/** What a broken rule says at a further field; undefined: none is broken. */
export function moreFault(t: Translate<MoreKey>, { faults }: FormPart, field: MoreField): string | undefined {
  const fault = faults.find((one) => one.field === field)
  if (fault === undefined) return undefined
  const key = `rule.${fault.rule}`
  return t(key in moreTexts.en ? (key as 'rule.unknown') : 'rule.unknown', { field: t(field) })
}
