import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { followLeads } from '#renderer/monitor/follow-leads.ts'
import type { PhoneCommand, PhoneSnapshot } from '#shared/contract/phone/phone-messages.ts'
import type { MonitorRow } from '#shared/contract/socket/topics.ts'

const row: MonitorRow = { lead: '7001', name: 'Lead', mode: 'listen', takingOver: false, since: 1, shown: true }

/** A seat whose phone has just let a lead in. */
function seatWithLead() {
  const run: PhoneCommand[] = []
  let tell: (rows: ReadonlyMap<string, MonitorRow>) => void = () => undefined
  const leg = { id: 'lead-leg', state: 'established', role: 'listen', remote: { name: '', number: '7001' } }
  const snapshot = { legs: [{ ...leg, startedAt: Date.now(), answeredAt: Date.now() }] } as unknown as PhoneSnapshot
  const followed = followLeads({
    now: Date.now,
    subscribe(listener) {
      tell = listener
      return () => undefined
    },
    snapshot: () => snapshot,
    onSnapshot: () => () => undefined,
    run: (command) => void run.push(command),
  })
  return { run, tell: (rows: readonly MonitorRow[]) => tell(new Map(rows.map((one) => [one.lead, one]))), followed }
}

describe('a lead who has come in', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('stays when the backend’s word of it comes after its call', () => {
    const { run, tell } = seatWithLead()
    tell([])
    vi.advanceTimersByTime(3000)
    tell([row])
    vi.advanceTimersByTime(60_000)
    expect(run).toEqual([])
  })

  it('is sent out when no word of it comes', () => {
    const { run, tell } = seatWithLead()
    tell([])
    vi.advanceTimersByTime(10_000)
    expect(run).toEqual([{ op: 'hang-up', legId: 'lead-leg' }])
  })

  it('is followed no more after the desk was closed', () => {
    const { run, tell, followed } = seatWithLead()
    tell([])
    followed.close()
    vi.advanceTimersByTime(60_000)
    expect(run).toEqual([])
  })
})
