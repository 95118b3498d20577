import { Invitation, type Referral, type Session, SessionState } from 'sip.js'
import type { KeptCall } from '#shared/contract/phone/kept-call.schema.ts'
import type { Leg, PhoneRefusal } from '#shared/contract/phone/phone-messages.ts'
import type { Disposer } from '#shared/kit/disposable.ts'
import type { Result } from '#shared/kit/result.ts'
import {
  isHoldPending,
  type LegMachine,
  newLeg,
  nextHold,
  nextLeg,
  replacedLeg,
  setRemoteHold,
  shownHold,
  wantsHold,
} from '#shared/telephony/leg.machine.ts'
import type { LegEndReason, LegState } from '#shared/telephony/leg-state.ts'
import type { LegRole, MixerLeg } from '#shared/telephony/matrix.ts'
import type { DialogName } from '#shared/telephony/refer.rules.ts'
import { Dialog, type DialogListener } from './dialog.ts'
import { Following, leaveOld } from './following.ts'
import { callIdOf } from './identity.ts'
import { keptCallOf } from './kept-call.ts'
import type { FarEnd, LegDeps, LegFacts } from './leg-facts.ts'
import { cancelLimitMs, farewellMs, mediaGraceMs } from './leg-limits.ts'
import { type ReferOutcome, refer } from './refer.ts'
import { release } from './release.ts'
import { sendTones } from './send-tones.ts'

/** One party of the phone: its machine, its dialog, and what people ask of it. */
export class PhoneLeg implements DialogListener {
  readonly facts: LegFacts
  readonly #deps: LegDeps<PhoneLeg>
  #machine: LegMachine
  #dialog: Dialog | undefined
  readonly #following = new Following(() => this.id)
  #answeredAt: number | null
  #endedAt: number | null = null
  #endReason: LegEndReason | null = null
  #sentTones: string
  #farEnd: FarEnd
  #nextFarEnd: FarEnd | null = null
  #muted = false
  #role: LegRole
  #queuePosition: number | null = null
  #hasEarlySound = false
  #remoteHold = false
  #settling: Promise<PhoneRefusal | null> | undefined
  #lost = false
  #cancelTimer: Disposer = () => undefined

  constructor(deps: LegDeps<PhoneLeg>, facts: LegFacts, machine: LegMachine = newLeg('offered')) {
    this.#deps = deps
    this.facts = facts
    this.#machine = machine
    this.#answeredAt = facts.answeredAt
    this.#sentTones = facts.sentTones
    this.#farEnd = facts
    this.#role = facts.role
  }

  get id(): string {
    return this.facts.id
  }

  /** What is heard of the other end, once there is a dialog. */
  get sound(): Dialog | undefined {
    return this.#dialog
  }

  /** It rings there and the other side sends no sound of its own (RFC 3960 3.1): a ring-back tone is ours to make. */
  get wantsRingback(): boolean {
    return this.state === 'early' && !this.#hasEarlySound
  }

  get state(): LegState {
    return this.#machine.state
  }

  get session(): Session | undefined {
    return this.#dialog?.session
  }

  get isLive(): boolean {
    return this.state !== 'ended'
  }

  /** Answered, and a party of the talk: not a lead who listens. */
  get isParty(): boolean {
    return this.state === 'established' && this.#role === 'party'
  }

  get role(): LegRole {
    return this.#role
  }

  get isHeld(): boolean {
    return this.#machine.hold !== 'none'
  }

  get endReason(): LegEndReason | null {
    return this.#endReason
  }

  get answeredAt(): number {
    return this.#answeredAt ?? 0
  }

  /** The other end's address of record. */
  get target(): string {
    return this.#farEnd.target
  }

  /** What names our dialog, for one who shall take our place in it; null before there is one. */
  get dialogName(): DialogName | null {
    const dialog = this.session?.dialog
    return dialog ? { callId: dialog.callId, localTag: dialog.localTag, remoteTag: dialog.remoteTag } : null
  }

  view(): Leg {
    const { id, direction, startedAt } = this.facts
    return {
      id,
      sipCallId: callIdOf(this.session),
      direction,
      state: this.state,
      role: this.#role,
      hold: shownHold(this.#machine.hold),
      remoteHold: this.#machine.remoteHold,
      muted: this.#muted,
      remote: this.#farEnd.remote,
      startedAt,
      answeredAt: this.#answeredAt,
      endedAt: this.#endedAt,
      endReason: this.#endReason,
      sentTones: this.#sentTones,
      queuePosition: this.#queuePosition,
    }
  }

  /** Whether sound is due from the other end: nobody holds. */
  get hearing(): boolean {
    return this.#machine.hold === 'none' && !this.#machine.remoteHold
  }

  /** What its connection has counted; null: it has none. */
  stats(): Promise<RTCStatsReport> | null {
    return this.#dialog?.media.stats() ?? null
  }

  mixerLeg(): MixerLeg {
    const early = this.#hasEarlySound && this.state === 'early'
    const live = this.state === 'established'
    return { id: this.id, role: this.#role, live, early, held: this.isHeld, muted: this.#muted }
  }

  /** What a reload needs, or null while there is nothing to come back to. */
  keep(aor: string, muted: boolean): KeptCall | null {
    const { dialogName: dialog, target } = this
    if (!this.isParty || !dialog) return null
    return keptCallOf(this.view(), { aor, dialog, target, held: wantsHold(this.#machine.hold), muted })
  }

  /**
   * Gives the leg its dialog. With one there already, the new one takes its place when it is established.
   * @param farEnd who is then at the other end, where it is somebody else
   */
  open(session: Session, farEnd: FarEnd | null = null): Dialog {
    const dialog = new Dialog(this.#deps, session, this)
    this.#dialog ??= dialog
    this.#nextFarEnd = farEnd
    return dialog
  }

  /** Does what a referral asks: the leg goes on with whoever answers there. */
  follow(session: Session, farEnd: FarEnd): Dialog {
    return this.#following.begin(this.open(session, farEnd))
  }

  /** Whether the other parties hear this one. */
  mute(on: boolean): PhoneRefusal | null {
    if (!this.isParty) return 'not-now'
    this.#muted = on
    this.#deps.onChange()
    return null
  }

  /** How a lead is in the talk now; who is a party stays one. */
  setRole(role: LegRole): PhoneRefusal | null {
    if (this.#role === 'party') return 'not-now'
    this.#role = role
    this.#deps.onChange()
    return null
  }

  /** Asks this party to take our place in another leg of ours, or (`null`) to call the target itself. */
  refer(target: string, dialog: DialogName | null): Promise<ReferOutcome> {
    const { session } = this
    return session
      ? refer(session, { target, dialog, clock: this.#deps.clock })
      : Promise.resolve({ refused: 'failed' })
  }

  /** @param sound whether the answer came with it: the other side is heard from now on (183, RFC 3261 13.2.1) */
  ringing(position: number | null, sound = false): void {
    this.#hasEarlySound ||= sound
    if (sound && this.#dialog) this.#deps.mixer().seat(this.id, this.#dialog.port)
    this.#queuePosition = position ?? this.#queuePosition
    this.#move(nextLeg(this.#machine, 'ringing'))
  }

  /** What a refusal of our INVITE meant; the end itself comes from the session. */
  blame(reason: LegEndReason): void {
    this.#dialog?.blame(reason)
  }

  async answer(): Promise<PhoneRefusal | null> {
    const session = this.session
    if (!(session instanceof Invitation) || !this.#move(nextLeg(this.#machine, 'answer'))) return 'not-now'
    try {
      await session.accept()
      return null
    } catch {
      // sip.js has refused the INVITE and ended the session: the snapshot says so.
      return 'failed'
    }
  }

  /** @param status 603: this seat will not take it, the queue brings the call back; 486: it is busy with another */
  async reject(status: 603 | 486 = 603): Promise<PhoneRefusal | null> {
    const session = this.session
    if (!(session instanceof Invitation) || !this.#move(nextLeg(this.#machine, 'reject'))) return 'not-now'
    this.blame('rejected')
    await session.reject({ statusCode: status })
    return null
  }

  /** Silence at once; the BYE or CANCEL goes when there is a socket for it. */
  hangUp(reason: LegEndReason = 'hung-up'): PhoneRefusal | null {
    if (this.state === 'offered' || !this.#move(nextLeg(this.#machine, 'hang-up'))) return 'not-now'
    this.blame(reason)
    this.#dialog?.silence(this.id)
    this.#cancelTimer()
    if (this.#deps.isOnline()) this.#release()
    else this.#cancelTimer = this.#deps.clock.after(farewellMs, () => this.#release())
    return null
  }

  /** Another goes on in our place; where the far end has gone already, that is why. */
  handOn(): void {
    if (this.hangUp('replaced') === null || this.isLive) return
    this.#endReason = 'replaced'
    this.#deps.onChange()
  }

  hold(): Promise<PhoneRefusal | null> {
    return this.#change('hold')
  }

  resume(): Promise<PhoneRefusal | null> {
    return this.#change('resume')
  }

  async sendTones(tones: string): Promise<PhoneRefusal | null> {
    if (this.state !== 'established' || !this.#dialog) return 'not-now'
    this.#sentTones = (this.#sentTones + tones).slice(-400)
    this.#deps.onChange()
    await sendTones(this.#dialog, tones)
    return null
  }

  socketLost(): void {
    this.#lost = true
    this.#dialog?.renegotiation.socketLost()
    // The edge brings an offered call to somebody else and gives up one that was not yet answered: neither comes back to us.
    if (this.state === 'offered' || this.state === 'dialling' || this.state === 'early') this.finish('failed')
  }

  /** Registered again: what waited goes out, and one re-INVITE gives the edge the new way to us. */
  socketBack(): void {
    if (!this.#lost) return
    this.#lost = false
    if (this.state === 'ending') this.#release()
    const dialog = this.#dialog
    if (this.state !== 'established' || !dialog) return
    if (!dialog.media.isConnected) dialog.media.restartIce()
    if (dialog.renegotiation.isQueued) dialog.renegotiation.poke()
    else void dialog.renegotiation.run()
  }

  /** The end, whoever made it. */
  finish(reason: LegEndReason): void {
    if (!this.#move(nextLeg(this.#machine, 'ended'))) return
    this.#cancelTimer()
    this.#endedAt = this.#deps.clock.now()
    this.#endReason = reason
    const dialog = this.#dialog
    dialog?.abandon(this.id)
    if (dialog) void release(dialog.session).catch(() => undefined)
    this.#following.stop()
    this.#deps.onEnded(this)
  }

  isHolding(): boolean {
    return wantsHold(this.#machine.hold)
  }

  onEstablished(dialog: Dialog): void {
    // Hung up while the answer was applied: its BYE follows.
    if (this.state === 'ending') return
    this.#following.answered(dialog)
    this.#deps.mixer().seat(this.id, dialog.port)
    if (dialog !== this.#dialog) {
      leaveOld(this.#dialog, this.id, this.#deps.clock)
      this.#dialog = dialog
      this.#farEnd = this.#nextFarEnd ?? this.#farEnd
      const replaced = replacedLeg(this.#machine)
      if (replaced.ok) this.#move(setRemoteHold(replaced.value, this.#remoteHold))
      return
    }
    this.#answeredAt ??= this.#deps.clock.now()
    this.#queuePosition = null
    const accepted = nextLeg(this.#machine, 'accepted')
    if (accepted.ok) this.#move(this.#remoteHold ? setRemoteHold(accepted.value, true) : accepted)
  }

  onRemoteHold(_dialog: Dialog, on: boolean): void {
    this.#remoteHold = on
    this.#move(setRemoteHold(this.#machine, on))
  }

  onEnded(dialog: Dialog, reason: LegEndReason | null): void {
    const followed = this.#following.ended(dialog, this.#dialog)
    if (followed === 'over') this.finish('remote')
    if (followed !== null) return
    if (dialog !== this.#dialog) dialog.abandon(this.id)
    else if (reason !== null) this.finish(reason)
    // sip.js ends the session first and says the refusal's status after, in the same task.
    else queueMicrotask(() => this.finish('failed'))
  }

  onRefer(referral: Referral): void {
    this.#deps.onRefer(this, referral)
  }

  onConnectionState(dialog: Dialog, state: RTCPeerConnectionState): void {
    if (dialog !== this.#dialog || this.state !== 'established') return
    if (state === 'connected') this.#cancelTimer()
    if (state !== 'failed') return
    dialog.restart()
    this.#cancelTimer()
    this.#cancelTimer = this.#deps.clock.after(mediaGraceMs, () => {
      if (this.#dialog === dialog && !dialog.media.isConnected) this.hangUp('media')
    })
  }

  #change(wish: 'hold' | 'resume'): Promise<PhoneRefusal | null> {
    if (!this.#move(nextHold(this.#machine, wish))) return Promise.resolve('not-now')
    this.#settling ??= this.#settle().finally(() => {
      this.#settling = undefined
    })
    return this.#settling
  }

  /** One re-INVITE a pending change, until what was wished last is agreed or refused. */
  async #settle(): Promise<PhoneRefusal | null> {
    let refused = false
    while (isHoldPending(this.#machine.hold) && this.#dialog) {
      const outcome = await this.#dialog.renegotiation.run()
      if (outcome === 'gone') return 'failed'
      refused = outcome === 'refused'
      this.#move(nextHold(this.#machine, outcome))
    }
    return refused ? 'failed' : null
  }

  #release(): void {
    const session = this.session
    this.#following.stop()
    if (!session || session.state === SessionState.Terminated) this.finish('hung-up')
    else {
      this.#cancelTimer()
      this.#cancelTimer = this.#deps.clock.after(cancelLimitMs, () => this.finish('hung-up'))
      // A session that will not end by a message has ended by itself: the leg must not stay.
      release(session).catch(() => this.finish('failed'))
    }
  }

  #move(next: Result<LegMachine, 'illegal'>): boolean {
    if (!next.ok) return false
    this.#machine = next.value
    this.#deps.onChange()
    return true
  }
}
