import * as Y from 'yjs'
import { toTicketInput } from './draft-docs.ts'
import type { DraftInput } from './draft-fields.ts'

/** Reads stored states (Yjs update v1, null: nothing yet) as a ticket. For the server, which holds bytes only. */
export function readDraftStates(matter: Uint8Array | null, person: Uint8Array | null): DraftInput {
  const docs = { matter: new Y.Doc(), person: new Y.Doc() }
  if (matter !== null) Y.applyUpdate(docs.matter, matter)
  if (person !== null) Y.applyUpdate(docs.person, person)
  const input = toTicketInput(docs.matter, docs.person)
  docs.matter.destroy()
  docs.person.destroy()
  return input
}
