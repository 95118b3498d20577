import type { Leg, PhoneSnapshot } from '#shared/contract/phone/phone-messages.ts'

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
  | 'ending'

export type BarAct =
  | 'answer'
  | 'reject'
  | 'hold'
  | 'resume'
  | 'mute'
  | 'unmute'
  | 'hang-up'
  | 'keypad'
  | 'consult'
  | 'conference'
  | 'transfer'

/** Why a button can't be pressed now. */
export type WhyNot = 'no-phone' | 'no-call' | 'answer-first' | 'not-answered' | 'pending' | 'ending' | 'later-version'

export interface BarButton {
  readonly act: BarAct
  /** The leg it is about; null: none, or all. */
  readonly legId: string | null
  /** null: it can be pressed. */
  readonly whyNot: WhyNot | null
}

export interface PhoneBarView {
  readonly callState: CallState
  /** The leg that rings here. */
  readonly offered: Leg | null
  /** The leg the buttons act on. */
  readonly current: Leg | null
  /** Answer and Reject: there only while a call is offered. */
  readonly offer: readonly BarButton[]
  /** Always there, in this order; a pair is one button, named by what a press will do. */
  readonly tools: readonly BarButton[]
}

const lives = (leg: Leg): boolean => leg.state !== 'offered' && leg.state !== 'ended'

const stateOf = (current: Leg | null, offered: Leg | null): CallState => {
  if (!current) return offered ? 'ringing' : 'none'
  if (current.state !== 'established')
    return current.state as Exclude<typeof current.state, 'offered' | 'ended' | 'established'>
  if (current.hold === 'held' || current.hold === 'resuming') return 'hold'
  return current.remoteHold ? 'remote-hold' : 'talking'
}

const holdButton = (current: Leg | null, without: WhyNot): BarButton => {
  const held = current?.hold === 'held' || current?.hold === 'resuming'
  const pending = current?.hold === 'holding' || current?.hold === 'resuming'
  const whyNot = !current
    ? without
    : current.state === 'ending'
      ? 'ending'
      : current.state !== 'established'
        ? 'not-answered'
        : pending
          ? 'pending'
          : null
  return { act: held ? 'resume' : 'hold', legId: current?.id ?? null, whyNot }
}

const keypadButton = (current: Leg | null, offered: Leg | null, registered: boolean): BarButton => {
  const dialling = offered ? 'answer-first' : registered ? null : 'no-phone'
  const tones = current?.state === 'ending' ? 'ending' : current?.state === 'established' ? null : 'not-answered'
  return { act: 'keypad', legId: current?.id ?? null, whyNot: current ? tones : dialling }
}

/**
 * What the phone bar shows for a snapshot of the phone.
 * @param snapshot null: the phone has not said anything yet
 */
export function phoneBarView(snapshot: PhoneSnapshot | null): PhoneBarView {
  const legs = snapshot?.legs ?? []
  const offered = legs.find((leg) => leg.state === 'offered') ?? null
  const current = legs.find((leg) => leg.state === 'established') ?? legs.find(lives) ?? null
  const registered = snapshot?.registration.state === 'registered'
  const without: WhyNot = offered ? 'answer-first' : 'no-call'
  const legId = current?.id ?? null
  const muted = snapshot?.muted === true
  const ending = current?.state === 'ending'
  const later = (['consult', 'conference', 'transfer'] as const).map(
    (act): BarButton => ({ act, legId, whyNot: 'later-version' }),
  )
  return {
    callState: stateOf(current, offered),
    offered,
    current,
    offer: offered ? (['answer', 'reject'] as const).map((act) => ({ act, legId: offered.id, whyNot: null })) : [],
    tools: [
      holdButton(current, without),
      // Unmute can always be pressed: nobody may stay silent without a way out.
      { act: muted ? 'unmute' : 'mute', legId: null, whyNot: current || muted ? null : without },
      ...later,
      keypadButton(current, offered, registered),
      { act: 'hang-up', legId, whyNot: !current ? without : ending ? 'ending' : null },
    ],
  }
}
