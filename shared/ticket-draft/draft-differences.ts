import * as Y from 'yjs'
import { type DraftDocs, readField, readText } from './draft-docs.ts'
import { type DraftField, type DraftText, draftTexts, matterFields, personFields } from './draft-fields.ts'

/** A field that reads otherwise here than on the server. */
export interface Difference {
  readonly field: DraftField | DraftText
  /** As it reads here. */
  readonly here: string | boolean
}

/** The documents as the server had them last, Yjs update v1. null: not heard of, or not this seat's to hear of. */
export interface ServerDocs {
  readonly matter: Uint8Array | null
  readonly person: Uint8Array | null
}

const docOf = (update: Uint8Array): Y.Doc => {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, update)
  return doc
}

/** Where the documents here differ from the server's; of a document that was not heard of nothing can be said. */
export function draftDifferences(docs: DraftDocs, server: ServerDocs): readonly Difference[] {
  const there = {
    matter: server.matter === null ? docs.matter : docOf(server.matter),
    person: server.person === null ? docs.person : docOf(server.person),
  }
  const texts = draftTexts.flatMap((field) => {
    const here = readText(docs, field)
    return here === readText(there, field) ? [] : [{ field, here }]
  })
  const fields = [...matterFields, ...personFields].flatMap((field) => {
    const here = readField(docs, field)?.value
    return here === undefined || here === readField(there, field)?.value ? [] : [{ field, here }]
  })
  for (const name of ['matter', 'person'] as const) if (there[name] !== docs[name]) there[name].destroy()
  return [...texts, ...fields]
}

/** All that is written here, for when nothing is known of what the server has. */
export const allWritten = (docs: DraftDocs): readonly Difference[] => {
  const nothing = Y.encodeStateAsUpdate(new Y.Doc())
  return draftDifferences(docs, { matter: nothing, person: nothing }).filter(
    ({ here }) => here !== '' && here !== false,
  )
}
