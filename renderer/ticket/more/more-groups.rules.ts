import { type Applying, isOfEnterprise, moreApplies } from '#shared/ticket/more-applies.rules.ts'
import { type MoreField, type MoreValues, morePersonFields } from '#shared/ticket/more-values.ts'

/** Groups of the further fields. */
export type MoreGroup = 'enterprise' | 'caller' | 'matter' | 'handling'

/** In the order of a talk. */
export const moreGroups = {
  enterprise: ['enterpriseName', 'uscc', 'enterpriseContact', 'industry', 'scale', 'zone'],
  caller: ['sex', 'ageBand', 'lang', 'phone2', 'revisitOk', 'revisitSlot', 'callerTags', 'idType', 'idNo'],
  matter: ['demand', 'occurredAt', 'subjects', 'amount', 'peopleCount', 'isRepeat', 'priorTicket', 'riskTags', 'tags'],
  handling: ['channel', 'coUnits', 'ccUnits'],
} as const satisfies Record<MoreGroup, readonly MoreField[]>

const isOfPerson = (field: MoreField): boolean => (morePersonFields as readonly string[]).includes(field)

/** The fields of a group that this ticket has and this seat may see: who joins in another's draft knows nothing of the person. */
export function fieldsOf(group: MoreGroup, ticket: Applying, isGuest: boolean): readonly MoreField[] {
  if (group === 'enterprise' && !isOfEnterprise(ticket)) return []
  const fields: readonly MoreField[] = moreGroups[group]
  return fields.filter(
    (field) => moreApplies(field, ticket) && !(isGuest && (isOfPerson(field) || field === 'channel')),
  )
}

/** How many of them are filled in. */
export const givenOf = (fields: readonly MoreField[], more: MoreValues): number =>
  fields.filter((field) => (more[field] ?? '') !== '').length
