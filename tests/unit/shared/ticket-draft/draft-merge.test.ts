import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { createDraftBinding } from '#shared/ticket-draft/draft-binding.ts'
import {
  addKbRef,
  createDraftDocs,
  type DraftDocs,
  toTicketInput,
  writeField,
  writeText,
} from '#shared/ticket-draft/draft-docs.ts'
import { mergeDraftUpdate } from '#shared/ticket-draft/draft-guard.ts'

type Step =
  | { readonly kind: 'field'; readonly value: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'kb'; readonly id: string }
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('field' as const), value: fc.constantFrom('help', 'consult', 'report') }),
  fc.record({ kind: fc.constant('text' as const), text: fc.string({ maxLength: 12 }) }),
  fc.record({ kind: fc.constant('kb' as const), id: fc.constantFrom('K0401001', 'K0401002', 'K0401003') }),
)
function act(docs: DraftDocs, by: string, one: Step): void {
  const author = { by, at: 1, source: 'typed' as const }
  if (one.kind === 'field') writeField(docs, 'type', { value: one.value, ...author })
  if (one.kind === 'text') writeText(docs, 'content', one.text)
  if (one.kind === 'kb') addKbRef(docs, one.id, author)
}

/** Every update a desk's document gives while it works offline. */
function work(by: string, steps: readonly Step[]): { docs: DraftDocs; updates: Uint8Array[] } {
  const docs = createDraftDocs()
  const updates: Uint8Array[] = []
  docs.matter.on('update', (update) => updates.push(update))
  for (const one of steps) act(docs, by, one)
  return { docs, updates }
}

describe('two authors of one draft', () => {
  it('end with the same ticket, whatever order their updates arrive in and how often', () => {
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 8 }),
        fc.array(step, { maxLength: 8 }),
        fc.boolean(),
        (one, two, twoFirst) => {
          const a = work('8001', one)
          const b = work('9001', two)
          const orders = twoFirst ? [b.updates, a.updates] : [a.updates, b.updates]
          for (const update of [...b.updates, ...b.updates]) Y.applyUpdate(a.docs.matter, update)
          for (const update of a.updates) Y.applyUpdate(b.docs.matter, update)
          const server = createDraftDocs()
          for (const update of orders.flat()) Y.applyUpdate(server.matter, update)
          const result = toTicketInput(server.matter, server.person)
          expect(toTicketInput(a.docs.matter, a.docs.person)).toEqual(result)
          expect(toTicketInput(b.docs.matter, b.docs.person)).toEqual(result)
        },
      ),
      { numRuns: 150 },
    )
  })

  it('pass the guard in the order they were made, and lose no used entry', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 10 }), fc.array(step, { maxLength: 10 }), (one, two) => {
        let state: Uint8Array | null = null
        for (const [author, steps] of [
          ['8001', one],
          ['9001', two],
        ] as const)
          for (const update of work(author, steps).updates) {
            const merged = mergeDraftUpdate({ doc: 'matter', state, update, author })
            if (!merged.ok) throw new Error(merged.reason)
            state = merged.value
          }
        const end = createDraftDocs()
        if (state !== null) Y.applyUpdate(end.matter, state)
        const used = new Set([...one, ...two].flatMap((each) => (each.kind === 'kb' ? [each.id] : [])))
        expect(toTicketInput(end.matter, end.person).kbRefs).toEqual([...used].sort())
      }),
      { numRuns: 100 },
    )
  })

  it('keep both texts typed at two places at once', () => {
    const a = createDraftDocs()
    writeText(a, 'content', '河东区的路灯')
    const b = createDraftDocs()
    Y.applyUpdate(b.matter, Y.encodeStateAsUpdate(a.matter))
    writeText(a, 'content', '天津市河东区的路灯')
    writeText(b, 'content', '河东区的路灯不亮')
    Y.applyUpdate(a.matter, Y.encodeStateAsUpdate(b.matter))
    expect(a.matter.getText('content').toString()).toBe('天津市河东区的路灯不亮')
  })
})

describe('the binding of a draft', () => {
  const bind = () => {
    const docs = createDraftDocs()
    return { docs, binding: createDraftBinding({ draftId: 'd', callId: null, seat: '8001', docs, now: () => 7 }) }
  }

  it('gives the same object until something changes, and tells its listeners then', () => {
    const { binding } = bind()
    const first = binding.input()
    expect(binding.input()).toBe(first)
    let told = 0
    const stop = binding.onChange(() => {
      told += 1
    })
    binding.setField('phone', '13800000000', 'call')
    expect(told).toBe(1)
    expect(binding.input()).toMatchObject({ phone: '13800000000' })
    expect(binding.field('phone')).toEqual({ value: '13800000000', by: '8001', at: 7, source: 'call' })
    stop()
    binding.setText('title', 'x')
    expect(told).toBe(1)
  })

  it('writes nothing when the value is the one that is there', () => {
    const { docs, binding } = bind()
    binding.setField('type', 'help', 'typed')
    let updates = 0
    docs.matter.on('update', () => {
      updates += 1
    })
    binding.setField('type', 'help', 'typed')
    expect(updates).toBe(0)
  })
})
