import { applyUpdate, type Doc } from 'yjs'
import type { DraftDocName } from '#shared/contract/link/journal-records.ts'
import type { TopicRow } from '#shared/contract/socket/topics.ts'
import type { Disposer } from '#shared/kit/disposable.ts'
import { createDisposerList } from '#shared/kit/disposable.ts'
import { fromBase64, toBase64 } from '#shared/link/base64.ts'
import type { ServerDocs } from '#shared/ticket-draft/draft-differences.ts'
import { createDraftDocs, type DraftDocs } from '#shared/ticket-draft/draft-docs.ts'
import { type DraftNotes, noNotes } from '#shared/ticket-draft/draft-notes.ts'
import type { Link } from './link-types.ts'

/** Origin of changes that came from the server: they are kept, not sent. */
const remote = Symbol('remote')

/** What the server says of an open draft beside its documents. */
export interface ServerSide {
  notes(): DraftNotes
  docs(): ServerDocs
  onNotes(listener: () => void): Disposer
}

/** The two documents of an open draft, in step with journal and server until closed. */
export interface OpenDraft {
  readonly docs: DraftDocs
  readonly server: ServerSide
  close: Disposer
}

/** Which draft: it may be new; `callId` is told to the server with each change. A guest has its matter document alone. */
export interface DraftAddress {
  readonly draftId: string
  readonly callId: string | null
  readonly guest: boolean
}

type DraftLink = Pick<Link, 'edit' | 'restore' | 'subscribe' | 'onSettled'>

/** Keeps what the server said last. */
function createServerSide() {
  const listeners = new Set<() => void>()
  let notes: DraftNotes = noNotes
  let docs: ServerDocs = { matter: null, person: null }
  return {
    take(row: TopicRow<'draft'>, bytes: Uint8Array) {
      docs = { ...docs, [row.doc]: bytes }
      if (row.doc !== 'matter') return
      notes = row.notes ?? noNotes
      for (const listener of [...listeners]) listener()
    },
    side: {
      notes: () => notes,
      docs: () => docs,
      onNotes(listener: () => void) {
        listeners.add(listener)
        return () => void listeners.delete(listener)
      },
    } satisfies ServerSide,
  }
}

/**
 * Opens a draft: what the journal has at once, what the server has when it comes; each local change goes into the journal at once and to the
 * server in batches.
 */
export async function openDraft(link: DraftLink, draft: DraftAddress): Promise<OpenDraft> {
  const { draftId, callId, guest } = draft
  const docs = createDraftDocs()
  const server = createServerSide()
  const open = createDisposerList()
  const held = await link.restore(draftId)
  const names: readonly DraftDocName[] = guest ? ['matter'] : ['matter', 'person']
  for (const doc of names) {
    const update = fromBase64(held[doc] ?? '')
    if (held[doc] !== null && update !== null) applyUpdate(docs[doc], update, remote)
    const keep = (bytes: Uint8Array, origin: unknown) =>
      // Answered when on disk; a journal that fails says so in the link's status.
      void link.edit({ draftId, doc, callId, update: toBase64(bytes), send: origin !== remote, guest })
    docs[doc].on('update', keep)
    open.add(() => docs[doc].off('update', keep))
  }
  const take = (row: TopicRow<'draft'>) => {
    const bytes = fromBase64(row.update)
    if (bytes === null) return
    server.take(row, bytes)
    const doc: Doc = docs[row.doc]
    applyUpdate(doc, bytes, remote)
  }
  open.add(follow(link, draft, take))
  return {
    docs,
    server: server.side,
    close() {
      open.dispose()
      docs.matter.destroy()
      docs.person.destroy()
    },
  }
}

/** A new draft's topic exists from its first acknowledged change on: asked for again then. */
function follow(
  link: Pick<Link, 'subscribe' | 'onSettled'>,
  { draftId, guest }: DraftAddress,
  take: (row: TopicRow<'draft'>) => void,
): Disposer {
  let missing = false
  const refused = () => {
    missing = true
  }
  const subscribe = () => {
    missing = false
    const options = { id: draftId, refused }
    const takeAll = ({ set }: { readonly set: readonly (readonly [string, TopicRow<'draft'>])[] }) => {
      for (const [, row] of set) take(row)
    }
    return guest ? link.subscribe('draft-matter', takeAll, options) : link.subscribe('draft', takeAll, options)
  }
  let stop = subscribe()
  const stopSettled = link.onSettled((settled) => {
    if (!missing || settled.draftId !== draftId || !settled.outcome.ok) return
    stop()
    stop = subscribe()
  })
  return () => {
    stopSettled()
    stop()
  }
}
