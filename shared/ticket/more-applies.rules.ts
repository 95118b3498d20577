import type { MoreField, MoreValues } from './more-values.ts'

/** What decides which fields a ticket has. */
export interface Applying {
  readonly callerKind: string
  readonly matter: string
  readonly handling: string
  readonly more?: MoreValues | undefined
}

/** Code of 企业服务 in the demand tree. */
const enterpriseMatters = '15'

/** Whether the citizen wants to be nobody: what says who he is is neither asked nor kept. */
export const isAnonymous = ({ callerKind }: Pick<Applying, 'callerKind'>): boolean => callerKind === 'anonymous'

/** Whether the ticket is about a firm. */
export const isOfEnterprise = ({ callerKind, matter }: Applying): boolean =>
  callerKind === 'company' || callerKind === 'sole-trader' || matter.startsWith(enterpriseMatters)

const named: ReadonlySet<MoreField> = new Set<MoreField>(['sex', 'ageBand', 'phone2', 'idType', 'idNo'])
const enterprise: ReadonlySet<MoreField> = new Set<MoreField>([
  'enterpriseName',
  'uscc',
  'industry',
  'scale',
  'zone',
  'enterpriseContact',
])

/** Whether a ticket like this one has the field at all: what does not apply is not shown, not checked and not kept. */
export function moreApplies(field: MoreField, ticket: Applying): boolean {
  if (named.has(field) && isAnonymous(ticket)) return false
  if (field === 'idNo') return (ticket.more?.idType ?? '') !== ''
  if (enterprise.has(field)) return isOfEnterprise(ticket) && !(field === 'enterpriseContact' && isAnonymous(ticket))
  if (field === 'revisitSlot') return ticket.more?.revisitOk !== 'no'
  if (field === 'coUnits' || field === 'ccUnits') return ticket.handling === 'dispatch'
  if (field === 'priorTicket') return ticket.more?.isRepeat === 'yes'
  return true
}
