import type { Leg } from '#shared/contract/phone/phone-messages.ts'
import type { Together } from '#shared/contract/phone/together.schema.ts'
import type { LegEndReason } from '#shared/telephony/leg-state.ts'
import type { Tone } from '../ui/tone.ts'
import type { CallState } from './phone-bar.rules.ts'

/** The edge rings a seat this long, then the call goes back to the queue. */
const ringLimitMs = 15_000

/** When a call that rings here goes to another seat, ms since the epoch. */
export const answerBy = ({ startedAt }: Leg): number => startedAt + ringLimitMs

/** What one party is doing. `waiting`: it hears music while the agent talks with another. */
export type LegWord =
  | Exclude<CallState, 'none' | 'consult' | 'private' | 'conference'>
  | 'waiting'
  | 'listening'
  | 'whispering'
  | 'ended'

/** How one party is shown. */
export interface LegView {
  /** null: the party has neither a name nor a number. */
  readonly title: string | null
  /** Beside the title, where it says more than the title. */
  readonly number: string | null
  readonly state: LegWord
  readonly endReason: LegEndReason | null
  readonly tone: Tone
  /** ms since the epoch; what the timer counts from. */
  readonly since: number
  /** ms since the epoch; null while it goes on. */
  readonly until: number | null
}

/** How a lead is in the talk: the agent has to know whether the citizen hears him. */
const leadWords = { listen: 'listening', whisper: 'whispering', barge: 'talking' } as const

const stateOf = (leg: Leg, privateWith: string | null): LegWord => {
  if (leg.state === 'offered') return 'ringing'
  if (leg.state !== 'established') return leg.state
  if (leg.hold === 'held' || leg.hold === 'resuming') return 'hold'
  if (leg.role !== 'party') return leadWords[leg.role]
  if (privateWith !== null && privateWith !== leg.id) return 'waiting'
  return leg.remoteHold ? 'remote-hold' : 'talking'
}

const toneOf: Readonly<Record<LegView['state'], Tone>> = {
  ringing: 'blue',
  answering: 'blue',
  dialling: 'blue',
  early: 'blue',
  talking: 'blue',
  hold: 'amber',
  waiting: 'amber',
  listening: 'violet',
  whispering: 'violet',
  'remote-hold': 'amber',
  ending: 'grey',
  ended: 'grey',
}

/** Callers without a number come as these (RFC 3323 4.1.1.3 and what edges make of it). */
const nobody = new Set(['', 'anonymous', 'unknown', 'anonymous.invalid'])

/** Words and colours of one leg. */
export function legView(leg: Leg, together: Pick<Together, 'privateWith'> | null = null): LegView {
  const number = nobody.has(leg.remote.number.toLowerCase()) ? null : leg.remote.number
  const name = nobody.has(leg.remote.name.toLowerCase()) ? null : leg.remote.name
  const state = stateOf(leg, together?.privateWith ?? null)
  return {
    title: name ?? number,
    number: name === null || name === number ? null : number,
    state,
    endReason: leg.endReason,
    tone: toneOf[state],
    since: leg.answeredAt ?? leg.startedAt,
    until: leg.endedAt,
  }
}
