import type { CommandPayload } from '#shared/contract/socket/commands.ts'
import type { CommandRefusal } from '#shared/contract/socket/envelope.ts'
import { draftChanges } from '#shared/ticket-draft/draft-changes.ts'
import { type DraftRefusal, mergeDraftUpdate } from '#shared/ticket-draft/draft-guard.ts'
import { type DraftNotes, nextNotes } from '#shared/ticket-draft/draft-notes.ts'
import { readDraftStates } from '#shared/ticket-draft/draft-state.ts'
import type { CommandContext, CommandHandlers } from '../ports/command.ts'
import type { TopicPublisher } from '../ports/topics.ts'
import type { Tx } from '../storage/query.ts'
import { type DraftRow, discardDraft, lockDraft, openDraft, saveDraft } from './draft.repository.ts'
import { notesOf, publishDraft, publishDrafts } from './draft-topics.ts'
import type { PersonVault } from './person-vault.ts'
import { base64Of, bytesOf } from './update-bytes.ts'

export interface DraftDeps {
  readonly publisher: TopicPublisher
  readonly vault: PersonVault
  /** Whether the call is this seat's own: a draft is tied to no other. Given by the composition root. */
  readonly ownsCall: (tx: Tx, seat: string, callId: string) => Promise<boolean>
  /** Whether another seat's draft is this one's to write in now. Given by the composition root. */
  readonly mayWrite: (row: Pick<DraftRow, 'call_id' | 'seat'>, seat: string) => boolean
  readonly nameOf: (seat: string) => string
  /** After the commit: this draft is not as it was. */
  readonly changed: (row: DraftRow) => void
}

const refuse = (reason: CommandRefusal, rule?: string) => ({
  ok: false as const,
  reason,
  faults: rule === undefined ? [] : [{ field: 'update', rule }],
})

const refusalOf: Readonly<Record<DraftRefusal, CommandRefusal>> = {
  malformed: 'bad-input',
  'unknown-field': 'bad-input',
  'bad-value': 'bad-input',
  'too-big': 'bad-input',
  'not-yours': 'forbidden',
  gap: 'conflict',
}

/** A call's id is kept only where it is the seat's own; a draft is never lost over it. */
async function callOf(
  deps: DraftDeps,
  context: CommandContext,
  row: DraftRow,
  asked: string | null,
): Promise<string | null> {
  if (row.call_id !== null || asked === null) return row.call_id
  return (await deps.ownsCall(context.tx, context.seat, asked)) ? asked : null
}

/** The draft to be changed; an expert starts none of his own. */
const draftFor = ({ tx, seat, at, role }: CommandContext, draftId: string): Promise<DraftRow | undefined> =>
  role === 'expert' ? lockDraft(tx, draftId) : openDraft(tx, { draftId, seat, at })

function notesAfter(
  deps: DraftDeps,
  { seat, at }: CommandContext,
  { row, update }: { row: DraftRow; update: Uint8Array },
): DraftNotes {
  const changes = draftChanges(row.matter === null ? null : bytesOf(row.matter), update)
  return nextNotes(notesOf(row), changes, { by: seat, name: deps.nameOf(seat), at, nameOf: deps.nameOf })
}

async function update(deps: DraftDeps, context: CommandContext, payload: CommandPayload<'draft.update'>) {
  const { draftId, doc } = payload
  const row = await draftFor(context, draftId)
  if (row === undefined) return refuse('forbidden')
  const guest = row.seat !== context.seat
  if (guest && (doc === 'person' || !deps.mayWrite(row, context.seat))) return refuse('forbidden')
  if (row.ticket_no !== null || row.discarded_at !== null) return refuse('conflict')
  const stored = doc === 'person' && row.person !== null ? deps.vault.open(row.person) : row[doc]
  const merged = mergeDraftUpdate({
    doc,
    state: stored === null ? null : bytesOf(stored),
    update: bytesOf(payload.update),
    author: context.seat,
    guest,
  })
  if (!merged.ok) return refuse(refusalOf[merged.reason], merged.reason)
  const state = base64Of(merged.value)
  const sealed = doc === 'person'
  const notes = sealed ? null : notesAfter(deps, context, { row, update: bytesOf(payload.update) })
  const changed: DraftRow = {
    ...row,
    [doc]: sealed ? deps.vault.seal(state) : state,
    notes: notes === null ? row.notes : JSON.stringify(notes),
    call_id: guest ? row.call_id : await callOf(deps, context, row, payload.callId),
    title: doc === 'matter' ? readDraftStates(merged.value, null).title : row.title,
    updated_at: context.at,
  }
  const kept = sealed ? deps.vault.seal(payload.update) : payload.update
  await saveDraft(context.tx, changed, { doc, update: kept, at: context.at, seat: context.seat })
  context.afterCommit(() => {
    publishDrafts(deps.publisher, changed)
    publishDraft(deps.publisher, draftId, { doc, update: state, notes })
    deps.changed(changed)
  })
  return { ok: true as const, result: {} }
}

async function discard(deps: DraftDeps, context: CommandContext, draftId: string) {
  const row = await lockDraft(context.tx, draftId)
  // Nothing of it ever arrived: there is nothing to throw away.
  if (row === undefined) return { ok: true as const, result: {} }
  if (row.seat !== context.seat) return refuse('forbidden')
  if (row.ticket_no !== null) return refuse('conflict')
  await discardDraft(context.tx, draftId, context.at)
  const gone = { ...row, discarded_at: context.at }
  context.afterCommit(() => {
    publishDrafts(deps.publisher, gone)
    deps.changed(gone)
  })
  return { ok: true as const, result: {} }
}

/**
 * Commands on drafts. Each update is taken whole or refused whole. The seat that made a draft changes all of it; who is in its call with it
 * changes the matter document, in his own name, until the draft is handed in.
 */
export function createDraftHandlers(deps: DraftDeps): Pick<CommandHandlers, 'draft.update' | 'draft.discard'> {
  return {
    'draft.update': (context, payload) => update(deps, context, payload),
    'draft.discard': (context, payload) => discard(deps, context, payload.draftId),
  }
}
