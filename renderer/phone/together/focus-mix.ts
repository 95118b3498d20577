import type { Together } from '#shared/contract/phone/together.schema.ts'
import type { Clock } from '#shared/kit/clock.ts'
import type { Disposer } from '#shared/kit/disposable.ts'
import type { LegEndReason } from '#shared/telephony/leg-state.ts'
import type { Candidate } from '#shared/telephony/reach.machine.ts'
import { othersIn, type Roster, type RosterUser } from '#shared/telephony/roster.rules.ts'
import { numberOf } from '../legs/identity.ts'
import type { PhoneLeg } from '../legs/phone-leg.ts'
import { refer } from '../legs/refer.ts'
import { type MixOutcome, type MixRefusal, partiesOf } from './party-mix.ts'

/** How long the focus has to answer us, and a party to get there, ms: both are programs, nobody has to lift a handset. */
const joinMs = 8000
const moveMs = 10_000
/** How long the focus has to send the parties away before we go, ms. */
const endAllMs = 3000

/** What the focus's side needs of the line. */
export interface FocusLine {
  readonly aor: string
  liveLegs(): readonly PhoneLeg[]
  /** Calls the focus's factory. */
  callFocus(): PhoneLeg
  /** Address of the conference this leg is in; null: its far end is no focus; undefined: not yet known. */
  conferenceOf(leg: PhoneLeg): string | null | undefined
  /** Hears who is in it until disposed of. */
  watchRoster(conference: string, hear: (roster: Roster) => void): Disposer
}

export interface FocusParts {
  readonly line: FocusLine
  readonly clock: Clock
  readonly onChange: () => void
}

/** The focus is gone, and these were in it with us. */
export interface LostConference {
  readonly people: readonly Candidate[]
  readonly reason: LegEndReason
}

interface Joining {
  readonly leg: PhoneLeg
  readonly settle: (reason: LegEndReason | null) => void
}

/** The way out, out of the dialog's address: what a Refer-To with a method does (RFC 4579 5.11). */
const byeTo = (entity: string): string => `${entity};method=BYE`
const userOf = (entity: string): string => entity.slice(entity.indexOf(':') + 1, entity.indexOf('@'))

/**
 * A conference focus (RFC 4579): we call its factory, the Contact it answers with is the conference, each party is sent there by a REFER of our
 * own dialog with it, and who is there is what the conference package says (RFC 4575). While parties are under way our one leg to the focus is a
 * party of the desktop's matrix: who is still here and who is there already hear each other.
 */
export class FocusMix {
  readonly #parts: FocusParts
  #leg: PhoneLeg | null = null
  #joining: Joining | null = null
  #conference: string | null = null
  #stopWatch: Disposer = () => undefined
  #roster: Roster | null = null
  /** Names of those we sent there, by address of record. */
  readonly #names = new Map<string, string>()
  /** What commands know people by, by address of record. */
  readonly #ids = new Map<string, string>()
  #moving = false
  /** Whether the focus has told of anybody but us. */
  #peopled = false

  constructor(parts: FocusParts) {
    this.#parts = parts
  }

  /** In a conference, or on the way out of a failed one. */
  get isUp(): boolean {
    return this.#conference !== null
  }

  /** The leg to the focus. */
  get leg(): PhoneLeg | null {
    return this.#leg
  }

  knows(id: string): boolean {
    return this.#entityOf(id) !== null
  }

  async merge(): Promise<MixOutcome> {
    this.#moving = true
    try {
      return await this.#gather()
    } finally {
      this.#moving = false
      this.#leaveEmpty()
    }
  }

  /** RFC 4579 has no word for it. */
  mute(): MixRefusal {
    return 'not-now'
  }

  async drop(id: string): Promise<MixRefusal> {
    const entity = this.#entityOf(id)
    if (entity === null) return 'no-such-leg'
    return (await this.#sendAway(entity, moveMs)) === 'done' ? null : 'failed'
  }

  leave(): MixOutcome {
    this.#leg?.hangUp()
    return 'done'
  }

  /** Asks the focus to send everybody away, then goes. Gives the leg that does so. */
  endAll(): PhoneLeg | null {
    const leg = this.#leg
    if (!leg) return null
    const all = this.#others().map(({ entity }) => this.#sendAway(entity, endAllMs))
    void Promise.all(all).then(() => leg.hangUp())
    return leg
  }

  look(): LostConference | null {
    const { leg, settle } = this.#joining ?? {}
    if (leg?.state === 'established' && this.#parts.line.conferenceOf(leg) !== undefined) settle?.(null)
    else if (leg && !leg.isLive) settle?.(leg.endReason ?? 'failed')
    else if (!leg && this.#leg && !this.#leg.isLive) return this.#ended(this.#leg.endReason ?? 'failed')
    return null
  }

  view(): NonNullable<Together['focus']> {
    const parties = this.#others().map(({ entity, name, muted }) => ({
      id: this.#idOf(entity),
      name: name || (this.#names.get(entity) ?? ''),
      number: numberOf(userOf(entity)).slice(0, 120),
      muted,
    }))
    return { legId: this.isUp ? (this.#leg?.id ?? null) : null, parties: this.isUp ? parties : [] }
  }

  close(): void {
    this.#stopWatch()
    this.#joining?.settle('hung-up')
  }

  async #gather(): Promise<MixOutcome> {
    const refused = await this.#join()
    const leg = this.#leg
    const conference = this.#conference
    if (refused !== null || !leg || conference === null) return { refused: refused ?? 'failed' }
    const others = partiesOf(this.#parts.line.liveLegs()).filter((party) => party !== leg)
    const outcomes = await Promise.all(others.map((party) => this.#move(party, conference)))
    const failed = outcomes.find((outcome) => outcome !== 'done')
    if (failed) {
      if (outcomes.every((outcome) => outcome !== 'done') && this.#others().length === 0) leg.hangUp()
      return failed
    }
    if (leg.isHeld) void leg.resume()
    return leg.isParty ? 'done' : { refused: leg.endReason ?? 'failed' }
  }

  /** null: we are in a conference. */
  async #join(): Promise<LegEndReason | null> {
    if (this.isUp && this.#leg?.isParty) return null
    const { line, clock } = this.#parts
    const leg = line.callFocus()
    this.#leg = leg
    const reason = await new Promise<LegEndReason | null>((resolve) => {
      const stop = clock.after(joinMs, () => this.#joining?.settle('no-answer'))
      const settle = (outcome: LegEndReason | null): void => {
        stop()
        this.#joining = null
        resolve(outcome)
      }
      this.#joining = { leg, settle }
    })
    const conference = reason === null ? line.conferenceOf(leg) : null
    if (!conference) {
      leg.hangUp(reason ?? 'refused')
      this.#forget()
      return reason ?? 'refused'
    }
    this.#conference = conference
    this.#stopWatch = line.watchRoster(conference, (roster) => this.#hear(roster))
    return null
  }

  async #move(party: PhoneLeg, conference: string): Promise<MixOutcome> {
    const { session } = party
    if (!session) return { refused: 'failed' }
    const { clock } = this.#parts
    const outcome = await refer(session, { target: conference, dialog: null, clock, limitMs: moveMs })
    if (typeof outcome !== 'string') return outcome
    this.#names.set(party.target, party.view().remote.name)
    party.handOn()
    return 'done'
  }

  async #sendAway(entity: string, limitMs: number): Promise<MixOutcome> {
    const session = this.#leg?.session
    if (!session) return { refused: 'failed' }
    const target = byeTo(entity)
    const outcome = await refer(session, { target, dialog: null, clock: this.#parts.clock, limitMs })
    return typeof outcome === 'string' ? 'done' : outcome
  }

  #hear(roster: Roster): void {
    this.#roster = roster
    this.#peopled ||= this.#others().length > 0
    this.#leaveEmpty()
    this.#parts.onChange()
  }

  /** Nobody is left to talk with. That somebody has come may be told later than that he was let in: an empty roster alone says nothing. */
  #leaveEmpty(): void {
    if (!this.#moving && this.#peopled && this.#others().length === 0) this.#leg?.hangUp('remote')
  }

  #ended(reason: LegEndReason): LostConference | null {
    const people = this.#others().map(({ entity, name }) => ({
      number: userOf(entity),
      name: name || (this.#names.get(entity) ?? ''),
    }))
    this.#forget()
    return reason !== 'hung-up' && people.length > 0 ? { people, reason } : null
  }

  #forget(): void {
    this.#stopWatch()
    this.#stopWatch = () => undefined
    this.#leg = null
    this.#conference = null
    this.#roster = null
    this.#peopled = false
    this.#names.clear()
    this.#ids.clear()
  }

  #others(): readonly RosterUser[] {
    return this.#roster ? othersIn(this.#roster, `sip:${this.#parts.line.aor}`) : []
  }

  #idOf(entity: string): string {
    const known = this.#ids.get(entity)
    if (known !== undefined) return known
    const made = `focus:${this.#ids.size + 1}`
    this.#ids.set(entity, made)
    return made
  }

  #entityOf(id: string): string | null {
    return this.#others().find(({ entity }) => this.#idOf(entity) === id)?.entity ?? null
  }
}
