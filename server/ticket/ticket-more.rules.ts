import { maskNumber } from '#shared/kit/phone-number.ts'
import type { Role } from '#shared/seat/seat-state.ts'
import {
  listOf,
  type MoreField,
  type MoreValues,
  moreMatterFields,
  morePersonFields,
} from '#shared/ticket/more-values.ts'
import { mostUnits } from '#shared/ticket/ticket-act.ts'
import { maskPaper } from '#shared/ticket/validation/identity-paper.ts'
import type { PersonVault } from './person-vault.ts'

const pick = (more: MoreValues, fields: readonly MoreField[]): MoreValues =>
  Object.fromEntries(fields.flatMap((field) => (more[field] === undefined ? [] : [[field, more[field]]])))

/** What is stored of the further values: those of the matter as JSON, those of the person sealed. */
export function sealMore(
  more: MoreValues,
  vault: PersonVault,
): { readonly more: string; readonly person_more: string } {
  const { splitOf: _, ...matter } = pick(more, moreMatterFields)
  return { more: JSON.stringify(matter), person_more: vault.seal(JSON.stringify(pick(more, morePersonFields))) }
}

/** The further values, opened; nothing is checked. */
export function openMore(row: { readonly more: string; readonly person_more: string }, vault: PersonVault): unknown {
  return { ...JSON.parse(row.more), ...JSON.parse(vault.open(row.person_more) || '{}') }
}

const firmNames: readonly MoreField[] = ['enterpriseName', 'uscc']
const masks: Partial<Record<MoreField, (value: string) => string>> = {
  phone2: maskNumber,
  idNo: maskPaper,
  enterpriseContact: (name) => `${Array.from(name)[0] ?? ''}**`,
}

/** Who reads, and whose the ticket is. */
interface MoreReading {
  readonly role: Role
  readonly seat: string
  readonly author: string
  readonly confidential: boolean
}

/**
 * The further values as this reader may see them. Papers and numbers are masked for everybody. Units see of the person what they need
 * to deal with him (language, group, when to ring), and of a confidential ticket nothing that leads to him, the firm's name included.
 */
export function readMore(more: MoreValues, { role, seat, author, confidential }: MoreReading): MoreValues {
  const hidden = new Set<MoreField>()
  if (role === 'unit') for (const field of ['idType', 'idNo', 'sex', 'ageBand'] as const) hidden.add(field)
  if (role === 'unit' && confidential) for (const field of [...morePersonFields, ...firmNames]) hidden.add(field)
  if (confidential && seat !== author)
    for (const field of ['idNo', 'phone2', 'enterpriseContact'] as const) hidden.add(field)
  const shown = Object.entries(more).filter(([field]) => !hidden.has(field as MoreField))
  return Object.fromEntries(shown.map(([field, value]) => [field, masks[field as MoreField]?.(value) ?? value]))
}

/** Who assists in a ticket: the units a rule says, and those it names itself. At most as many as a dispatch takes. */
export function assistingUnits(
  row: { readonly more: string } | undefined,
  ruled: readonly string[],
): readonly string[] {
  const named = row ? listOf((JSON.parse(row.more) as MoreValues).coUnits) : []
  return [...new Set([...ruled, ...named])].slice(0, mostUnits)
}
