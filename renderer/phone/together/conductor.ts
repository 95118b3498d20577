import type { PhoneCommand, PhoneRefusal } from '#shared/contract/phone/phone-messages.ts'
import type { Together, TogetherAct } from '#shared/contract/phone/together.schema.ts'
import type { Clock } from '#shared/kit/clock.ts'
import type { Disposer } from '#shared/kit/disposable.ts'
import type { MixerLeg } from '#shared/telephony/matrix.ts'
import {
  type Candidate,
  nextReach,
  type Reach,
  type ReachEvent,
  reachRingMs,
  ringingTarget,
  startReach,
} from '#shared/telephony/reach.machine.ts'
import type { PhoneLeg } from '../legs/phone-leg.ts'
import type { ReferOutcome } from '../legs/refer.ts'
import { type MixOutcome, type PartyMix, partiesOf } from './party-mix.ts'

/** Commands over several legs. */
export type TogetherCommand = Extract<
  PhoneCommand,
  {
    op:
      | 'reach'
      | 'take-back'
      | 'merge'
      | 'talk-privately'
      | 'mute-leg'
      | 'leave'
      | 'end-all'
      | 'hand-over'
      | 'dismiss-trouble'
      | 'set-role'
      | 'yield'
  }
>
type Refusal = PhoneRefusal | null

/** What the conductor needs of the line. */
export interface Orchestra {
  liveLegs(): readonly PhoneLeg[]
  dial(target: Candidate, about: string | null): PhoneLeg
  addressOf(target: string): string
}

export interface ConductorParts {
  readonly line: Orchestra
  /** Who makes the parties hear each other. */
  readonly mix: PartyMix
  /** Most legs of parties at one time. */
  readonly mostParties: number
  readonly clock: Clock
  readonly onChange: () => void
}

/** An attempt to reach somebody, with the leg that rings. */
interface Ringing {
  reach: Reach
  leg: PhoneLeg
  until: number
  stop: Disposer
  /** Who was put on hold for it. */
  readonly waiting: readonly PhoneLeg[]
}

/** Leads the legs of one line through what concerns several of them: reaching somebody, conference, private talk, leaving, handing over. */
export class Conductor {
  readonly #parts: ConductorParts
  #ringing: Ringing | null = null
  /** Who was reached for a consult, and who waits for its end. */
  #consult: { readonly leg: PhoneLeg; readonly waiting: readonly PhoneLeg[] } | null = null
  #referring: TogetherAct | null = null
  #trouble: Together['trouble'] = null

  constructor(parts: ConductorParts) {
    this.#parts = parts
  }

  get privateWith(): string | null {
    return this.#parts.mix.view().privateWith
  }

  /** Hangs up on one who is in the talk without a leg of ours. */
  async drop(legId: string): Promise<Refusal> {
    return this.#parts.mix.drop(legId)
  }

  /** A leg as the matrix sees it. */
  mixerLeg(leg: PhoneLeg): MixerLeg {
    return { ...leg.mixerLeg(), several: this.#parts.mix.isSeveral(leg) }
  }

  async run(command: TogetherCommand): Promise<Refusal> {
    if (command.op === 'dismiss-trouble') return this.#sayTrouble(null)
    if (command.op === 'take-back') return this.#advance({ type: 'take-back' })
    if (command.op === 'end-all') return this.#endAll()
    if (command.op === 'set-role') return this.#lead(command.legId)?.setRole(command.role) ?? null
    if (command.op === 'yield') return this.#yield(command.legId)
    if (command.op === 'mute-leg') return this.#parts.mix.mute(command.legId, command.on)
    const leg = 'legId' in command ? this.#parties().find(({ id }) => id === command.legId) : undefined
    if ('legId' in command && !leg) return 'no-such-leg'
    if (this.#isBusy()) return 'not-now'
    switch (command.op) {
      case 'reach':
        return this.#reach(startReach(command.purpose, command.targets))
      case 'merge':
        return this.#merge()
      case 'talk-privately':
        return leg ? this.#talkPrivately(leg) : 'no-such-leg'
      case 'leave':
        return this.#leave('leave')
      case 'hand-over':
        return leg ? this.#handOver(leg, command.target) : 'no-such-leg'
    }
  }

  /** A leg has changed: what rang may have been answered, and who was talked with may be gone. */
  look(): void {
    const { leg } = this.#ringing ?? {}
    if (leg?.state === 'established') this.#advance({ type: 'answered' })
    else if (leg && !leg.isLive) this.#advance({ type: 'ended', reason: leg.endReason ?? 'failed' })
    if (this.#consult && !this.#consult.leg.isLive) this.#goBack(this.#consult.waiting)
    const lost = this.#parts.mix.look()
    if (lost) this.#trouble = { act: 'focus', reason: lost, tried: 0 }
    this.#sendLeadsHome()
  }

  view(): Together {
    const ringing = this.#ringing
    const target = ringing ? ringingTarget(ringing.reach) : null
    const reach = ringing?.reach.kind === 'ringing' ? ringing.reach : null
    return {
      ...this.#parts.mix.view(),
      state: reach ? 'reaching' : this.#referring ? 'referring' : 'calm',
      act: reach?.purpose ?? this.#referring,
      reaching:
        ringing && reach && target !== null
          ? {
              target: target.number,
              legId: ringing.leg.id,
              until: ringing.until,
              at: reach.at,
              of: reach.targets.length,
            }
          : null,
      trouble: this.#trouble,
    }
  }

  close(): void {
    this.#stopRinging()
    this.#parts.mix.close()
  }

  #stopRinging(): void {
    this.#ringing?.stop()
    this.#ringing = null
  }

  /** Those who have been answered, in the order they came. */
  #parties(): PhoneLeg[] {
    return partiesOf(this.#parts.line.liveLegs())
  }

  #lead(legId: string): PhoneLeg | undefined {
    return this.#parts.line.liveLegs().find(({ id, role }) => id === legId && role !== 'party')
  }

  /** A lead hears a call, not a desk: with the last party gone it goes too. */
  #sendLeadsHome(): void {
    const legs = this.#parts.line.liveLegs()
    if (legs.some(({ role }) => role === 'party')) return
    for (const leg of legs) leg.hangUp('remote')
  }

  #isBusy(): boolean {
    return this.#ringing !== null || this.#referring !== null
  }

  #sayTrouble(trouble: Together['trouble']): null {
    this.#trouble = trouble
    this.#parts.onChange()
    return null
  }

  #reach(reach: Reach): Refusal {
    const parties = this.#parties()
    const others = this.#parts.line.liveLegs().filter((leg) => leg.role === 'party' && leg.state !== 'ending')
    if (parties.length === 0 || others.length > parties.length || parties.length >= this.#parts.mostParties)
      return 'not-now'
    const waiting = parties.filter(({ isHeld }) => !isHeld)
    for (const leg of waiting) void leg.hold()
    this.#trouble = null
    this.#parts.mix.endPrivate()
    this.#ring(reach, waiting)
    return null
  }

  #ring(reach: Reach, waiting: readonly PhoneLeg[]): void {
    const { line, clock, onChange } = this.#parts
    const about = this.#parties()[0]?.dialogName?.callId ?? null
    const target = ringingTarget(reach)
    if (!target) return
    const leg = line.dial(target, about)
    const stop = clock.after(reachRingMs, () => {
      leg.hangUp('no-answer')
      this.#advance({ type: 'ended', reason: 'no-answer' })
    })
    this.#ringing = { reach, leg, waiting, until: clock.now() + reachRingMs, stop }
    onChange()
  }

  #advance(event: ReachEvent): Refusal {
    const ringing = this.#ringing
    const next = ringing && nextReach(ringing.reach, event)
    if (!ringing || !next?.ok) return 'not-now'
    ringing.stop()
    this.#ringing = null
    const reach = next.value
    if (reach.kind === 'ringing') this.#ring(reach, ringing.waiting)
    else if (reach.kind === 'reached') this.#reached(reach.purpose, ringing)
    else {
      ringing.leg.hangUp('cancelled')
      if (reach.kind === 'failed') this.#trouble = { act: reach.purpose, reason: reach.reason, tried: reach.tried }
      this.#goBack(ringing.waiting)
    }
    this.#parts.onChange()
    return null
  }

  #reached(purpose: Reach['purpose'], { leg, waiting }: Ringing): void {
    this.#consult = { leg, waiting }
    if (purpose === 'conference') void this.#merge()
    if (purpose === 'transfer') void this.#leave('transfer')
  }

  /** Nobody is left to talk with but those who wait. */
  #goBack(waiting: readonly PhoneLeg[]): void {
    this.#consult = null
    for (const leg of waiting) if (leg.isParty && leg.isHeld) void leg.resume()
  }

  #merge(): Refusal | Promise<Refusal> {
    if (this.#parties().length < 2) return 'not-now'
    this.#consult = null
    const outcome = this.#parts.mix.merge()
    return outcome instanceof Promise ? this.#carryOut('conference', outcome) : this.#settled('conference', outcome)
  }

  #talkPrivately(leg: PhoneLeg): Refusal {
    const refusal = this.#parts.mix.talkPrivately(leg)
    if (refusal !== null) return refusal
    this.#consult = null
    return this.#sayTrouble(null)
  }

  #endAll(): Refusal {
    const ringing = this.#ringing
    this.#stopRinging()
    ringing?.leg.hangUp()
    this.#consult = null
    this.#parts.mix.endAll()
    return null
  }

  async #leave(act: 'leave' | 'transfer'): Promise<Refusal> {
    if (!this.#parts.mix.canLeave) return 'not-now'
    return this.#carryOut(act, this.#parts.mix.leave())
  }

  /** The lead takes our place with our one party; several can't be given. */
  async #yield(legId: string): Promise<Refusal> {
    const lead = this.#lead(legId)
    const [party, ...others] = this.#parties()
    if (!lead || !party || others.length > 0 || this.#isBusy()) return 'not-now'
    return this.#refer('yield', {
      go: async () => {
        const first = await lead.refer(party.target, party.dialogName)
        return first === 'done' || !party.isParty ? first : party.refer(lead.target, lead.dialogName)
      },
      legs: [lead, party],
      failed: () => undefined,
    })
  }

  #handOver(leg: PhoneLeg, target: string): Promise<Refusal> {
    const wasHeld = leg.isHeld
    if (!wasHeld) void leg.hold()
    return this.#refer('hand-over', {
      go: () => leg.refer(this.#parts.line.addressOf(target), null),
      legs: [leg],
      failed: () => {
        if (!wasHeld && leg.isParty && leg.isHeld) void leg.resume()
      },
    })
  }

  async #refer(
    act: Exclude<TogetherAct, 'consult' | 'conference'>,
    { go, legs, failed }: { go: () => Promise<ReferOutcome>; legs: readonly PhoneLeg[]; failed: () => void },
  ): Promise<Refusal> {
    const outcome = go().then((came): MixOutcome => {
      if (typeof came !== 'string') {
        failed()
        return came
      }
      for (const leg of legs) leg.handOn()
      return 'done'
    })
    return this.#carryOut(act, outcome)
  }

  /** Nothing else over several legs begins before it has come out. */
  async #carryOut(act: Exclude<TogetherAct, 'consult'>, outcome: Promise<MixOutcome>): Promise<Refusal> {
    this.#referring = act
    this.#sayTrouble(null)
    const came = await outcome
    this.#referring = null
    return this.#settled(act, came)
  }

  #settled(act: Exclude<TogetherAct, 'consult'>, outcome: MixOutcome): Refusal {
    // To bring those together who have been reached fails by the conference server alone.
    const failed = act === 'conference' ? 'focus' : act
    if (outcome !== 'done') return this.#sayTrouble({ act: failed, reason: outcome.refused, tried: 0 })
    this.#consult = null
    return this.#sayTrouble(null)
  }
}
