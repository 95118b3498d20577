import type { Disposer } from '../kit/disposable.ts'
import { allWritten, type Difference, draftDifferences, type ServerDocs } from './draft-differences.ts'
import {
  addKbRef,
  type DraftDocs,
  readField,
  readSettled,
  removeKbRef,
  settleClash,
  toTicketInput,
  writeField,
  writeText,
} from './draft-docs.ts'
import type { DraftField, DraftInput, DraftText, FieldEntry, FieldSource } from './draft-fields.ts'
import { type Clash, type DraftNotes, noNotes } from './draft-notes.ts'

/** A draft as the form uses it: no document type shows. Changes by this desk and by others both reach the listeners. */
export interface DraftBinding {
  readonly draftId: string
  readonly callId: string | null
  /** The seat this desk writes as. */
  readonly seat: string
  /** Who changed what last, and what was lost unseen and is not answered. The same object until something changes. */
  notes(): DraftNotes
  /** Answers a lost value: `value` is put back, null leaves what stands. */
  answerClash(clash: Clash, value: string | boolean | null): void
  /** What this desk has and the server has not: of a draft that is handed in, what came too late. */
  unsent(): readonly Difference[]
  /** The same, and where nothing is known of what the server has, all that is written here. */
  unsentOrAll(): readonly Difference[]
  /** The draft as a ticket. The same object until something changes (for useSyncExternalStore). */
  input(): DraftInput
  field(name: DraftField): FieldEntry | null
  setField(name: DraftField, value: string | boolean, source: FieldSource): void
  /** @param caret place of the caret in `next` */
  setText(name: DraftText, next: string, caret?: number): void
  addKbRef(id: string, source: FieldSource): void
  removeKbRef(id: string): void
  onChange(listener: () => void): Disposer
}

/** What a binding is made from. `now`: ms since the epoch. */
export interface BindingParts {
  readonly draftId: string
  readonly callId: string | null
  readonly seat: string
  readonly docs: DraftDocs
  readonly now: () => number
  readonly server?: ServerNotes
}

/** What the server says of the draft beside its documents. */
export interface ServerNotes {
  notes(): DraftNotes
  docs(): ServerDocs
  onNotes(listener: () => void): Disposer
}

const unheard: ServerDocs = { matter: null, person: null }

/** A clash that is answered here is shown no more, though the server has not heard of it. */
const openNotes = (notes: DraftNotes, settled: ReadonlySet<string>): DraftNotes => ({
  ...notes,
  clashes: notes.clashes.filter(({ id }) => !settled.has(id)),
})

/** Binds the two documents of a draft. `dispose` lets go of the documents, and does not destroy them. */
export function createDraftBinding(parts: BindingParts): DraftBinding & { readonly dispose: Disposer } {
  const { docs, seat, now } = parts
  const listeners = new Set<() => void>()
  let known: DraftInput | null = null
  let notes: DraftNotes | null = null
  const changed = () => {
    known = null
    notes = null
    for (const listener of [...listeners]) listener()
  }
  docs.matter.on('update', changed)
  docs.person.on('update', changed)
  const stopNotes = parts.server?.onNotes(changed)
  const author = (source: FieldSource) => ({ by: seat, at: now(), source })
  return {
    draftId: parts.draftId,
    callId: parts.callId,
    seat,
    notes() {
      notes ??= openNotes(parts.server?.notes() ?? noNotes, readSettled(docs))
      return notes
    },
    answerClash(clash, value) {
      settleClash(docs, clash, { authorship: author('typed'), value })
    },
    unsent: () => draftDifferences(docs, parts.server?.docs() ?? unheard),
    unsentOrAll() {
      const server = parts.server?.docs() ?? unheard
      return server.matter === null && server.person === null ? allWritten(docs) : draftDifferences(docs, server)
    },
    input() {
      known ??= toTicketInput(docs.matter, docs.person)
      return known
    },
    field: (name) => readField(docs, name),
    setField(name, value, source) {
      if (readField(docs, name)?.value === value) return
      writeField(docs, name, { value, ...author(source) })
    },
    setText: (name, next, caret) => writeText(docs, name, next, caret),
    addKbRef: (id, source) => addKbRef(docs, id, author(source)),
    removeKbRef: (id) => removeKbRef(docs, id),
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    dispose() {
      stopNotes?.()
      docs.matter.off('update', changed)
      docs.person.off('update', changed)
      listeners.clear()
    },
  }
}
