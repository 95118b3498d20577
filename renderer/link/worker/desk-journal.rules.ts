import type { DraftDocName, JournalRecord } from '#shared/contract/link/journal-records.ts'
import type { RefusedCommand } from '#shared/contract/link/worker-messages.ts'
import type { OutboxEntry } from '#shared/link/outbox-types.ts'

type EditRecord = Extract<JournalRecord, { t: 'edit' }>
type CommandRecord = Extract<JournalRecord, { t: 'command' }>

/** One draft document: everything known of it (`held`), and of that what no command carries yet (`pending`). Updates in base64. */
export interface JournalDoc {
  readonly draftId: string
  readonly doc: DraftDocName
  readonly callId: string | null
  /** Another seat's. */
  readonly guest: boolean
  readonly held: readonly string[]
  readonly pending: readonly { readonly n: number; readonly update: string }[]
}

/** What the journal's records amount to. */
export interface DeskJournal {
  /** Number of the next edit. */
  readonly next: number
  readonly docs: ReadonlyMap<string, JournalDoc>
  /** Durable commands without the server's last word, oldest first. */
  readonly commands: readonly CommandRecord[]
  readonly refused: readonly RefusedCommand[]
}

export const emptyDeskJournal: DeskJournal = { next: 0, docs: new Map(), commands: [], refused: [] }

export const docKey = (draftId: string, doc: DraftDocName): string => `${draftId}/${doc}`

/** The draft a command is about, or null. */
export function draftOf(payload: unknown): string | null {
  if (typeof payload !== 'object' || payload === null || !('draftId' in payload)) return null
  return typeof payload.draftId === 'string' ? payload.draftId : null
}

/** The drafts there are, but for those on the way to being thrown away; `submitting` is the key of the command that hands one in. */
export function keptDrafts({ docs, commands }: DeskJournal) {
  const pending = (name: string, draftId: string) =>
    commands.find((command) => command.name === name && draftOf(command.payload) === draftId)
  const known = new Map<string, { callId: string | null; guest: boolean }>()
  for (const { draftId, callId, guest } of docs.values())
    known.set(draftId, { callId: known.get(draftId)?.callId ?? callId, guest })
  return [...known]
    .filter(([draftId]) => !pending('draft.discard', draftId))
    .map(([draftId, of]) => ({ draftId, ...of, submitting: pending('ticket.submit', draftId)?.key ?? null }))
}

/** Commands after which the draft is no more. */
const ending: ReadonlySet<string> = new Set(['ticket.submit', 'draft.discard'])

function withEdit(state: DeskJournal, record: EditRecord): DeskJournal {
  const key = docKey(record.draftId, record.doc)
  const known = state.docs.get(key)
  const docs = new Map(state.docs).set(key, {
    draftId: record.draftId,
    doc: record.doc,
    callId: record.callId ?? known?.callId ?? null,
    guest: record.guest === true,
    held: [...(known?.held ?? []), record.update],
    pending: record.send ? [...(known?.pending ?? []), { n: record.n, update: record.update }] : (known?.pending ?? []),
  })
  return { ...state, docs, next: Math.max(state.next, record.n + 1) }
}

function withCommand(state: DeskJournal, record: CommandRecord): DeskJournal {
  const commands = [...state.commands, record]
  const { covers } = record
  const draftId = draftOf(record.payload)
  if (covers === null || draftId === null) return { ...state, commands }
  const payload = record.payload as { readonly doc?: unknown }
  const key = `${draftId}/${String(payload.doc)}`
  const doc = state.docs.get(key)
  if (!doc) return { ...state, commands }
  const docs = new Map(state.docs).set(key, {
    ...doc,
    pending: doc.pending.filter(({ n }) => n < covers.from || n > covers.upTo),
  })
  return { ...state, commands, docs }
}

function settled(state: DeskJournal, record: Extract<JournalRecord, { t: 'settled' }>): DeskJournal {
  const command = state.commands.find(({ key }) => key === record.key)
  if (!command) return state
  const commands = state.commands.filter((other) => other !== command)
  const draftId = draftOf(command.payload)
  if (!record.ok) {
    const { key, name } = command
    const refused = { key, name, draftId, reason: record.reason ?? ('bad-input' as const), faults: record.faults }
    return { ...state, commands, refused: [...state.refused, refused] }
  }
  if (!ending.has(command.name) || draftId === null) return { ...state, commands }
  return { ...withoutDraft(state, draftId), commands }
}

const withoutDraft = (state: DeskJournal, draftId: string): DeskJournal => ({
  ...state,
  docs: new Map([...state.docs].filter(([, doc]) => doc.draftId !== draftId)),
})

/** Adds one record. Records that no longer mean anything (an answer to a command not there) change nothing. */
export function addRecord(state: DeskJournal, record: JournalRecord): DeskJournal {
  switch (record.t) {
    case 'edit':
      return withEdit(state, record)
    case 'left':
      return withoutDraft(state, record.draftId)
    case 'command':
      return withCommand(state, record)
    case 'settled':
      return settled(state, record)
    case 'refused': {
      const { t: _, ...refused } = record
      return { ...state, refused: [...state.refused, refused] }
    }
    case 'dismissed':
      return { ...state, refused: state.refused.filter(({ key }) => key !== record.key) }
  }
}

/**
 * The fewest records that amount to the same. `merge` joins updates into one; reading the result back gives an equal state but for `held`
 * being one update.
 */
export function compactRecords(state: DeskJournal, merge: (updates: readonly string[]) => string): JournalRecord[] {
  const records: JournalRecord[] = []
  for (const { draftId, doc, callId, guest, held, pending } of state.docs.values()) {
    // Numbered below every edit to come, so that `next` does not fall back.
    const n = Math.max(0, state.next - 1)
    const open = new Set(pending.map(({ update }) => update))
    const rest = held.filter((update) => !open.has(update))
    if (rest.length > 0) records.push({ t: 'edit', n, draftId, doc, callId, update: merge(rest), send: false, guest })
    for (const edit of pending) records.push({ t: 'edit', draftId, doc, callId, send: true, guest, ...edit })
  }
  // What a command covers is in `held` alone now: nothing is left for it to cover.
  for (const command of state.commands) records.push({ ...command, covers: null })
  for (const refused of state.refused) records.push({ t: 'refused', ...refused })
  return records
}

/** The journal's commands as the outbox takes them. */
export const outboxEntries = (state: DeskJournal): OutboxEntry[] =>
  state.commands.map(({ key, name, payload }) => ({ key, name, payload, delivery: 'durable', expiresAt: null }))

/**
 * Numbers that were given before the journal could be read are moved behind those found in it, so that no command of one run seems to cover
 * another run's edits.
 */
export function renumber(record: JournalRecord, by: number): JournalRecord {
  if (record.t === 'edit') return { ...record, n: record.n + by }
  if (record.t !== 'command' || record.covers === null) return record
  return { ...record, covers: { from: record.covers.from + by, upTo: record.covers.upTo + by } }
}
