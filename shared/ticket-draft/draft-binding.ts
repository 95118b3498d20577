import type { Disposer } from '../kit/disposable.ts'
import { addKbRef, type DraftDocs, readField, removeKbRef, toTicketInput, writeField, writeText } from './draft-docs.ts'
import type { DraftField, DraftInput, DraftText, FieldEntry, FieldSource } from './draft-fields.ts'

/** A draft as the form uses it: no document type shows. Changes by this desk and by others both reach the listeners. */
export interface DraftBinding {
  readonly draftId: string
  readonly callId: string | null
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
}

/** Binds the two documents of a draft. `dispose` lets go of the documents, and does not destroy them. */
export function createDraftBinding(parts: BindingParts): DraftBinding & { readonly dispose: Disposer } {
  const { docs, seat, now } = parts
  const listeners = new Set<() => void>()
  let known: DraftInput | null = null
  const changed = () => {
    known = null
    for (const listener of [...listeners]) listener()
  }
  docs.matter.on('update', changed)
  docs.person.on('update', changed)
  const author = (source: FieldSource) => ({ by: seat, at: now(), source })
  return {
    draftId: parts.draftId,
    callId: parts.callId,
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
      docs.matter.off('update', changed)
      docs.person.off('update', changed)
      listeners.clear()
    },
  }
}
