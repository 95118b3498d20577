import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CommandContext, CommandHandler } from '#server/ports/command.ts'
import type { OpenStorage } from '#server/storage/storage.ts'
import { createPhraseHandlers, phrasesTopic } from '#server/ticket/phrase/phrase.handlers.ts'
import type { CommandPayload } from '#shared/contract/socket/commands.ts'
import { phraseRowSchema } from '#shared/contract/socket/phrase.schema.ts'
import type { Role } from '#shared/seat/seat-state.ts'
import { type Phrase, phrasesAtMost } from '#shared/ticket/phrase/phrase.ts'
import { phrasesOfProgram } from '#shared/ticket/phrase/phrases-of-program.ts'
import { databases } from '#tests/support/databases.ts'

const now = Date.UTC(2026, 10, 23, 2)
const roles: Readonly<Record<string, Role>> = { '7001': 'lead', '7002': 'lead', '8001': 'agent', '8002': 'agent' }
let count = 0
const draftOf = (more: Partial<CommandPayload<'phrase.keep'>> = {}): CommandPayload<'phrase.keep'> => {
  count += 1
  return {
    phraseId: `phrase-${String(count).padStart(12, '0')}`,
    scope: 'own',
    kind: 'closing',
    title: '再见',
    text: '感谢来电，再见。',
    matter: '',
    type: '',
    ...more,
  }
}

describe.each(databases())('Phrases on $name', (database) => {
  let storage: OpenStorage
  const shown = new Map<string, Map<string, Phrase>>()
  const handlers = createPhraseHandlers({
    seats: () => Object.keys(roles),
    publisher: {
      publish({ id }, set, gone = []) {
        const rows = shown.get(id) ?? new Map()
        shown.set(id, rows)
        for (const [key, row] of set) rows.set(key, phraseRowSchema.parse(row))
        for (const key of gone) rows.delete(key)
      },
    },
  })
  beforeAll(async () => {
    await database.start()
    storage = await database.open()
  })
  afterAll(async () => {
    await storage.close()
    await database.stop()
  })

  const run = async <N extends 'phrase.keep' | 'phrase.drop'>(name: N, payload: CommandPayload<N>, seat: string) => {
    const outcome = await storage.transaction(({ tx, afterCommit }) => {
      const context: CommandContext = { seat, role: roles[seat] ?? 'agent', sessionId: 's', at: now, tx, afterCommit }
      return (handlers[name] as unknown as CommandHandler<N>)(context, payload)
    })
    if (!outcome.ok && outcome.note) await storage.transaction(({ tx }) => outcome.note?.(tx) ?? Promise.resolve())
    return outcome
  }
  const load = async (seat: string) => new Map(await phrasesTopic(storage.db).load(seat))

  it('of a seat are its own, changed and dropped by itself alone', async () => {
    const draft = draftOf()
    expect(await run('phrase.keep', draft, '8001')).toMatchObject({ ok: true })
    expect((await load('8001')).get(draft.phraseId)).toMatchObject({ scope: 'own', title: '再见' })
    expect(shown.get('8001')?.has(draft.phraseId)).toBe(true)
    expect((await load('8002')).has(draft.phraseId)).toBe(false)
    expect(shown.get('8002')?.has(draft.phraseId) ?? false).toBe(false)
    const other = { ...draft, text: 'x' }
    expect(await run('phrase.keep', other, '8002')).toMatchObject({ ok: false, reason: 'not-found' })
    expect(await run('phrase.keep', { ...other, scope: 'site' }, '7001')).toMatchObject({ reason: 'not-found' })
    expect(await run('phrase.drop', { phraseId: draft.phraseId }, '7001')).toMatchObject({ reason: 'not-found' })
    expect(await run('phrase.keep', { ...draft, text: '再会。' }, '8001')).toMatchObject({ ok: true })
    expect((await load('8001')).get(draft.phraseId)).toMatchObject({ text: '再会。' })
    expect(await run('phrase.drop', { phraseId: draft.phraseId }, '8001')).toMatchObject({ ok: true })
    expect((await load('8001')).has(draft.phraseId)).toBe(false)
    expect(shown.get('8001')?.has(draft.phraseId)).toBe(false)
  })

  it('of the hall are for every seat, and are kept by leads', async () => {
    const draft = draftOf({ scope: 'site' })
    const refused = await run('phrase.keep', draft, '8001')
    expect(refused).toMatchObject({ reason: 'forbidden', faults: [{ field: 'scope', rule: 'lead' }] })
    expect(await run('phrase.keep', draft, '7001')).toMatchObject({ ok: true })
    for (const seat of ['8001', '8002', '7002']) {
      expect((await load(seat)).get(draft.phraseId)).toMatchObject({ scope: 'site' })
      expect(shown.get(seat)?.has(draft.phraseId)).toBe(true)
    }
    expect(await run('phrase.drop', { phraseId: draft.phraseId }, '8001')).toMatchObject({ reason: 'not-found' })
    expect(await run('phrase.drop', { phraseId: draft.phraseId }, '7002')).toMatchObject({ ok: true })
    expect(shown.get('8002')?.has(draft.phraseId)).toBe(false)
  })

  it('that come with the program are in every list', async () => {
    const rows = await load('8002')
    for (const { phraseId } of phrasesOfProgram) expect(phraseRowSchema.parse(rows.get(phraseId)).scope).toBe('program')
  })

  it('are the list of one seat alone', async () => {
    const topic = phrasesTopic(storage.db)
    expect(await topic.allow({ seat: '8001', role: 'agent' }, '8001')).toBe(true)
    expect(await topic.allow({ seat: '7001', role: 'lead' }, '8001')).toBe(false)
  })

  it('are kept up to a number', async () => {
    const rows = Array.from({ length: phrasesAtMost }, (_, index) => {
      const { phraseId, scope: _scope, ...words } = draftOf({ title: `${index}` })
      return { ...words, phrase_id: phraseId, seat: '7002', at: now }
    })
    await storage.db.insertInto('phrases').values(rows).execute()
    const many = [{ field: 'phraseId', rule: 'too-many' }]
    expect(await run('phrase.keep', draftOf(), '7002')).toMatchObject({ reason: 'bad-input', faults: many })
  })

  it('leave a trail of what was done and refused, that nobody changes', async () => {
    const acts = await storage.db.selectFrom('phrase_acts').select(['seat', 'act', 'refused']).execute()
    expect(acts).toContainEqual({ seat: '8001', act: 'keep', refused: null })
    expect(acts).toContainEqual({ seat: '8001', act: 'keep', refused: 'forbidden' })
    expect(acts).toContainEqual({ seat: '8001', act: 'drop', refused: 'not-found' })
    expect(acts).toContainEqual({ seat: '7002', act: 'drop', refused: null })
    await expect(storage.db.deleteFrom('phrase_acts').execute()).rejects.toThrow(/only ever added/)
  })
})
