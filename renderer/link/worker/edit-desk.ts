import type { JournalRecord } from '#shared/contract/link/journal-records.ts'
import type { Clock, NewId } from '#shared/kit/clock.ts'
import { fromBase64, toBase64 } from '#shared/link/base64.ts'
import { batchDueAt, takeBatch } from '#shared/link/batch.rules.ts'
import { docKey, type JournalDoc } from './desk-journal.rules.ts'
import type { JournalKeeper } from './journal-keeper.ts'

type CommandRecord = Extract<JournalRecord, { t: 'command' }>

export interface EditDeskPorts {
  readonly clock: Clock
  readonly newId: NewId
  readonly keeper: Pick<JournalKeeper, 'desk' | 'record'>
  merge(updates: readonly Uint8Array[]): Uint8Array
  /** A batch is in the journal and may go out. */
  ready(command: CommandRecord): void
}

/** Makes commands of the edits that no command carries yet. */
export interface EditDesk {
  /** Something changed: an edit came in or a command was answered. */
  poke(): void
  /** Makes commands of all edits of a draft now: what follows about this draft comes after them. */
  flush(draftId: string): void
  close(): void
}

const none = new Uint8Array()
const tooBig = [{ field: 'update', rule: 'too-big' }]

/** Starts with the timer off. */
export function createEditDesk(ports: EditDeskPorts): EditDesk {
  const { clock, keeper } = ports
  const lastAt = new Map<string, number>()
  let cancel: (() => void) | undefined

  const batch = (doc: JournalDoc): void => {
    const updates = doc.pending.map(({ update }) => fromBase64(update) ?? none)
    const { bytes, count } = takeBatch(updates, ports.merge)
    const [first, last] = [doc.pending[0], doc.pending[count - 1]]
    if (!first || !last) return
    lastAt.set(docKey(doc.draftId, doc.doc), clock.now())
    const { draftId, doc: name, callId } = doc
    const command: CommandRecord = {
      t: 'command',
      key: ports.newId(),
      name: 'draft.update',
      payload: { draftId, doc: name, callId, update: bytes === null ? '' : toBase64(bytes) },
      covers: { from: first.n, upTo: last.n },
    }
    if (bytes === null) {
      // Never sent: the server would cut the connection over it, each time again.
      void keeper.record([command, { t: 'settled', key: command.key, ok: false, reason: 'bad-input', faults: tooBig }])
    } else void keeper.record([command]).then(() => ports.ready(command))
  }
  const waiting = (doc: JournalDoc) =>
    keeper.desk.commands.some(({ name, payload }) => {
      const about = payload as { readonly draftId?: unknown; readonly doc?: unknown } | null
      return name === 'draft.update' && about?.draftId === doc.draftId && about?.doc === doc.doc
    })
  const poke = (): void => {
    cancel?.()
    cancel = undefined
    const now = clock.now()
    let next = Number.POSITIVE_INFINITY
    for (const [key, doc] of keeper.desk.docs) {
      const state = { pending: doc.pending.length, waiting: waiting(doc), lastAt: lastAt.get(key) ?? null }
      const dueAt = batchDueAt(state)
      if (dueAt === null) continue
      if (dueAt <= now) batch(doc)
      else next = Math.min(next, dueAt)
    }
    if (next < Number.POSITIVE_INFINITY) cancel = clock.after(next - now, poke)
  }

  return {
    poke,
    flush(draftId) {
      for (const key of [...keeper.desk.docs.keys()]) {
        let doc = keeper.desk.docs.get(key)
        while (doc && doc.draftId === draftId && doc.pending.length > 0) {
          batch(doc)
          doc = keeper.desk.docs.get(key)
        }
      }
    },
    close() {
      cancel?.()
    },
  }
}
