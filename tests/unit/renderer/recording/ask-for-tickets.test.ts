import { describe, expect, it, vi } from 'vitest'
import { askForTickets, type TicketPorts } from '#renderer/recording/ask-for-tickets.ts'
import { lampOf } from '#renderer/recording/lamp.rules.ts'
import type { Leg } from '#shared/contract/phone/phone-messages.ts'

const leg = (id: string, more: Partial<Leg> = {}): Leg => ({
  id,
  sipCallId: `sip-${id}`,
  direction: 'in',
  state: 'established',
  role: 'party',
  hold: 'none',
  remoteHold: false,
  muted: false,
  remote: { name: '', number: '1' },
  startedAt: 0,
  answeredAt: 0,
  endedAt: null,
  endReason: null,
  sentTones: '',
  ...more,
})

function bench(answers: Awaited<ReturnType<TicketPorts['ask']>>[]) {
  let legs: Leg[] = []
  let call: string | null = null
  let change = () => {}
  const asked: string[] = []
  const recorded: string[] = []
  const { store } = askForTickets({
    legs: () => legs,
    callOf: () => call,
    onChange(listener) {
      change = listener
      return () => undefined
    },
    async ask(callId) {
      asked.push(callId)
      return answers.shift() ?? { ok: true, ticket: `ticket-${callId}` }
    },
    record: (legId, ticket) => void recorded.push(`${legId} ${ticket}`),
  })
  return {
    asked,
    recorded,
    store,
    now(next: Leg[], callId: string | null) {
      legs = next
      call = callId
      change()
    },
  }
}

describe('A desk that records', () => {
  it('asks once for each answered party, as soon as its call is known', async () => {
    const desk = bench([])
    desk.now([leg('a', { state: 'offered' })], 'c1')
    desk.now([leg('a')], null)
    expect(desk.asked).toEqual([])
    desk.now([leg('a')], 'c1')
    desk.now([leg('a')], 'c1')
    await vi.waitFor(() => expect(desk.recorded).toEqual(['a ticket-c1']))
    expect(desk.asked).toEqual(['c1'])
  })

  it('asks for no lead who listens, nor for what the phone records since before a reload', () => {
    const desk = bench([])
    desk.now([leg('a', { role: 'listen' }), leg('b', { recording: 'recording' })], 'c1')
    expect(desk.asked).toEqual([])
  })

  it('asks again when a leg became another call’s, and when the answer may be another one', async () => {
    const desk = bench([{ ok: false, reason: 'not-now' }])
    desk.now([leg('a')], 'c1')
    await vi.waitFor(() => expect(desk.asked).toEqual(['c1']))
    await Promise.resolve()
    desk.now([leg('a')], 'c1')
    await vi.waitFor(() => expect(desk.recorded).toEqual(['a ticket-c1']))
    desk.now([leg('a', { recording: 'recording' })], 'c2')
    await vi.waitFor(() => expect(desk.recorded).toEqual(['a ticket-c1', 'a ticket-c2']))
  })

  it('says that the site records nothing, and does not ask on', async () => {
    const desk = bench([{ ok: false, reason: 'unavailable' }])
    desk.now([leg('a')], 'c1')
    await vi.waitFor(() => expect(desk.store.getState().noLeave).toBe('off'))
    desk.now([leg('a')], 'c1')
    expect(desk.asked).toEqual(['c1'])
  })
})

describe('The lamp', () => {
  it('says the worst of the parties, and nothing of leads', () => {
    const word = (legs: Leg[], noLeave: 'off' | null = null) => lampOf(legs, noLeave).word
    expect(word([])).toBe('idle')
    expect(word([leg('a')])).toBe('asking')
    expect(word([leg('a')], 'off')).toBe('off')
    expect(word([leg('a', { recording: 'recording' }), leg('b', { role: 'listen' })])).toBe('recording')
    expect(word([leg('a', { recording: 'recording' }), leg('b', { recording: 'paused' })])).toBe('recording')
    expect(word([leg('a', { recording: 'recording' }), leg('b', { recording: 'away' })])).toBe('away')
    expect(word([leg('a', { recording: 'recording' }), leg('b', { recording: 'failed' })])).toBe('failed')
  })
})
