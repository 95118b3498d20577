import { keptPrivate, leaveProblem, type MixedParty, mixOf } from '#shared/telephony/together.rules.ts'
import type { PhoneLeg } from '../legs/phone-leg.ts'
import { type MixOutcome, type MixRefusal, type MixView, type PartyMix, partiesOf } from './party-mix.ts'

/** The parties meet in the desktop's own matrix of gains. */
export class DesktopMix implements PartyMix {
  readonly #legs: () => readonly PhoneLeg[]
  #privateWith: string | null = null

  constructor(legs: () => readonly PhoneLeg[]) {
    this.#legs = legs
  }

  get canLeave(): boolean {
    return leaveProblem(this.#mixed()) === null
  }

  merge(): MixOutcome {
    this.#privateWith = null
    for (const leg of this.#parties()) if (leg.isHeld) void leg.resume()
    return 'done'
  }

  talkPrivately(leg: PhoneLeg): MixRefusal {
    if (this.#parties().length < 2) return 'not-now'
    this.#privateWith = leg.id
    if (leg.isHeld) void leg.resume()
    return null
  }

  endPrivate(): void {
    this.#privateWith = null
  }

  mute(legId: string, on: boolean): MixRefusal {
    const leg = this.#parties().find(({ id }) => id === legId)
    return leg ? leg.mute(on) : 'no-such-leg'
  }

  drop(): MixRefusal {
    return 'no-such-leg'
  }

  /** The inside party is asked to take our place with the citizen; where it can't, the citizen with it. */
  async leave(): Promise<MixOutcome> {
    const [outside, inside] = this.#parties()
    if (!outside || !inside) return { refused: 'failed' }
    const first = await inside.refer(outside.target, outside.dialogName)
    const outcome = first === 'done' || !outside.isParty ? first : await outside.refer(inside.target, inside.dialogName)
    if (typeof outcome !== 'string') return outcome
    for (const leg of [inside, outside]) leg.handOn()
    return 'done'
  }

  /** @param own a leg that ends by itself when it has done its part */
  endAll(own: PhoneLeg | null = null): void {
    for (const leg of this.#legs()) if (leg.role === 'party' && leg !== own) leg.hangUp()
  }

  look(): null {
    this.#privateWith = keptPrivate(this.#mixed(), this.#privateWith)
    return null
  }

  isSeveral(): boolean {
    return false
  }

  close(): void {
    this.#privateWith = null
  }

  view(): MixView {
    return { mix: mixOf(this.#mixed(), this.#privateWith), privateWith: this.#privateWith }
  }

  #parties(): PhoneLeg[] {
    return partiesOf(this.#legs())
  }

  #mixed(): MixedParty[] {
    return this.#parties().map(({ id, isHeld }) => ({ id, held: isHeld }))
  }
}
