import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countStates, orderSeats, plainView, seatSorts, sortedBy } from '#renderer/queue/seat-view.rules.ts'
import { seatStates } from '#shared/seat/seat-state.ts'
import { seatRow } from './wall-rows.ts'

const rows = fc
  .uniqueArray(fc.integer({ min: 1, max: 99_999 }), { maxLength: 40 })
  .chain((numbers) =>
    fc.tuple(
      ...numbers.map((number) =>
        fc
          .record({ state: fc.constantFrom(...seatStates), answeredToday: fc.nat(20), since: fc.nat(1000) })
          .map((more) => seatRow(String(number), more)[1]),
      ),
    ),
  )

describe('which seats the wall lists', () => {
  it('shows every seat once, in each order, and turned round is the other way for the column chosen', () => {
    fc.assert(
      fc.property(rows, fc.constantFrom(...seatSorts), (all, sort) => {
        const view = { ...plainView, sort }
        const order = orderSeats(all, view)
        expect([...order].sort()).toEqual(all.map((row) => row.seat).sort())
        if (sort === 'seat') {
          expect(order).toEqual([...order].sort((one, other) => Number(one) - Number(other)))
          expect(orderSeats(all, { ...view, descending: true })).toEqual([...order].reverse())
        }
      }),
    )
  })

  it('narrows by state and by a part of number or name, blanks around it ignored', () => {
    const all = [seatRow('8001', { name: '王晓燕' }), seatRow('8002', { name: '李强', state: 'talking' })].map(
      ([, row]) => row,
    )
    expect(orderSeats(all, { ...plainView, state: 'talking' })).toEqual(['8002'])
    expect(orderSeats(all, { ...plainView, text: ' 晓 ' })).toEqual(['8001'])
    expect(orderSeats(all, { ...plainView, text: '800' })).toEqual(['8001', '8002'])
    expect(orderSeats(all, { ...plainView, text: '晓', state: 'talking' })).toEqual([])
  })

  it('a column chosen again turns round; another one begins ascending', () => {
    const once = sortedBy(plainView, 'today')
    expect(once).toMatchObject({ sort: 'today', descending: false })
    expect(sortedBy(once, 'today').descending).toBe(true)
    expect(sortedBy(sortedBy(once, 'today'), 'state')).toMatchObject({ sort: 'state', descending: false })
  })

  it('counts add up to all seats', () => {
    fc.assert(
      fc.property(rows, (all) => {
        expect(Object.values(countStates(all)).reduce((sum, n) => sum + n, 0)).toBe(all.length)
      }),
    )
  })
})
