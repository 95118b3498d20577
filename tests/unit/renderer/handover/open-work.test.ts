import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { allOf, leftOpen, openWork, stillOpen, type WorkSources } from '#renderer/handover/open-work.rules.ts'
import type { HandoverRow } from '#shared/contract/socket/handover.schema.ts'
import type { CallbackRow, DraftsRow } from '#shared/contract/socket/topics.ts'

const mark = { seat: '8002', name: 'Xu', at: 1 }
const draftOf = fc
  .record({ n: fc.nat(20), handedIn: fc.boolean(), passed: fc.boolean(), call: fc.constantFrom(null, 'up', 'over') })
  .map(
    ({ n, handedIn, passed, call }): DraftsRow => ({
      draftId: `d${n}`,
      callId: call,
      title: '',
      updatedAt: n,
      ticketNo: handedIn ? 'TJ' : null,
      from: null,
      passedTo: passed ? mark : null,
    }),
  )
const taskOf = fc
  .record({ n: fc.nat(20), by: fc.constantFrom('8001', '8002', null) })
  .map(({ n, by }) => ({ taskId: `t${n}`, promisedBy: by, number: '138', note: '', dueAt: n }) as CallbackRow)
const handoverOf = fc
  .record({ seat: fc.constantFrom('8001', '8002'), taken: fc.boolean(), ids: fc.array(fc.nat(20)) })
  .map(
    ({ seat, taken, ids }) =>
      ({
        seat,
        drafts: ids.map((n) => `d${n}`),
        tasks: ids.map((n) => `t${n}`),
        accepted: taken ? mark : null,
      }) as HandoverRow,
  )
const sources: fc.Arbitrary<WorkSources> = fc.record({
  seat: fc.constant('8001'),
  drafts: fc.uniqueArray(draftOf, { selector: ({ draftId }) => draftId }),
  callbacks: fc.uniqueArray(taskOf, { selector: ({ taskId }) => taskId }),
  handovers: fc.array(handoverOf),
  isUp: fc.constant((callId: string) => callId === 'up'),
})

describe('The open work of a seat', () => {
  it('is its own unfinished drafts and its own promises, and nothing else', () => {
    fc.assert(
      fc.property(sources, (from) => {
        const { drafts, tasks } = openWork(from)
        const open = [...from.drafts].filter((row) => row.ticketNo === null && row.passedTo === null)
        expect(drafts.map(({ id }) => id).sort()).toEqual(open.map(({ draftId }) => draftId).sort())
        const own = [...from.callbacks].filter(({ promisedBy }) => promisedBy === '8001')
        expect(tasks.map(({ id }) => id).sort()).toEqual(own.map(({ taskId }) => taskId).sort())
      }),
    )
  })

  it('is chosen as a whole but for what is in a call or waits to be accepted, and never more than can go', () => {
    fc.assert(
      fc.property(sources, (from) => {
        const { drafts } = openWork(from)
        const waiting = [...from.handovers].filter((row) => row.seat === '8001' && row.accepted === null)
        const asked = new Set(waiting.flatMap((row) => row.drafts))
        const up = new Set([...from.drafts].filter(({ callId }) => callId === 'up').map(({ draftId }) => draftId))
        const all = allOf(drafts)
        expect(all.some((id) => asked.has(id) || up.has(id))).toBe(false)
        expect(stillOpen(drafts, all)).toEqual(all)
        const every = drafts.map(({ id }) => id)
        expect(stillOpen(drafts, [...every, 'gone'])).toEqual(every.filter((id) => !up.has(id)))
        expect(leftOpen(openWork(from)).drafts).toBe(every.filter((id) => !asked.has(id)).length)
      }),
    )
  })
})
