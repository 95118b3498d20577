import type { FirmRow } from '#shared/contract/rest/enterprises.schema.ts'
import { isOfEnterprise } from '#shared/ticket/more-applies.rules.ts'
import type { DraftBinding } from '#shared/ticket-draft/draft-binding.ts'

/** What the form takes of an enterprise. */
export type FirmValues = Pick<FirmRow, 'code' | 'name' | 'industry' | 'scale' | 'zone'>

/**
 * What came of it. `kept`: everything stood there already. `other-firm`: the form names another code, and two firms are not mixed.
 * `other-caller`: a person said that no enterprise asks.
 */
export type FirmFilled = 'filled' | 'kept' | 'other-firm' | 'other-caller'

/** Fills an enterprise into the empty fields of a draft. What was typed stays; the kind of caller is set where nobody has chosen one. */
export function fillFirm(draft: DraftBinding, { code, name, industry, scale, zone }: FirmValues): FirmFilled {
  const { more } = draft.input()
  if ((more.uscc ?? '') !== '' && more.uscc !== code) return 'other-firm'
  if (!isOfEnterprise(draft.input())) {
    if ((draft.field('callerKind')?.value ?? '') !== '') return 'other-caller'
    draft.setField('callerKind', 'company', 'suggestion:firm')
  }
  const values = Object.entries({ enterpriseName: name, uscc: code, industry, scale, zone } as const)
  const empty = values.filter(([field, value]) => value !== '' && (more[field as keyof typeof more] ?? '') === '')
  for (const [field, value] of empty) draft.setField(field as 'uscc', value, 'suggestion:firm')
  return empty.length > 0 ? 'filled' : 'kept'
}
