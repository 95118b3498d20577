import type { PhoneCommand, PhoneRefusal } from '#shared/contract/phone/phone-messages.ts'
import type { Together, TogetherAct } from '#shared/contract/phone/together.schema.ts'
import type { Clock } from '#shared/kit/clock.ts'
import type { Disposer } from '#shared/kit/disposable.ts'
import type { LegEndReason } from '#shared/telephony/leg-state.ts'
import {
  type Candidate,
  nextReach,
  type Reach,
  type ReachEvent,
  reachRingMs,
  ringingTarget,
  startReach,
} from '#shared/telephony/reach.machine.ts'
import { keptPrivate, leaveProblem, mixOf, mostParties } from '#shared/telephony/together.rules.ts'
import type { PhoneLeg } from '../legs/phone-leg.ts'
import type { ReferOutcome } from '../legs/refer.ts'

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
  #privateWith: string | null = null
  #ringing: Ringing | null = null
  /** Who was reached for a consult, and who waits for its end. */
  #consult: { readonly leg: PhoneLeg; readonly waiting: readonly PhoneLeg[] } | null = null
  #referring: TogetherAct | null = null
  #trouble: Together['trouble'] = null

  constructor(parts: ConductorParts) {
    this.#parts = parts
  }

  get privateWith(): string | null {
    return this.#privateWith
  }

  async run(command: TogetherCommand): Promise<Refusal> {
    if (command.op === 'dismiss-trouble') return this.#sayTrouble(null)
    if (command.op === 'take-back') return this.#advance({ type: 'take-back' })
    if (command.op === 'end-all') return this.#endAll()
    if (command.op === 'set-role') return this.#lead(command.legId)?.setRole(command.role) ?? null
    if (command.op === 'yield') return this.#yield(command.legId)
    const leg = 'legId' in command ? this.#parties().find(({ id }) => id === command.legId) : undefined
    if ('legId' in command && !leg) return 'no-such-leg'
    if (command.op === 'mute-leg') return leg?.mute(command.on) ?? null
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
    this.#privateWith = keptPrivate(this.#mixed(), this.#privateWith)
    this.#sendLeadsHome()
  }

  view(): Together {
    const ringing = this.#ringing
    const target = ringing ? ringingTarget(ringing.reach) : null
    const reach = ringing?.reach.kind === 'ringing' ? ringing.reach : null
    return {
      mix: mixOf(this.#mixed(), this.#privateWith),
      privateWith: this.#privateWith,
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
    this.#ringing?.stop()
    this.#ringing = null
  }

  /** Those who have been answered, in the order they came. */
  #parties(): PhoneLeg[] {
    return this.#parts.line
      .liveLegs()
      .filter(({ isParty }) => isParty)
      .sort((a, b) => a.answeredAt - b.answeredAt)
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

  #mixed(): { id: string; held: boolean }[] {
    return this.#parties().map(({ id, isHeld }) => ({ id, held: isHeld }))
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
    if (parties.length === 0 || others.length > parties.length || parties.length >= mostParties) return 'not-now'
    const waiting = parties.filter(({ isHeld }) => !isHeld)
    for (const leg of waiting) void leg.hold()
    this.#trouble = null
    this.#privateWith = null
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
    if (purpose === 'conference') this.#merge()
    if (purpose === 'transfer') void this.#leave('transfer')
  }

  /** Nobody is left to talk with but those who wait. */
  #goBack(waiting: readonly PhoneLeg[]): void {
    this.#consult = null
    for (const leg of waiting) if (leg.isParty && leg.isHeld) void leg.resume()
  }

  #merge(): Refusal {
    const parties = this.#parties()
    if (parties.length < 2) return 'not-now'
    this.#consult = null
    this.#privateWith = null
    for (const leg of parties) if (leg.isHeld) void leg.resume()
    return this.#sayTrouble(null)
  }

  #talkPrivately(leg: PhoneLeg): Refusal {
    if (this.#parties().length < 2) return 'not-now'
    this.#consult = null
    this.#privateWith = leg.id
    if (leg.isHeld) void leg.resume()
    return this.#sayTrouble(null)
  }

  #endAll(): Refusal {
    const ringing = this.#ringing
    this.close()
    ringing?.leg.hangUp()
    this.#consult = null
    for (const leg of this.#parts.line.liveLegs()) if (leg.role === 'party') leg.hangUp()
    return null
  }

  /** The inside party is asked to take our place with the citizen; where it can't, the citizen with it. Nobody is hung up before it has worked. */
  async #leave(act: 'leave' | 'transfer'): Promise<Refusal> {
    if (leaveProblem(this.#mixed()) !== null) return 'not-now'
    const [outside, inside] = this.#parties() as [PhoneLeg, PhoneLeg]
    return this.#refer(act, {
      go: async () => {
        const first = await inside.refer(outside.target, outside.dialogName)
        return first === 'done' || !outside.isParty ? first : outside.refer(inside.target, inside.dialogName)
      },
      legs: [inside, outside],
      failed: () => undefined,
    })
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
    this.#referring = act
    this.#sayTrouble(null)
    const outcome = await go()
    this.#referring = null
    if (typeof outcome === 'string') {
      this.#consult = null
      for (const leg of legs) leg.handOn()
      return this.#sayTrouble(null)
    }
    failed()
    const reason: LegEndReason = outcome.refused
    this.#sayTrouble({ act, reason, tried: 0 })
    return null
  }
}
