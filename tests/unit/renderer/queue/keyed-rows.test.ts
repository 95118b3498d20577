import { describe, expect, it, vi } from 'vitest'
import { createKeyedRows } from '#renderer/queue/keyed-rows.ts'

describe('rows by key', () => {
  it('tells only the listeners of what changed, once a flush', () => {
    const rows = createKeyedRows<number>()
    const [a, b] = [vi.fn(), vi.fn()]
    rows.watch('a', a)
    rows.watch('b', b)
    for (let n = 0; n < 100; n += 1) rows.take({ kind: 'delta', set: [['a', n]], gone: [] })
    expect(a).not.toHaveBeenCalled()
    expect(rows.flush()).toBe(true)
    expect(a).toHaveBeenCalledTimes(1)
    expect(b).not.toHaveBeenCalled()
    expect(rows.get('a')).toBe(99)
    expect(rows.flush()).toBe(false)
  })

  it('a snapshot takes out what it does not hold, and tells it', () => {
    const rows = createKeyedRows<number>()
    rows.take({
      kind: 'delta',
      set: [
        ['a', 1],
        ['b', 2],
      ],
      gone: [],
    })
    rows.flush()
    const gone = vi.fn()
    rows.watch('a', gone)
    rows.take({ kind: 'snapshot', set: [['b', 3]], gone: [] })
    rows.flush()
    expect(gone).toHaveBeenCalledTimes(1)
    expect([...rows.all()]).toEqual([3])
  })
})
