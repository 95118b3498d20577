import type { FieldFault } from '#shared/contract/socket/envelope.ts'
import type { ActField } from './act-forms.rules.ts'
import { loopTexts } from './loop.texts.ts'
import type { ActAnswer } from './loop-desk.ts'

type Key = keyof typeof loopTexts.en
const isKey = (key: string): key is Key => key in loopTexts.en

/** The text's key where there is one of that name. */
export const keyOf = (prefix: string, name: string): Key | null => {
  const key = `${prefix}.${name}`
  return isKey(key) ? key : null
}

type Refused = Extract<ActAnswer, { ok: false }>

/** Which sentence an act's refusal is. */
export function refusalKey({ reason, faults }: Refused): Key {
  if (reason === 'expired') return 'refused.late'
  if (reason === 'conflict') return 'refused.conflict'
  if (reason === 'not-found') return 'refused.gone'
  return keyOf('refused', faults[0]?.rule ?? '') ?? 'refused.other'
}

/** Whose fault stands at a field of the form; the schema names the field within the act, the rules by itself. */
export const faultAt = (faults: readonly FieldFault[], { name }: ActField): FieldFault | undefined =>
  faults.find(
    ({ field }) => [name, `act.${name}`, `act.mended.${name}`].includes(field) || field.startsWith(`${name}.`),
  )
