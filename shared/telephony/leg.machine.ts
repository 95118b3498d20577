import { failure, type Result, success } from '../kit/result.ts'
import type { HoldState, LegState } from './leg-state.ts'

/** What happens to a leg's dialog (RFC 3261 12, 13, 15). `hang-up` and `reject` are ours; `ended` is the end of it, whoever made it. */
export const legEvents = ['answer', 'reject', 'ringing', 'accepted', 'hang-up', 'ended'] as const
export type LegEvent = (typeof legEvents)[number]

/** Who holds, and what is wished next: a wish made while a change is pending waits for it. */
export const holdPhases = ['none', 'holding', 'holding-then-resume', 'held', 'resuming', 'resuming-then-hold'] as const
export type HoldPhase = (typeof holdPhases)[number]

/** `agreed` and `refused` are the outcome of the pending re-INVITE. */
export const holdEvents = ['hold', 'resume', 'agreed', 'refused'] as const
export type HoldEvent = (typeof holdEvents)[number]

type LegRow = { readonly [E in LegEvent]?: LegState }
type HoldRow = { readonly [E in HoldEvent]?: HoldPhase }

const legTable: { readonly [S in LegState]: LegRow } = {
  offered: { answer: 'answering', reject: 'ending', ended: 'ended' },
  answering: { accepted: 'established', 'hang-up': 'ending', ended: 'ended' },
  dialling: { ringing: 'early', accepted: 'established', 'hang-up': 'ending', ended: 'ended' },
  early: { ringing: 'early', accepted: 'established', 'hang-up': 'ending', ended: 'ended' },
  established: { 'hang-up': 'ending', ended: 'ended' },
  ending: { ended: 'ended' },
  ended: {},
}

const holdTable: { readonly [P in HoldPhase]: HoldRow } = {
  none: { hold: 'holding' },
  holding: { hold: 'holding', resume: 'holding-then-resume', agreed: 'held', refused: 'none' },
  'holding-then-resume': { hold: 'holding', resume: 'holding-then-resume', agreed: 'resuming', refused: 'none' },
  held: { resume: 'resuming' },
  resuming: { resume: 'resuming', hold: 'resuming-then-hold', agreed: 'none', refused: 'held' },
  'resuming-then-hold': { resume: 'resuming', hold: 'resuming-then-hold', agreed: 'holding', refused: 'held' },
}

/** A leg as the machine knows it. `remoteHold`: the other side does not want our sound (RFC 3264 8.4). */
export interface LegMachine {
  readonly state: LegState
  readonly hold: HoldPhase
  readonly remoteHold: boolean
}

/** A new leg: it rings here (`offered`), is taken up again after a reload (`answering`) or goes out (`dialling`). */
export const newLeg = (state: 'offered' | 'answering' | 'dialling', hold: 'none' | 'held' = 'none'): LegMachine => ({
  state,
  hold,
  remoteHold: false,
})

/** The leg after a dialog event, or `illegal`. A leg that leaves `established` holds nothing any more. */
export function nextLeg(leg: LegMachine, event: LegEvent): Result<LegMachine, 'illegal'> {
  const state = legTable[leg.state][event]
  if (state === undefined) return failure('illegal')
  if (leg.state === 'established') return success({ state, hold: 'none', remoteHold: false })
  return success({ ...leg, state })
}

/** The leg after a hold event, or `illegal`: only an established leg can be held. */
export function nextHold(leg: LegMachine, event: HoldEvent): Result<LegMachine, 'illegal'> {
  const hold = holdTable[leg.hold][event]
  if (leg.state !== 'established' || hold === undefined) return failure('illegal')
  return success({ ...leg, hold })
}

/** The leg after another dialog took the place of its own (RFC 3891): nothing is held in the new one. */
export function replacedLeg(leg: LegMachine): Result<LegMachine, 'illegal'> {
  return leg.state === 'established' ? success({ ...leg, hold: 'none', remoteHold: false }) : failure('illegal')
}

/** The other side holds or resumes; idempotent, but for an established leg alone. */
export function setRemoteHold(leg: LegMachine, on: boolean): Result<LegMachine, 'illegal'> {
  return leg.state === 'established' ? success({ ...leg, remoteHold: on }) : failure('illegal')
}

const shown: { readonly [P in HoldPhase]: HoldState } = {
  none: 'none',
  holding: 'holding',
  'holding-then-resume': 'holding',
  held: 'held',
  resuming: 'resuming',
  'resuming-then-hold': 'resuming',
}

/** Whether a re-INVITE is under way or wanted. */
export const isHoldPending = (phase: HoldPhase): boolean => phase !== 'none' && phase !== 'held'

/** The phase as the desk sees it: a queued wish is not shown. */
export const shownHold = (phase: HoldPhase): HoldState => shown[phase]

/** What the wire should say in this phase: whether we let sound through. While a change is pending it is the change's aim. */
export const wantsHold = (phase: HoldPhase): boolean =>
  phase === 'holding' || phase === 'holding-then-resume' || phase === 'held'
