import type { Leg, PhoneCommand } from '#shared/contract/phone/phone-messages.ts'
import type { Together } from '#shared/contract/phone/together.schema.ts'
import type { ReachPurpose } from '#shared/telephony/reach.machine.ts'

/** What people do on the bar. */
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
  | 'split'
  | 'transfer'
  | 'take-back'
  | 'leave'
  | 'end-all'

/** Why a button can't be pressed now. */
export const whyNots = [
  'no-phone',
  'no-call',
  'answer-first',
  'not-answered',
  'pending',
  'ending',
  'own-buttons',
  'full',
  'leave-instead',
  'too-many',
  'one-party',
  'by-focus',
] as const
export type WhyNot = (typeof whyNots)[number]

/** What a press does. */
export type Deed =
  | { readonly kind: 'phone'; readonly commands: readonly PhoneCommand[] }
  | { readonly kind: 'directory'; readonly purpose: ReachPurpose }
  | { readonly kind: 'ask-hang-up' }
  | { readonly kind: 'keypad' }

export interface BarButton {
  readonly act: BarAct
  /** null: it can't be pressed; `whyNot` says why. */
  readonly deed: Deed | null
  readonly whyNot: WhyNot | null
}

/** A button that does something. */
export const can = (act: BarAct, ...commands: PhoneCommand[]): BarButton => ({
  act,
  deed: { kind: 'phone', commands },
  whyNot: null,
})
/** A button that can't be pressed. */
export const cannot = (act: BarAct, whyNot: WhyNot): BarButton => ({ act, deed: null, whyNot })

/** The call as buttons see it. */
export interface BarCall {
  readonly offered: Leg | null
  /** Answered parties, first the one who came first. */
  readonly parties: readonly Leg[]
  /** The one tones go to and one-party buttons are about. */
  readonly current: Leg | null
  readonly together: Together
  readonly muted: boolean
  readonly registered: boolean
}

/** Held, or not yet back. */
export const isHeld = ({ hold }: Leg): boolean => hold === 'held' || hold === 'resuming'
