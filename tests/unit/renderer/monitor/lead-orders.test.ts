import { describe, expect, it } from 'vitest'
import { isShown, leadOrders, lookAgainAt, yieldTo } from '#renderer/monitor/lead-orders.rules.ts'
import type { Leg } from '#shared/contract/phone/phone-messages.ts'
import type { MonitorRow } from '#shared/contract/socket/topics.ts'

const leg = (change: Partial<Leg>): Leg => ({
  id: 'lead-leg',
  sipCallId: 'x',
  direction: 'in',
  state: 'established',
  role: 'listen',
  hold: 'none',
  remoteHold: false,
  muted: false,
  remote: { name: '', number: '7001' },
  startedAt: 1,
  answeredAt: 1,
  endedAt: null,
  endReason: null,
  sentTones: '',
  ...change,
})
const row = (change: Partial<MonitorRow> = {}): MonitorRow => ({
  lead: '7001',
  name: 'Lead',
  mode: 'listen',
  takingOver: false,
  since: 1,
  shown: true,
  ...change,
})
const late = 60_000
const rows = (...all: MonitorRow[]) => new Map(all.map((each) => [each.lead, each]))

describe('leads in a seat’s call', () => {
  it('are given the mode the backend says, and nothing where they have it', () => {
    expect(leadOrders(rows(row()), [leg({})], late)).toEqual([])
    expect(leadOrders(rows(row({ mode: 'barge' })), [leg({})], late)).toEqual([
      { op: 'set-role', legId: 'lead-leg', role: 'barge' },
    ])
  })

  it('are sent out where the backend knows nothing of them, but not before it has spoken', () => {
    expect(leadOrders(rows(), [leg({})], late)).toEqual([{ op: 'hang-up', legId: 'lead-leg' }])
    expect(leadOrders(null, [leg({})], late)).toEqual([])
  })

  it('are not sent out while the backend’s word of them may still be on its way, and are looked at again then', () => {
    const fresh = [leg({ answeredAt: 50_000 })]
    expect(leadOrders(rows(), fresh, 59_999)).toEqual([])
    expect(lookAgainAt(rows(), fresh, 59_999)).toBe(60_000)
    expect(leadOrders(rows(), fresh, 60_000)).toEqual([{ op: 'hang-up', legId: 'lead-leg' }])
    expect(lookAgainAt(rows(), fresh, 60_000)).toBeNull()
    expect(lookAgainAt(rows(row()), fresh, 51_000)).toBeNull()
    expect(lookAgainAt(null, fresh, 51_000)).toBeNull()
  })

  it('are never taken for parties, nor parties for them', () => {
    expect(leadOrders(rows(), [leg({ role: 'party' }), leg({ state: 'answering' })], late)).toEqual([])
  })

  it('get the caller when they take over', () => {
    expect(yieldTo(rows(row()), [leg({})])).toBeNull()
    expect(yieldTo(rows(row({ takingOver: true })), [leg({})])).toBe('lead-leg')
  })

  it('are hidden only while they listen and the policy hides them', () => {
    expect(isShown(rows(row({ shown: false })), leg({}))).toBe(false)
    expect(isShown(rows(row()), leg({}))).toBe(true)
    expect(isShown(null, leg({}))).toBe(false)
    expect(isShown(null, leg({ role: 'whisper' }))).toBe(true)
    expect(isShown(null, leg({ role: 'party' }))).toBe(true)
  })
})
