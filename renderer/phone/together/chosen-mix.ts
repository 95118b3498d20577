import type { LegEndReason } from '#shared/telephony/leg-state.ts'
import type { PhoneLeg } from '../legs/phone-leg.ts'
import type { DesktopMix } from './desktop-mix.ts'
import type { FocusMix } from './focus-mix.ts'
import { type MixOutcome, type MixRefusal, type MixView, type PartyMix, partiesOf } from './party-mix.ts'
import type { Recall } from './recall.ts'

export interface ChosenMixParts {
  readonly desktop: DesktopMix
  readonly focus: FocusMix
  /** Calls back whom a focus that died has left alone. */
  readonly recall: Recall
  readonly legs: () => readonly PhoneLeg[]
  /** From how many other parties on the focus mixes. */
  readonly from: number
}

/** A site with a focus: few are mixed in the desktop, many by the focus; where that fails, in the desktop again. */
export class ChosenMix implements PartyMix {
  readonly #parts: ChosenMixParts

  constructor(parts: ChosenMixParts) {
    this.#parts = parts
  }

  get canLeave(): boolean {
    const { focus, legs } = this.#parts
    return focus.isUp || partiesOf(legs()).length > 1
  }

  merge(): MixOutcome | Promise<MixOutcome> {
    const { desktop, focus, legs, from } = this.#parts
    return focus.isUp || partiesOf(legs()).length >= from ? this.#toFocus() : desktop.merge()
  }

  talkPrivately(leg: PhoneLeg): MixRefusal {
    return this.#parts.desktop.talkPrivately(leg)
  }

  endPrivate(): void {
    this.#parts.desktop.endPrivate()
  }

  mute(legId: string, on: boolean): MixRefusal {
    const { desktop, focus } = this.#parts
    return focus.knows(legId) ? focus.mute() : desktop.mute(legId, on)
  }

  drop(legId: string): Promise<MixRefusal> {
    return this.#parts.focus.drop(legId)
  }

  /** Two others are joined without the focus; more meet in it before we go. */
  async leave(): Promise<MixOutcome> {
    const { desktop, focus } = this.#parts
    if (!focus.isUp && desktop.canLeave) return desktop.leave()
    const merged = await this.#toFocus()
    return merged === 'done' ? focus.leave() : merged
  }

  endAll(): void {
    this.#parts.desktop.endAll(this.#parts.focus.endAll())
  }

  look(): LegEndReason | null {
    const lost = this.#parts.focus.look()
    if (lost) this.#parts.recall.begin(lost.people)
    this.#parts.recall.look()
    this.#parts.desktop.look()
    return lost?.reason ?? null
  }

  isSeveral(leg: PhoneLeg): boolean {
    return leg === this.#parts.focus.leg
  }

  close(): void {
    this.#parts.focus.close()
    this.#parts.recall.close()
  }

  view(): MixView {
    const { desktop, focus } = this.#parts
    const view = desktop.view()
    // One leg to the focus is a talk with all who are there.
    return { ...view, mix: focus.isUp && view.mix === 'single' ? 'conference' : view.mix, focus: focus.view() }
  }

  async #toFocus(): Promise<MixOutcome> {
    const { desktop, focus } = this.#parts
    desktop.endPrivate()
    const outcome = await focus.merge()
    if (outcome !== 'done') desktop.merge()
    return outcome
  }
}
