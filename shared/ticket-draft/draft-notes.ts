import { type DraftText, draftTexts, type FieldEntry, type MatterField, matterFields } from './draft-fields.ts'

/** What is shown at a field of the matter document: any short value or text. */
export type NotedField = MatterField | DraftText
export const notedFields: readonly NotedField[] = [...matterFields, ...draftTexts]

/** Who changed a field last, and when. `at`: ms since the epoch, the server's clock. */
export interface Mark {
  readonly by: string
  readonly name: string
  readonly at: number
}

/** A short value that was lost to another one its author had not seen. `at`: ms since the epoch, by the clock of who wrote it. */
export interface Clash extends Mark {
  readonly id: string
  readonly field: MatterField
  readonly value: string | boolean
}

/** What the server noted of a draft's changes. */
export interface DraftNotes {
  readonly marks: Readonly<Partial<Record<NotedField, Mark>>>
  /** Not answered yet. */
  readonly clashes: readonly Clash[]
}

export const noNotes: DraftNotes = { marks: {}, clashes: [] }

/** What an update did to the matter document. */
export interface DraftChanges {
  readonly touched: readonly NotedField[]
  /** Values that do not stand any more, or never stood, though nobody who knew them replaced them. */
  readonly lost: readonly { readonly field: MatterField; readonly entry: FieldEntry }[]
  /** Ids of clashes that were answered. */
  readonly settled: readonly string[]
}

/** Name of a lost value: the same on every desk. */
export const clashId = (field: MatterField, { by, at }: Pick<FieldEntry, 'by' | 'at'>): string => `${field}:${by}:${at}`
export const clashIdForm = /^[A-Za-z]{1,20}:[0-9A-Za-z_-]{1,20}:\d{1,16}$/

/** Notes the changes of one update. Of one author's lost values of a field the last is kept. @param nameOf a seat's name */
export function nextNotes(
  notes: DraftNotes,
  changes: DraftChanges,
  who: Mark & { readonly nameOf: (seat: string) => string },
): DraftNotes {
  const { by, name, at } = who
  const marks = { ...notes.marks }
  for (const field of changes.touched) marks[field] = { by, name, at }
  const fresh = changes.lost.map(({ field, entry }) => ({
    id: clashId(field, entry),
    field,
    value: entry.value,
    by: entry.by,
    name: who.nameOf(entry.by),
    at: entry.at,
  }))
  const known = notes.clashes.filter(
    (old) => !fresh.some(({ field, by: loser }) => old.field === field && old.by === loser),
  )
  const settled = new Set(changes.settled)
  return { marks, clashes: [...known, ...fresh].filter(({ id }) => !settled.has(id)) }
}
