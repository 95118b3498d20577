import type { Leg, PhoneCommand } from '#shared/contract/phone/phone-messages.ts'
import type { Together } from '#shared/contract/phone/together.schema.ts'
import { isHeld, type WhyNot } from './bar-button.rules.ts'
import { isByFocus } from './shown-legs.rules.ts'

/** What is done with one party among several. A pair is one button in one place. */
export type LegAct = 'hold' | 'resume' | 'mute-leg' | 'unmute-leg' | 'talk-privately' | 'drop'

export interface LegControl {
  readonly act: LegAct
  /** null: it can't be pressed; `whyNot` says why. */
  readonly command: PhoneCommand | null
  readonly whyNot: WhyNot | null
}

const can = (act: LegAct, command: PhoneCommand): LegControl => ({ act, command, whyNot: null })
const cannot = (act: LegAct, whyNot: WhyNot): LegControl => ({ act, command: null, whyNot })

/** Dropping one that rings gives up reaching it. */
const drop = ({ id, state }: Leg, together: Together | null): LegControl => {
  if (together?.reaching?.legId === id) return can('drop', { op: 'take-back' })
  return state === 'ending' ? cannot('drop', 'ending') : can('drop', { op: 'hang-up', legId: id })
}

/** The buttons of a party among several; one that rings or goes can only be dropped, one that is over has none. */
export function legControls(leg: Leg, together: Together | null): readonly LegControl[] {
  const { id: legId, state, role, hold, muted } = leg
  if (state === 'ended' || state === 'offered' || role !== 'party') return []
  if (state !== 'established') return [drop(leg, together)]
  if (isByFocus(leg, together))
    return [
      cannot('hold', 'by-focus'),
      cannot(muted ? 'unmute-leg' : 'mute-leg', 'by-focus'),
      cannot('talk-privately', 'by-focus'),
      drop(leg, together),
    ]
  const busy = together !== null && together.state !== 'calm'
  const hanging = isHeld(leg) ? 'resume' : 'hold'
  const pending = hold === 'holding' || hold === 'resuming'
  return [
    pending ? cannot(hanging, 'pending') : can(hanging, { op: hanging, legId }),
    can(muted ? 'unmute-leg' : 'mute-leg', { op: 'mute-leg', legId, on: !muted }),
    busy ? cannot('talk-privately', 'pending') : can('talk-privately', { op: 'talk-privately', legId }),
    drop(leg, together),
  ]
}
