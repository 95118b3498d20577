import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import type { OpenStorage } from '#server/storage/storage.ts'
import {
  createDraftDocs,
  type DraftDocs,
  readField,
  readText,
  writeField,
  writeText,
} from '#shared/ticket-draft/draft-docs.ts'
import { databases } from '#tests/support/databases.ts'
import { benchTime, createTicketBench, goodInput } from '#tests/support/ticket-bench.ts'

const author = '8001'
/** The agent whose ticket it is, the expert and the lead in the call. */
const people = [author, '9001', '7001'] as const
type Person = (typeof people)[number]

/** Something that happens to somebody. `where`: part of the text, 0 to 1. */
type Step =
  | { readonly who: Person; readonly does: 'type'; readonly where: number }
  | { readonly who: Person; readonly does: 'set'; readonly value: 'help' | 'complaint' | 'suggestion' }
  | { readonly who: Person; readonly does: 'cut' | 'join' | 'hear' }
  | { readonly who: Person; readonly does: 'send'; readonly again: boolean }

const who = fc.constantFrom(...people)
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      who,
      does: fc.constant('type' as const),
      where: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      who,
      does: fc.constant('set' as const),
      value: fc.constantFrom('help' as const, 'complaint' as const, 'suggestion' as const),
    }),
  },
  { weight: 3, arbitrary: fc.record({ who, does: fc.constantFrom('cut' as const, 'join' as const, 'hear' as const) }) },
  { weight: 3, arbitrary: fc.record({ who, does: fc.constant('send' as const), again: fc.boolean() }) },
)

/** A desk: its copy of the draft, and the updates that have not arrived. */
interface Copy {
  readonly docs: DraftDocs
  readonly waiting: Uint8Array[]
  online: boolean
}

describe.each(databases())('three desks and a server on $name', (database) => {
  let storage: OpenStorage
  let count = 0
  beforeAll(async () => {
    await database.start()
    storage = await database.open()
  })
  afterAll(async () => {
    await storage.close()
    await database.stop()
  })

  /** A draft of a call that all three are in, and a desk for each. */
  async function begin() {
    count += 1
    const draftId = `draft-sync-${String(count).padStart(8, '0')}`
    const bench = createTicketBench(storage)
    await bench.write(draftId, goodInput)
    for (const guest of people.slice(1)) bench.guests.set(guest, 'write')
    const copies = new Map<Person, Copy>()
    for (const seat of people) {
      const docs = createDraftDocs()
      const waiting: Uint8Array[] = []
      docs.matter.on('update', (update: Uint8Array, origin: unknown) => {
        if (origin !== 'server') waiting.push(update)
      })
      copies.set(seat, { docs, waiting, online: true })
    }
    const stored = async () => {
      const row = await storage.db
        .selectFrom('ticket_drafts')
        .select('matter')
        .where('draft_id', '=', draftId)
        .executeTakeFirstOrThrow()
      return Buffer.from(row.matter ?? '', 'base64')
    }
    const copyOf = (seat: Person): Copy => {
      const copy = copies.get(seat)
      if (!copy) throw new Error(seat)
      return copy
    }
    const hear = async (seat: Person) => Y.applyUpdate(copyOf(seat).docs.matter, await stored(), 'server')
    const take = (seat: Person, update: Uint8Array) =>
      bench.run(
        'draft.update',
        { draftId, doc: 'matter', callId: 'own-call', update: Buffer.from(update).toString('base64') },
        { seat, role: seat === '9001' ? 'expert' : 'agent' },
      )
    /** What waits goes in order; an acknowledgement that is lost makes the first come twice. */
    const send = async (seat: Person, again: boolean) => {
      const { waiting } = copyOf(seat)
      for (let first = waiting.shift(); first; first = waiting.shift()) {
        expect(await take(seat, first)).toEqual({ ok: true, result: {} })
        if (again) expect(await take(seat, first)).toEqual({ ok: true, result: {} })
      }
    }
    for (const seat of people) await hear(seat)
    // The author's first change after that ties the draft to the call.
    writeText(copyOf(author).docs, 'answerGiven', '已记录。')
    await send(author, false)
    return { draftId, bench, copyOf, hear, send, take, stored }
  }
  type House = Awaited<ReturnType<typeof begin>>

  async function play(house: House, steps: readonly Step[]): Promise<readonly string[]> {
    const typed: string[] = []
    for (const one of steps) {
      const copy = house.copyOf(one.who)
      if (one.does === 'type') {
        const token = `〔${one.who}字${typed.length}〕`
        typed.push(token)
        const text = readText(copy.docs, 'content')
        const at = Math.floor(one.where * text.length)
        // Between characters of others' tokens too: each piece has to stay.
        writeText(copy.docs, 'content', text.slice(0, at) + token + text.slice(at), at + token.length)
      } else if (one.does === 'set')
        writeField(copy.docs, 'type', { value: one.value, by: one.who, at: benchTime, source: 'typed' })
      else if (one.does === 'cut' || one.does === 'join') copy.online = one.does === 'join'
      else if (copy.online && one.does === 'hear') await house.hear(one.who)
      else if (copy.online && one.does === 'send') await house.send(one.who, one.again)
    }
    return typed
  }
  const letters = (text: string) => Array.from(text).sort().join('')

  it('come to the same draft after any outages, lose no character, and make one ticket of it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
        const house = await begin()
        const before = readText(house.copyOf(author).docs, 'content')
        const typed = await play(house, steps)
        for (const seat of people) await house.send(seat, true)
        for (const seat of people) await house.hear(seat)
        const content = readText(house.copyOf(author).docs, 'content')
        expect(letters(content)).toBe(letters(before + typed.join('')))
        for (const seat of people) {
          const { docs } = house.copyOf(seat)
          expect(readText(docs, 'content')).toBe(content)
          expect(readField(docs, 'type')).toEqual(readField(house.copyOf(author).docs, 'type'))
        }
        const first = await house.bench.run('ticket.submit', { draftId: house.draftId })
        expect(first).toMatchObject({ ok: true })
        // The answer was lost: the desk asks again, under another key.
        expect(await house.bench.run('ticket.submit', { draftId: house.draftId })).toEqual(first)
        const tickets = await storage.db
          .selectFrom('tickets')
          .select('content')
          .where('draft_id', '=', house.draftId)
          .execute()
        expect(tickets).toEqual([{ content }])
        // Handed in, it is frozen for all three.
        for (const seat of people) {
          const { docs, waiting } = house.copyOf(seat)
          writeText(docs, 'content', `${content}。`)
          expect(await house.take(seat, waiting.at(-1) ?? new Uint8Array())).toMatchObject({ reason: 'conflict' })
        }
      }),
      { numRuns: process.env.LIANXIAN_FULL === '1' ? 150 : 12 },
    )
  })
})
