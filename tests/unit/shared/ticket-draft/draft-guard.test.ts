import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { addKbRef, createDraftDocs, type DraftDocs, writeField, writeText } from '#shared/ticket-draft/draft-docs.ts'
import { draftLimits } from '#shared/ticket-draft/draft-fields.ts'
import { type ArrivedUpdate, mergeDraftUpdate } from '#shared/ticket-draft/draft-guard.ts'
import { readDraftStates } from '#shared/ticket-draft/draft-state.ts'

const by = { by: '8001', at: 1_700_000_000_000, source: 'typed' } as const
const matterUpdate = (change: (docs: DraftDocs) => void): Uint8Array => {
  const docs = createDraftDocs()
  change(docs)
  return Y.encodeStateAsUpdate(docs.matter)
}
const arrive = (update: Uint8Array, more: Partial<ArrivedUpdate> = {}) =>
  mergeDraftUpdate({ doc: 'matter', state: null, update, author: '8001', ...more })
const reasonOf = (update: Uint8Array, more: Partial<ArrivedUpdate> = {}) => {
  const result = arrive(update, more)
  return result.ok ? 'taken' : result.reason
}

describe('the guard of a draft', () => {
  it('takes what a desk writes and gives it back merged', () => {
    const update = matterUpdate((docs) => {
      writeField(docs, 'type', { value: 'help', ...by })
      writeText(docs, 'content', '路灯不亮')
      addKbRef(docs, 'K0401003', by)
    })
    const merged = arrive(update)
    if (!merged.ok) throw new Error(merged.reason)
    const input = readDraftStates(merged.value, null)
    expect(input).toMatchObject({ type: 'help', content: '路灯不亮', kbRefs: ['K0401003'] })
  })

  it('takes the same update twice without a change', () => {
    const update = matterUpdate((docs) => writeText(docs, 'title', '标题'))
    const once = arrive(update)
    if (!once.ok) throw new Error(once.reason)
    const twice = arrive(update, { state: once.value })
    expect(twice).toEqual(once)
  })

  it('refuses an author who is not the sender', () => {
    const update = matterUpdate((docs) => writeField(docs, 'type', { value: 'help', ...by, by: '8002' }))
    expect(reasonOf(update)).toBe('not-yours')
    expect(reasonOf(matterUpdate((docs) => addKbRef(docs, 'K0401003', { ...by, by: '8002' })))).toBe('not-yours')
  })

  it('lets values of other authors stand that were there before', () => {
    const docs = createDraftDocs()
    writeField(docs, 'type', { value: 'help', ...by, by: '8002' })
    const state = Y.encodeStateAsUpdate(docs.matter)
    const before = Y.encodeStateVector(docs.matter)
    writeField(docs, 'handling', { value: 'dispatch', ...by })
    expect(reasonOf(Y.encodeStateAsUpdate(docs.matter, before), { state })).toBe('taken')
  })

  it('refuses a field, a map or a text that no draft has', () => {
    const raw = (change: (doc: Y.Doc) => void) => {
      const doc = new Y.Doc()
      change(doc)
      return Y.encodeStateAsUpdate(doc)
    }
    const entry = { value: 'x', ...by }
    expect(reasonOf(raw((doc) => doc.getMap('fields').set('status', entry)))).toBe('unknown-field')
    expect(reasonOf(raw((doc) => doc.getMap('fields').set('phone', entry)))).toBe('unknown-field')
    expect(reasonOf(raw((doc) => doc.getMap('other').set('type', entry)))).toBe('unknown-field')
    expect(reasonOf(raw((doc) => doc.getText('other').insert(0, 'x')))).toBe('unknown-field')
    expect(reasonOf(raw((doc) => doc.getMap('title').set('x', 1)))).toBe('unknown-field')
    expect(reasonOf(raw((doc) => doc.getArray('fields').push([1])))).toBe('unknown-field')
    expect(reasonOf(raw((doc) => doc.getMap('fields').set('type', new Y.Map())))).toBe('unknown-field')
    expect(reasonOf(raw((doc) => doc.getText('content').insertEmbed(0, { image: 'x' })))).toBe('unknown-field')
    expect(reasonOf(raw((doc) => doc.getText('content').insert(0, 'x', { bold: true })))).toBe('unknown-field')
    expect(
      reasonOf(
        raw((doc) => doc.getText('title').insert(0, 'x')),
        { doc: 'person' },
      ),
    ).toBe('unknown-field')
  })

  it('refuses values of another form', () => {
    const set = (key: string, stored: unknown) => {
      const doc = new Y.Doc()
      doc.getMap('fields').set(key, stored)
      return Y.encodeStateAsUpdate(doc)
    }
    expect(reasonOf(set('type', 'help'))).toBe('bad-value')
    expect(reasonOf(set('type', { value: 1, ...by }))).toBe('bad-value')
    expect(reasonOf(set('type', { value: true, ...by }))).toBe('bad-value')
    expect(reasonOf(set('confidential', { value: 'yes', ...by }))).toBe('bad-value')
    expect(reasonOf(set('type', { value: 'x'.repeat(301), ...by }))).toBe('bad-value')
    expect(reasonOf(set('type', { value: 'help', ...by, source: 'elsewhere' }))).toBe('bad-value')
    expect(reasonOf(set('type', { value: 'help', ...by, more: 1 }))).toBe('bad-value')
    expect(reasonOf(matterUpdate((docs) => addKbRef(docs, 'x', by)))).toBe('bad-value')
  })

  it('refuses to take a field away', () => {
    const docs = createDraftDocs()
    writeField(docs, 'type', { value: 'help', ...by })
    const state = Y.encodeStateAsUpdate(docs.matter)
    docs.matter.getMap('fields').delete('type')
    expect(reasonOf(Y.encodeStateAsUpdate(docs.matter), { state })).toBe('bad-value')
  })

  it('refuses what builds on something that never arrived', () => {
    const docs = createDraftDocs()
    writeText(docs, 'title', 'ab')
    const before = Y.encodeStateVector(docs.matter)
    writeText(docs, 'title', 'abc')
    expect(reasonOf(Y.encodeStateAsUpdate(docs.matter, before))).toBe('gap')
  })

  it('refuses texts and documents that are too big', () => {
    const text = (name: 'title' | 'content', length: number) =>
      reasonOf(matterUpdate((docs) => writeText(docs, name, '字'.repeat(length))))
    expect(text('title', draftLimits.texts.title)).toBe('taken')
    expect(text('title', draftLimits.texts.title + 1)).toBe('too-big')
    expect(text('content', draftLimits.texts.content)).toBe('taken')
    expect(text('content', draftLimits.texts.content + 1)).toBe('too-big')
    const many = matterUpdate((docs) => {
      for (let n = 0; n <= draftLimits.kbRefs; n += 1) addKbRef(docs, `K0401${String(n).padStart(3, '0')}`, by)
    })
    expect(reasonOf(many)).toBe('too-big')
    const bulky = new Y.Doc()
    for (let n = 0; n < 6000; n += 1) bulky.getText('content').insert(0, n % 2 === 0 ? '字' : 'x')
    for (let n = 0; n < 3000; n += 1) bulky.getText('content').delete(n, 1)
    expect(reasonOf(Y.encodeStateAsUpdate(bulky))).toBe('too-big')
  })

  it('never throws, whatever bytes arrive', () => {
    const good = matterUpdate((docs) => {
      writeField(docs, 'type', { value: 'help', ...by })
      writeText(docs, 'content', '路灯不亮')
    })
    const torn = fc
      .array(fc.record({ at: fc.nat(good.length - 1), byte: fc.integer({ min: 0, max: 255 }) }), {
        minLength: 1,
        maxLength: 6,
      })
      .map((cuts) => {
        const bytes = new Uint8Array(good)
        for (const { at, byte } of cuts) bytes[at] = byte
        return bytes
      })
    fc.assert(
      fc.property(fc.oneof(torn, fc.uint8Array({ maxLength: 200 })), (update) => {
        expect(typeof arrive(update).ok).toBe('boolean')
      }),
      { numRuns: 300 },
    )
  })
})
