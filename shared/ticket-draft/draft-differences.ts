import * as Y from 'yjs'
import { type DraftDocs, readField, readText } from './draft-docs.ts'
import { draftTexts, matterFields } from './draft-fields.ts'
import type { NotedField } from './draft-notes.ts'

/** A field that reads otherwise here than on the server. */
export interface Difference {
  readonly field: NotedField
  /** As it reads here. */
  readonly here: string | boolean
}

/** Where the matter document here differs from the server's. @param server Yjs update v1; null: not heard of, nothing can be said */
export function draftDifferences(docs: DraftDocs, server: Uint8Array | null): readonly Difference[] {
  if (server === null) return []
  const there = { matter: new Y.Doc(), person: docs.person }
  Y.applyUpdate(there.matter, server)
  const texts = draftTexts.flatMap((field) => {
    const here = readText(docs, field)
    return here === readText(there, field) ? [] : [{ field, here }]
  })
  const fields = matterFields.flatMap((field) => {
    const here = readField(docs, field)?.value
    return here === undefined || here === readField(there, field)?.value ? [] : [{ field, here }]
  })
  there.matter.destroy()
  return [...texts, ...fields]
}
