import { applyUpdate, type Doc } from 'yjs'
import type { DraftDocName } from '#shared/contract/link/journal-records.ts'
import type { Disposer } from '#shared/kit/disposable.ts'
import { createDisposerList } from '#shared/kit/disposable.ts'
import { fromBase64, toBase64 } from '#shared/link/base64.ts'
import { createDraftDocs, type DraftDocs } from '#shared/ticket-draft/draft-docs.ts'
import type { Link } from './link-types.ts'

/** Origin of changes that came from the server: they are kept, not sent. */
const remote = Symbol('remote')
const docNames = ['matter', 'person'] as const satisfies readonly DraftDocName[]

/** The two documents of an open draft, in step with journal and server until closed. */
export interface OpenDraft {
  readonly docs: DraftDocs
  close: Disposer
}

/**
 * Opens a draft: what the journal has at once, what the server has when it comes; each local change goes into the journal at once and to the
 * server in batches. `draftId` may be new; `callId` is told to the server with each change.
 */
export async function openDraft(
  link: Pick<Link, 'edit' | 'restore' | 'subscribe' | 'onSettled'>,
  draft: { readonly draftId: string; readonly callId: string | null },
): Promise<OpenDraft> {
  const { draftId, callId } = draft
  const docs = createDraftDocs()
  const open = createDisposerList()
  const held = await link.restore(draftId)
  for (const doc of docNames) {
    const update = held[doc]
    if (update !== null) apply(docs[doc], update)
    const keep = (bytes: Uint8Array, origin: unknown) =>
      // Answered when on disk; a journal that fails says so in the link's status.
      void link.edit({ draftId, doc, callId, update: toBase64(bytes), send: origin !== remote })
    docs[doc].on('update', keep)
    open.add(() => docs[doc].off('update', keep))
  }
  open.add(follow(link, draftId, docs))
  return {
    docs,
    close() {
      open.dispose()
      for (const doc of docNames) docs[doc].destroy()
    },
  }
}

/** A new draft's topic exists from its first acknowledged change on: asked for again then. */
function follow(link: Pick<Link, 'subscribe' | 'onSettled'>, draftId: string, docs: DraftDocs): Disposer {
  let missing = false
  const subscribe = () => {
    missing = false
    return link.subscribe(
      'draft',
      ({ set }) => {
        for (const [, row] of set) apply(docs[row.doc], row.update)
      },
      {
        id: draftId,
        refused: () => {
          missing = true
        },
      },
    )
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

function apply(doc: Doc, update: string): void {
  const bytes = fromBase64(update)
  if (bytes !== null) applyUpdate(doc, bytes, remote)
}
