import { describe, expect, it } from 'vitest'
import { countSeats } from '#server/app-seats.ts'
import type { Account } from '#server/seat/accounts.repository.ts'
import type { StoredStanding } from '#server/seat/standings.repository.ts'
import { offlineStanding, type SeatStanding } from '#shared/seat/seat-standing.ts'
import type { Role } from '#shared/seat/seat-state.ts'

const seats: [string, Role, Partial<SeatStanding>][] = [
  ['8001', 'agent', { state: 'ready', desk: 'here' }],
  ['8002', 'agent', { state: 'ready', desk: 'none' }],
  ['8003', 'agent', { state: 'hold', desk: 'here' }],
  ['8004', 'agent', { state: 'wrap-up', desk: 'here' }],
  ['9001', 'expert', { state: 'ready', desk: 'none' }],
  ['9002', 'expert', { state: 'talking', desk: 'none' }],
  ['9003', 'expert', { state: 'talking', desk: 'here' }],
]

describe('the seats of the wall', () => {
  it('count agents wherever they are, and experts only where one sits', () => {
    const all = new Map<string, StoredStanding>(
      seats.map(([seat, , standing]) => [seat, { revision: 1, standing: { ...offlineStanding(0), ...standing } }]),
    )
    const accounts = new Map(seats.map(([seat, role]) => [seat, { seat, role } as Account]))
    const states = { all: () => all } as unknown as Parameters<typeof countSeats>[0]['states']
    expect(countSeats({ states, accounts })).toEqual({ ready: 2, talking: 2 })
  })
})
