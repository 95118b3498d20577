import type { Leg, PhoneSnapshot } from '#shared/contract/phone/phone-messages.ts'
import { calmTogether } from '#tests/support/calm-together.ts'

/** A leg the desk dialled, that rings there. */
export const bareLeg = (change: Partial<Leg> = {}): Leg => ({
  id: 'a',
  sipCallId: 'call-a',
  direction: 'out',
  state: 'early',
  role: 'party',
  muted: false,
  hold: 'none',
  remoteHold: false,
  remote: { name: '', number: '13820001234' },
  startedAt: 0,
  answeredAt: null,
  endedAt: null,
  endReason: null,
  sentTones: '',
  ...change,
})

/** A phone that works. */
export const bareSnapshot = (
  legs: readonly Leg[],
  line: PhoneSnapshot['registration']['state'] = 'registered',
): PhoneSnapshot => ({
  registration: { state: line, since: 0, detail: null },
  legs: [...legs],
  together: calmTogether,
  muted: false,
  microphone: 'ready',
  sound: 'running',
})
