import { describe, expect, it } from 'vitest'
import { callNote } from '#renderer/desk/shell/call-note.rules.ts'
import type { ExpertSummary } from '#shared/assistant/expert-summary.rules.ts'
import type { Leg, PhoneSnapshot } from '#shared/contract/phone/phone-messages.ts'
import type { CallRow } from '#shared/contract/socket/topics.ts'
import { calmTogether } from '#tests/support/calm-together.ts'

const words = {
  noNumber: 'No number',
  waited: (seconds: number) => `waited ${seconds} s`,
  callsBefore: (count: number) => `${count} calls`,
  askedIn: ({ who }: ExpertSummary) => [`asked for ${who}`],
}
const leg = (more: Partial<Leg> = {}): Leg => ({
  id: 'leg1',
  sipCallId: 'sip1',
  direction: 'in',
  state: 'offered',
  hold: 'none',
  role: 'party',
  muted: false,
  remoteHold: false,
  remote: { name: '', number: '13800000001' },
  startedAt: 0,
  answeredAt: null,
  endedAt: null,
  endReason: null,
  sentTones: '',
  ...more,
})
const phone = (...legs: Leg[]): PhoneSnapshot => ({
  registration: { state: 'registered', since: 0, detail: null },
  together: calmTogether,
  legs,
  muted: false,
  microphone: 'ready',
  sound: 'running',
})
const due = { kind: 'none', at: null, dueness: 'calm', stopped: false } as const
const row: CallRow = {
  callId: 'c1',
  sipCallId: 'sip1',
  direction: 'in',
  queue: '12345',
  about: null,
  sentTo: null,
  handedBy: null,
  cameWith: null,
  number: '13800000001',
  state: 'offered',
  queuedAt: 1000,
  offeredAt: 13_000,
  answeredAt: null,
  endedAt: null,
  endedBy: null,
  callsToday: 0,
  callsIn7Days: 2,
  tickets: [{ ticketNo: 'TJ1', title: '路灯不亮', status: 'submitted', submittedAt: 0, due }],
  history: null,
}

describe('what the shell is told of the calls', () => {
  it('is nothing without one, and without a phone', () => {
    expect(callNote(null, [], words)).toMatchObject({ phase: 'none', id: null, title: '' })
    expect(callNote(phone(leg({ state: 'ended' })), [row], words).phase).toBe('none')
  })

  it('of one that rings says who, how long they waited and what is known of them', () => {
    expect(callNote(phone(leg()), [row], words)).toEqual({
      phase: 'ringing',
      id: 'leg1',
      title: '13800000001',
      lines: ['waited 12 s', '2 calls', 'TJ1 路灯不亮'],
      answerBy: 15_000,
    })
  })

  it('of one who asks an expert in says what the expert is asked', () => {
    const summary = { who: '138****0001', what: { from: 'nothing' }, asked: { from: 'nothing' } } as const
    const consult = { ...row, about: { callId: 'main', number: '138****0001', summary } }
    expect(callNote(phone(leg()), [consult], words).lines).toEqual(['asked for 138****0001'])
  })

  it('of one that is up says who alone', () => {
    expect(callNote(phone(leg({ state: 'established' })), [row], words)).toMatchObject({ phase: 'up', lines: [] })
  })

  it('puts one that rings before one that is up', () => {
    const note = callNote(phone(leg({ id: 'up', state: 'established' }), leg({ id: 'rings' })), [], words)
    expect(note).toMatchObject({ phase: 'ringing', id: 'rings' })
  })

  it('names a caller without a number, and cuts what is too long', () => {
    expect(callNote(phone(leg({ remote: { name: '', number: 'anonymous' } })), [], words).title).toBe('No number')
    const long = { ...row, tickets: [{ ticketNo: 'TJ1', title: '长'.repeat(500), status: 's', submittedAt: 0, due }] }
    const note = callNote(phone(leg({ remote: { name: 'x'.repeat(120), number: 'y'.repeat(120) } })), [long], words)
    expect(note.title).toHaveLength(120)
    expect(note.lines.every((line) => line.length <= 200)).toBe(true)
  })
})
