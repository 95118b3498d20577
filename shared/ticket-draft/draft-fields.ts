import { type MoreValues, moreMatterFields, morePersonFields } from './draft-more.ts'

/**
 * A draft is two documents: who holds one has all of it, so what an expert must not see (`person`) is apart from what he works on (`matter`).
 */
export const draftDocNames = ['matter', 'person'] as const
export type DraftDocName = (typeof draftDocNames)[number]

/** Short values of the matter document, in its map `fields`. */
export const matterFields = [
  'type',
  'matter',
  'place',
  'urgency',
  'confidential',
  'handling',
  'declineReason',
  'leadUnit',
  ...moreMatterFields,
] as const
/** Short values of the person document, in its map `fields`. */
export const personFields = ['callerKind', 'name', 'phone', 'address', ...morePersonFields] as const
/** Long texts of the matter document, one Y.Text each. */
export const draftTexts = ['title', 'content', 'answerGiven'] as const

export type MatterField = (typeof matterFields)[number]
export type PersonField = (typeof personFields)[number]
export type DraftField = MatterField | PersonField
export type DraftText = (typeof draftTexts)[number]

/** Where a value came from: a person's hands, the call itself, or a suggestion that was accepted. */
export type FieldSource = 'typed' | 'call' | `suggestion:${string}`

/** A short value with its author (seat), time (ms since the epoch, the desk's clock) and source. */
export interface FieldEntry {
  readonly value: string | boolean
  readonly by: string
  readonly at: number
  readonly source: FieldSource
}

/** What a draft amounts to as a ticket; same fields as the ticket's input. Empty text: not given. */
export interface DraftInput {
  readonly type: string
  readonly matter: string
  readonly place: string
  readonly address: string
  readonly callerKind: string
  readonly name: string
  readonly phone: string
  readonly title: string
  readonly content: string
  readonly urgency: string
  readonly confidential: boolean
  readonly handling: string
  readonly declineReason: string
  readonly leadUnit: string
  readonly answerGiven: string
  readonly kbRefs: readonly string[]
  /** What else was given; empty texts are left out. */
  readonly more: MoreValues
}

/** Sizes a draft keeps to: characters of a short value and of each text, entries used, answers given to lost values, and bytes of a document's whole state. */
export const draftLimits = {
  value: 300,
  texts: { title: 200, content: 4000, answerGiven: 4000 },
  kbRefs: 20,
  settled: 60,
  stateBytes: 45_000,
} as const

/** Which document a short value lives in. */
export const docOfField = (field: DraftField): DraftDocName =>
  (personFields as readonly string[]).includes(field) ? 'person' : 'matter'

const sourceForm = /^(typed|call|suggestion:[\w-]{1,80})$/

/** Reads a stored value; null: not one of ours. `confidential` alone is a boolean. */
export function readFieldEntry(field: DraftField, stored: unknown): FieldEntry | null {
  if (typeof stored !== 'object' || stored === null) return null
  const { value, by, at, source, ...rest } = stored as Record<string, unknown>
  if (Object.keys(rest).length > 0) return null
  const valueFits = field === 'confidential' ? typeof value === 'boolean' : typeof value === 'string'
  if (!valueFits || (typeof value === 'string' && value.length > draftLimits.value)) return null
  if (typeof by !== 'string' || by.length > 20 || !Number.isSafeInteger(at)) return null
  if (typeof source !== 'string' || !sourceForm.test(source)) return null
  return stored as FieldEntry
}
