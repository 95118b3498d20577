import * as Y from 'yjs'
import { draftTexts, type FieldEntry, type MatterField, matterFields, readFieldEntry } from './draft-fields.ts'
import type { DraftChanges } from './draft-notes.ts'

type Lost = DraftChanges['lost'][number]

/** Keeps what is deleted: a value that lost is read from it. */
function open(state: Uint8Array | null, update?: Uint8Array): Y.Doc {
  const doc = new Y.Doc({ gc: false })
  if (state !== null) Y.applyUpdate(doc, state)
  if (update !== undefined) Y.applyUpdate(doc, update)
  return doc
}

const itemOf = (doc: Y.Doc, field: MatterField): Y.Item | undefined => doc.getMap('fields')._map.get(field)

function entryOf(field: MatterField, item: Y.Item): FieldEntry | null {
  return item.content instanceof Y.ContentAny ? readFieldEntry(field, item.content.arr.at(-1)) : null
}

const holds = ({ id, length }: Y.Item, { client, clock }: Y.ID): boolean =>
  client === id.client && clock >= id.clock && clock < id.clock + length

/** Whether who set `top` had `before`: each value of a map names the one it was put in place of. */
function knew(doc: Y.Doc, top: Y.Item, before: Y.Item): boolean {
  for (let id = top.origin; id !== null; ) {
    if (holds(before, id)) return true
    const item: unknown = Y.getItem(doc.store, id)
    id = item instanceof Y.Item ? item.origin : null
  }
  return false
}

/** The value of `field` that was lost to one whose author did not know it; null: none. */
function lostOf(field: MatterField, before: Y.Doc, after: Y.Doc): Lost | null {
  const [old, top] = [itemOf(before, field), itemOf(after, field)]
  if (!old || !top) return null
  const stands = entryOf(field, top)
  const came = holds(old, top.id) ? newest(field, before, top.left) : null
  const entry = holds(old, top.id) ? came : knew(after, top, old) ? null : entryOf(field, old)
  if (entry === null || stands === null) return null
  return entry.by === stands.by || entry.value === stands.value ? null : { field, entry }
}

/** The latest value left of the one that stands, of those that `before` did not have: it arrived, and lost. */
function newest(field: MatterField, before: Y.Doc, from: Y.Item | null): FieldEntry | null {
  for (let item = from; item !== null; item = item.left) {
    // Deleted neighbours of one author are one item: its end tells whether something of it is new.
    const isNew = item.id.clock + item.length > Y.getState(before.store, item.id.client)
    const entry = isNew ? entryOf(field, item) : null
    if (entry !== null) return entry
  }
  return null
}

/** What an update that the guard has taken did to the matter document. @param state the document before it, null for a new one */
export function draftChanges(state: Uint8Array | null, update: Uint8Array): DraftChanges {
  const [before, after] = [open(state), open(state, update)]
  const touched = [
    ...matterFields.filter((field) => {
      const [old, top] = [itemOf(before, field), itemOf(after, field)]
      return top !== undefined && !(old && holds(old, top.id))
    }),
    ...draftTexts.filter((name) => before.getText(name).toString() !== after.getText(name).toString()),
  ]
  const settled = [...after.getMap('settled').keys()].filter((id) => !before.getMap('settled').has(id))
  const lost = matterFields.flatMap((field) => lostOf(field, before, after) ?? [])
  return { touched, lost, settled }
}
