import * as Y from 'yjs'
import { failure, type Result, success } from '../kit/result.ts'
import {
  type DraftDocName,
  type DraftField,
  draftLimits,
  draftTexts,
  type FieldEntry,
  matterFields,
  personFields,
  readFieldEntry,
} from './draft-fields.ts'
import { authorsOwnFields } from './draft-guests.ts'
import { clashIdForm } from './draft-notes.ts'

/**
 * Why an update is refused, whole: `malformed` no Yjs update v1; `gap` something before it is missing here; `unknown-field` a name or a
 * kind of content no draft has; `bad-value`; `not-yours` a value that says another author than the sender, or that a guest may not set; `too-big`.
 */
export type DraftRefusal = 'malformed' | 'gap' | 'unknown-field' | 'bad-value' | 'not-yours' | 'too-big'

/** An update of one document as it arrived. `state`: the whole document so far, null for a new one. */
export interface ArrivedUpdate {
  readonly doc: DraftDocName
  readonly state: Uint8Array | null
  readonly update: Uint8Array
  /** The sender's seat: the only author he may name. */
  readonly author: string
  /** The sender is not the draft's author: some values are not his to set. */
  readonly guest?: boolean
}

const textsOf = { matter: draftTexts, person: [] } as const satisfies Record<DraftDocName, readonly string[]>
const mapsOf = { matter: ['fields', 'kbRefs', 'settled'], person: ['fields'] } as const
const fieldsOf: Readonly<Record<DraftDocName, readonly DraftField[]>> = { matter: matterFields, person: personFields }

const open = (state: Uint8Array | null): Y.Doc => {
  const doc = new Y.Doc()
  if (state !== null) Y.applyUpdate(doc, state)
  return doc
}

type Root = Y.Doc['share'] extends Map<string, infer Type> ? Type : never

/** A text holds characters only: no formats, no embedded things, no attributes. */
function isPlainText(type: Root): boolean {
  if (type._map.size > 0) return false
  for (let item = type._start; item !== null; item = item.right)
    if (!item.deleted && !(item.content instanceof Y.ContentString)) return false
  return true
}

/** A map holds plain values under names: no sequence, no nested types. */
const isPlainMap = (type: Root): boolean =>
  type._start === null && [...type._map.values()].every((item) => item.deleted || item.content instanceof Y.ContentAny)

const isKnownShape = (doc: Y.Doc, name: DraftDocName): boolean =>
  [...doc.share].every(([key, type]) => {
    if ((textsOf[name] as readonly string[]).includes(key)) return isPlainText(type)
    return (mapsOf[name] as readonly string[]).includes(key) && isPlainMap(type)
  })

type Entries = ReadonlyMap<string, unknown>
const entriesOf = (doc: Y.Doc, map: string): Entries => new Map(doc.getMap(map).entries())
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

function fieldFault(before: Entries, after: Entries, arrived: ArrivedUpdate): DraftRefusal | null {
  const known = fieldsOf[arrived.doc] as readonly string[]
  for (const key of before.keys()) if (!after.has(key)) return 'bad-value'
  for (const [key, stored] of after) {
    if (!known.includes(key)) return 'unknown-field'
    if (same(before.get(key), stored)) continue
    const entry: FieldEntry | null = readFieldEntry(key as DraftField, stored)
    if (entry === null) return 'bad-value'
    if (entry.by !== arrived.author) return 'not-yours'
    if (arrived.guest === true && authorsOwnFields.has(key as DraftField)) return 'not-yours'
  }
  return null
}

/** Maps whose entries are only signed: knowledge used, lost values answered. */
const signedMaps = [
  { name: 'kbRefs', most: draftLimits.kbRefs, id: /^K\d{7,8}$/ },
  { name: 'settled', most: draftLimits.settled, id: clashIdForm },
] as const

function signedFault(
  map: (typeof signedMaps)[number],
  { before, after }: { readonly before: Y.Doc; readonly after: Y.Doc },
  author: string,
): DraftRefusal | null {
  const [known, entries] = [entriesOf(before, map.name), entriesOf(after, map.name)]
  if (entries.size > map.most) return 'too-big'
  for (const [id, stored] of entries) {
    if (same(known.get(id), stored)) continue
    const entry = readFieldEntry('type', { ...(stored as object), value: '' })
    if (!map.id.test(id) || entry === null) return 'bad-value'
    if (entry.by !== author) return 'not-yours'
  }
  return null
}

const textFault = (doc: Y.Doc): DraftRefusal | null =>
  draftTexts.some((name) => doc.getText(name).length > draftLimits.texts[name]) ? 'too-big' : null

function applies(doc: Y.Doc, update: Uint8Array): boolean {
  try {
    Y.applyUpdate(doc, update)
    return true
  } catch {
    return false
  }
}

function faultOf(doc: Y.Doc, arrived: ArrivedUpdate): DraftRefusal | null {
  if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null) return 'gap'
  if (!isKnownShape(doc, arrived.doc)) return 'unknown-field'
  const before = open(arrived.state)
  const fields = fieldFault(entriesOf(before, 'fields'), entriesOf(doc, 'fields'), arrived)
  if (fields !== null || arrived.doc === 'person') return fields
  for (const map of signedMaps) {
    const fault = signedFault(map, { before, after: doc }, arrived.author)
    if (fault !== null) return fault
  }
  return textFault(doc)
}

/**
 * Applies an update to a copy and compares: either all of it is in order and the merged state comes back, or nothing of it is taken.
 * An update that arrives twice changes nothing and is in order.
 */
export function mergeDraftUpdate(arrived: ArrivedUpdate): Result<Uint8Array, DraftRefusal> {
  const doc = open(arrived.state)
  if (!applies(doc, arrived.update)) return failure('malformed')
  const fault = faultOf(doc, arrived)
  if (fault !== null) return failure(fault)
  const state = Y.encodeStateAsUpdate(doc)
  return state.length > draftLimits.stateBytes ? failure('too-big') : success(state)
}
