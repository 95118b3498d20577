import type { Line } from '#shared/contract/phone/phone-messages.ts'
import type { Clock } from '#shared/kit/clock.ts'
import type { Candidate } from '#shared/telephony/reach.machine.ts'
import { mostParties } from '#shared/telephony/together.rules.ts'
import type { PhoneLeg } from '../legs/phone-leg.ts'
import { ChosenMix } from './chosen-mix.ts'
import { DesktopMix } from './desktop-mix.ts'
import { type FocusLine, FocusMix } from './focus-mix.ts'
import type { PartyMix } from './party-mix.ts'
import { Recall } from './recall.ts'

/** Most legs while a focus takes them over. */
const mostWithFocus = 8

export interface MixParts {
  readonly line: FocusLine & { dial(person: Candidate): PhoneLeg }
  readonly clock: Clock
  readonly onChange: () => void
}

/** Who mixes for a line: the desktop, and a focus where its site has one. */
export function mixOfLine(parts: MixParts, focus: Line['focus']): { mix: PartyMix; mostParties: number } {
  const { line, clock } = parts
  const legs = () => line.liveLegs()
  const desktop = new DesktopMix(legs)
  if (!focus) return { mix: desktop, mostParties }
  const recall = new Recall({ dial: (person) => line.dial(person), clock })
  const mix = new ChosenMix({ desktop, focus: new FocusMix(parts), recall, legs, from: focus.from })
  return { mix, mostParties: mostWithFocus }
}
