import { describe, expect, it } from 'vitest'
import { batchDueAt, batchLimit, takeBatch } from '#shared/link/batch.rules.ts'

const join = (updates: readonly Uint8Array[]) => new Uint8Array(updates.flatMap((update) => [...update]))
const bytes = (length: number) => new Uint8Array(length)

describe('batches of draft updates', () => {
  it('go ten a second, and wait for the answer to the one before', () => {
    expect(batchDueAt({ pending: 3, waiting: false, lastAt: null })).toBe(0)
    expect(batchDueAt({ pending: 3, waiting: false, lastAt: 1000 })).toBe(1100)
    expect(batchDueAt({ pending: 3, waiting: true, lastAt: 1000 })).toBeNull()
    expect(batchDueAt({ pending: 0, waiting: false, lastAt: 1000 })).toBeNull()
  })

  it('hold all there is when it fits', () => {
    expect(takeBatch([bytes(3), bytes(4)], join)).toEqual({ bytes: bytes(7), count: 2 })
  })

  it('hold fewer when all would be too big, and never more than the limit', () => {
    const { bytes: first, count } = takeBatch(
      Array.from({ length: 8 }, () => bytes(batchLimit / 2)),
      join,
    )
    expect(count).toBe(2)
    expect(first?.length).toBe(batchLimit)
  })

  it('say so when a single update is too big to be sent', () => {
    expect(takeBatch([bytes(batchLimit + 1), bytes(1)], join)).toEqual({ bytes: null, count: 1 })
  })
})
