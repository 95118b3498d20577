import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addRecord,
  compactRecords,
  type DeskJournal,
  emptyDeskJournal,
  keptDrafts,
  outboxEntries,
  renumber,
} from '#renderer/link/worker/desk-journal.rules.ts'
import type { JournalRecord } from '#shared/contract/link/journal-records.ts'

const draftId = 'draft-0123456789abcdef'
const key = (n: number) => `key-${String(n).padStart(16, '0')}`
const edit = (n: number, update: string, doc: 'matter' | 'person' = 'matter', send = true): JournalRecord => ({
  t: 'edit',
  n,
  draftId,
  doc,
  callId: null,
  update,
  send,
})
const batch = (n: number, from: number, upTo: number, doc = 'matter'): JournalRecord => ({
  t: 'command',
  key: key(n),
  name: 'draft.update',
  payload: { draftId, doc, callId: null, update: '' },
  covers: { from, upTo },
})
const command = (n: number, name: string): JournalRecord => ({
  t: 'command',
  key: key(n),
  name,
  payload: { draftId },
  covers: null,
})
const ok = (n: number): JournalRecord => ({ t: 'settled', key: key(n), ok: true, reason: null, faults: [] })
const refused = (n: number): JournalRecord => ({ t: 'settled', key: key(n), ok: false, reason: 'conflict', faults: [] })
const read = (records: readonly JournalRecord[]) => records.reduce(addRecord, emptyDeskJournal)
const merge = (updates: readonly string[]) => updates.join('+')
const pending = (state: DeskJournal, doc = 'matter') =>
  state.docs.get(`${draftId}/${doc}`)?.pending.map(({ update }) => update)

describe('what a journal amounts to', () => {
  it('owes the server the edits that no command covers', () => {
    expect(pending(read([edit(0, 'a'), edit(1, 'b'), batch(1, 0, 0), edit(2, 'c')]))).toEqual(['b', 'c'])
    expect(pending(read([edit(0, 'a'), edit(1, 'b', 'person'), batch(1, 0, 1)]), 'person')).toEqual(['b'])
    expect(pending(read([edit(0, 'a', 'matter', false)]))).toEqual([])
  })

  it('keeps a draft until it is submitted or discarded, and after a refused submit', () => {
    expect(read([edit(0, 'a'), batch(1, 0, 0), ok(1)]).docs.size).toBe(1)
    expect(read([edit(0, 'a'), command(1, 'ticket.submit'), refused(1)])).toMatchObject({
      docs: { size: 1 },
      refused: [{ name: 'ticket.submit', draftId, reason: 'conflict' }],
    })
    for (const name of ['ticket.submit', 'draft.discard'])
      expect(read([edit(0, 'a'), command(1, name), ok(1)]).docs.size).toBe(0)
  })

  it('tells which drafts are on the way to the server, and none that was thrown away', () => {
    const kept = (...records: JournalRecord[]) => keptDrafts(read([edit(0, 'a'), edit(1, 'b', 'person'), ...records]))
    expect(kept()).toEqual([{ draftId, callId: null, submitting: null, guest: false }])
    expect(kept(command(1, 'ticket.submit'))).toEqual([{ draftId, callId: null, submitting: key(1), guest: false }])
    expect(kept(command(1, 'ticket.submit'), refused(1))).toEqual([
      { draftId, callId: null, submitting: null, guest: false },
    ])
    expect(kept(command(1, 'draft.discard'))).toEqual([])
  })

  it('gives the commands back in their order, without those that are settled', () => {
    const state = read([command(1, 'draft.discard'), command(2, 'ticket.submit'), command(3, 'draft.discard'), ok(2)])
    expect(outboxEntries(state).map((entry) => entry.key)).toEqual([key(1), key(3)])
  })

  it('does not take numbers of another run for its own', () => {
    const found = read([edit(0, 'theirs 0'), edit(1, 'theirs 1')])
    const early = [edit(0, 'mine'), batch(9, 0, 0)].map((record) => renumber(record, found.next))
    expect(pending(early.reduce(addRecord, found))).toEqual(['theirs 0', 'theirs 1'])
  })

  it('means the same after compaction, whatever happened', () => {
    const happening = fc.oneof(
      fc.record({ what: fc.constantFrom('matter' as const, 'person' as const), send: fc.boolean() }),
      fc.constantFrom('batch', 'submit', 'ok', 'refused', 'dismiss'),
    )
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 40 }), (story) => {
        let state = emptyDeskJournal
        let n = 0
        for (const event of story) {
          n += 1
          const first = state.commands[0]?.key
          const doc = state.docs.get(`${draftId}/matter`)
          if (typeof event === 'object') state = addRecord(state, edit(state.next, `u${n}`, event.what, event.send))
          else if (event === 'batch' && doc?.pending[0])
            state = addRecord(state, batch(n, doc.pending[0].n, doc.pending.at(-1)?.n ?? 0))
          else if (event === 'submit') state = addRecord(state, command(n, 'ticket.submit'))
          else if (event === 'dismiss' && state.refused[0])
            state = addRecord(state, { t: 'dismissed', key: state.refused[0].key })
          else if (first && event === 'ok')
            state = addRecord(state, { t: 'settled', key: first, ok: true, reason: null, faults: [] })
          else if (first && event === 'refused')
            state = addRecord(state, { t: 'settled', key: first, ok: false, reason: 'conflict', faults: [] })
        }
        const again = read(compactRecords(state, merge))
        const plain = ({ commands, refused: kept, docs }: DeskJournal) => ({
          commands: commands.map((one) => one.key),
          kept,
          docs: [...docs.values()].map(({ held, ...doc }) => ({ ...doc, held: held.join('+').split('+').sort() })),
        })
        expect(plain(again)).toEqual(plain(state))
        if (state.docs.size > 0) expect(again.next).toBe(state.next)
      }),
      { numRuns: process.env.LIANXIAN_FULL === '1' ? 1000 : 150 },
    )
  })
})
