import type { Leg, PhoneSnapshot } from '#shared/contract/phone/phone-messages.ts'
import type { Together } from '#shared/contract/phone/together.schema.ts'
import { type BarButton, type BarCall, can, cannot, isHeld } from './bar-button.rules.ts'
import { toolButtons } from './tool-buttons.rules.ts'

/** What the call is, in one word. */
export type CallState =
  | 'none'
  | 'ringing'
  | 'answering'
  | 'dialling'
  | 'early'
  | 'talking'
  | 'hold'
  | 'remote-hold'
  | 'consult'
  | 'private'
  | 'conference'
  | 'ending'

export interface PhoneBarView {
  readonly callState: CallState
  /** The leg that rings here. */
  readonly offered: Leg | null
  /** The leg tones go to. */
  readonly current: Leg | null
  /** Answer and Reject: there only while a call is offered. */
  readonly offer: readonly BarButton[]
  /** Always there, in this order; a pair is one button, named by what a press will do. */
  readonly tools: readonly BarButton[]
  /** Leave and End for all: there only with two or more other parties. */
  readonly several: readonly BarButton[]
}

const lives = (leg: Leg): boolean => leg.role === 'party' && leg.state !== 'offered' && leg.state !== 'ended'

const stateOf = ({ current, offered, together }: BarCall): CallState => {
  if (!current) return offered ? 'ringing' : 'none'
  if (current.state !== 'established')
    return current.state as Exclude<typeof current.state, 'offered' | 'ended' | 'established'>
  if (together.mix === 'consult' || together.mix === 'private' || together.mix === 'conference') return together.mix
  if (isHeld(current)) return 'hold'
  return current.remoteHold ? 'remote-hold' : 'talking'
}

const barCall = (snapshot: PhoneSnapshot | null): BarCall => {
  const legs = snapshot?.legs ?? []
  const parties = legs
    .filter(({ state, role }) => state === 'established' && role === 'party')
    .sort((a, b) => (a.answeredAt ?? 0) - (b.answeredAt ?? 0))
  const together = snapshot?.together ?? calm
  const talking =
    parties.find(({ id }) => id === together.privateWith) ?? parties.find((leg) => !isHeld(leg)) ?? parties[0]
  return {
    offered: legs.find((leg) => leg.state === 'offered') ?? null,
    parties,
    current: talking ?? legs.find(lives) ?? null,
    together,
    muted: snapshot?.muted === true,
    registered: snapshot?.registration.state === 'registered',
  }
}

const calm: Together = { mix: 'none', privateWith: null, state: 'calm', act: null, reaching: null, trouble: null }

const leaveButtons = ({ parties, together }: BarCall): BarButton[] => {
  const { focus } = together
  const byFocus = focus !== undefined && focus.legId !== null
  if (parties.length < 2 && !byFocus) return []
  const endAll = can('end-all', { op: 'end-all' })
  if (together.state !== 'calm') return [cannot('leave', 'pending'), endAll]
  return [parties.length > 2 && !focus ? cannot('leave', 'too-many') : can('leave', { op: 'leave' }), endAll]
}

/**
 * What the phone bar shows for a snapshot of the phone.
 * @param snapshot null: the phone has not said anything yet
 */
export function phoneBarView(snapshot: PhoneSnapshot | null): PhoneBarView {
  const call = barCall(snapshot)
  const { offered, current } = call
  return {
    callState: stateOf(call),
    offered,
    current,
    offer: offered
      ? [can('answer', { op: 'answer', legId: offered.id }), can('reject', { op: 'reject', legId: offered.id })]
      : [],
    tools: toolButtons(call),
    several: leaveButtons(call),
  }
}
