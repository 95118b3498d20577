import * as Y from 'yjs'
import {
  type DraftField,
  type DraftInput,
  type DraftText,
  docOfField,
  type FieldEntry,
  type FieldSource,
  readFieldEntry,
} from './draft-fields.ts'
import { moreFields } from './draft-more.ts'
import { textEdit } from './text-edit.ts'

/** The two documents of a draft. Each syncs on its own. */
export interface DraftDocs {
  readonly matter: Y.Doc
  readonly person: Y.Doc
}

/** Two empty documents. The caller destroys them. */
export const createDraftDocs = (): DraftDocs => ({ matter: new Y.Doc(), person: new Y.Doc() })

/** Who writes, when (ms since the epoch) and why. */
export interface Authorship {
  readonly by: string
  readonly at: number
  readonly source: FieldSource
}

/** A short value, or null where nobody has given one. */
export function readField(docs: DraftDocs, field: DraftField): FieldEntry | null {
  return readFieldEntry(field, docs[docOfField(field)].getMap('fields').get(field))
}

/** Sets a short value; of two set at once the documents keep the same one everywhere. */
export function writeField(docs: DraftDocs, field: DraftField, entry: FieldEntry): void {
  docs[docOfField(field)].getMap('fields').set(field, { ...entry })
}

/** A long text. */
export const readText = (docs: DraftDocs, name: DraftText): string => docs.matter.getText(name).toString()

/** Makes a long text equal to `next` by the smallest edit, so that what others typed meanwhile stays. @param caret place of the caret in `next` */
export function writeText(docs: DraftDocs, name: DraftText, next: string, caret?: number): void {
  const text = docs.matter.getText(name)
  const edit = textEdit(text.toString(), next, caret)
  if (edit === null) return
  docs.matter.transact(() => {
    if (edit.remove > 0) text.delete(edit.at, edit.remove)
    if (edit.insert !== '') text.insert(edit.at, edit.insert)
  })
}

/** Knowledge entries used, by id in order. */
export const readKbRefs = (docs: DraftDocs): readonly string[] => [...docs.matter.getMap('kbRefs').keys()].sort()

/** Notes that an entry was used. */
export function addKbRef(docs: DraftDocs, id: string, authorship: Authorship): void {
  docs.matter.getMap('kbRefs').set(id, { ...authorship })
}

/** Takes an entry off again. */
export function removeKbRef(docs: DraftDocs, id: string): void {
  docs.matter.getMap('kbRefs').delete(id)
}

/** Ids of lost values that somebody has answered: they are shown no more. */
export const readSettled = (docs: DraftDocs): ReadonlySet<string> => new Set(docs.matter.getMap('settled').keys())

/** Answers a lost value; with `entry` it is put back in the same step. */
export function settleClash(
  docs: DraftDocs,
  clash: { readonly id: string; readonly field: DraftField },
  answer: { readonly authorship: Authorship; readonly value: string | boolean | null },
): void {
  docs.matter.transact(() => {
    if (answer.value !== null) writeField(docs, clash.field, { value: answer.value, ...answer.authorship })
    docs.matter.getMap('settled').set(clash.id, { ...answer.authorship })
  })
}

/** What the draft amounts to as a ticket. Pure: reads both documents, changes neither. */
export function toTicketInput(matter: Y.Doc, person: Y.Doc): DraftInput {
  const docs = { matter, person }
  const text = (field: DraftField): string => {
    const value = readField(docs, field)?.value
    return typeof value === 'string' ? value : ''
  }
  return {
    type: text('type'),
    matter: text('matter'),
    place: text('place'),
    address: text('address'),
    callerKind: text('callerKind'),
    name: text('name'),
    phone: text('phone'),
    title: readText(docs, 'title'),
    content: readText(docs, 'content'),
    urgency: text('urgency'),
    confidential: readField(docs, 'confidential')?.value === true,
    handling: text('handling'),
    declineReason: text('declineReason'),
    leadUnit: text('leadUnit'),
    answerGiven: readText(docs, 'answerGiven'),
    kbRefs: readKbRefs(docs),
    more: Object.fromEntries(
      moreFields.map((field) => [field, text(field)] as const).filter(([, value]) => value !== ''),
    ),
  }
}
