import { type Invitation, Inviter, type Referral, type Session, type SessionDescriptionHandler } from 'sip.js'
import type { IncomingResponseMessage } from 'sip.js/lib/core/index.js'
import type { KeptCall } from '#shared/contract/phone/kept-call.schema.ts'
import type { Line as LineAddress } from '#shared/contract/phone/phone-messages.ts'
import type { Disposer } from '#shared/kit/disposable.ts'
import { type MonitorMode, monitorModes } from '#shared/seat/monitor.rules.ts'
import { type Answering, answersAfterMs, secondCall } from '#shared/telephony/answering.rules.ts'
import { citizenPrefix } from '#shared/telephony/citizen-user.ts'
import { newLeg } from '#shared/telephony/leg.machine.ts'
import type { RegistrationState } from '#shared/telephony/leg-state.ts'
import type { LegRole } from '#shared/telephony/matrix.ts'
import type { Candidate } from '#shared/telephony/reach.machine.ts'
import type { Roster } from '#shared/telephony/roster.rules.ts'
import { mostParties } from '#shared/telephony/together.rules.ts'
import { AutoAnswer } from './answering/auto-answer.ts'
import { offerOf } from './answering/offer.ts'
import type { PhoneEnvironment } from './environment.ts'
import { reasonOfStatus } from './legs/end-reason.rules.ts'
import { farEndOf, focusIn, named, referredTarget, remoteParty } from './legs/identity.ts'
import type { LegDeps } from './legs/leg-facts.ts'
import { PhoneLeg } from './legs/phone-leg.ts'
import { queuePosition } from './legs/queue-position.ts'
import { keptCalls, reattachLimitMs, replacingInviter } from './legs/reattach.ts'
import { StallWatch } from './legs/stall-watch.ts'
import type { Mixer } from './media/mixer.ts'
import { createLineAgent, type LineAgent, sipUri } from './sip/line-agent.ts'
import { startPing } from './sip/ping.ts'
import { Registration } from './sip/registration.ts'
import { warmUp } from './sip/warm-up.ts'
import { watchRoster } from './together/roster-watch.ts'

/** Which call a consult is about: the Call-ID of the call that waits. */
const aboutHeader = 'X-Lianxian-About'
/** A lead's ticket on its way to the edge, the mode on its way to the seat's phone. */
const monitorHeader = 'X-Lianxian-Monitor'
/** Letters of a Call-ID the desk and the backend know a call by. */
const longestCallId = 256
/** Ended legs are shown this long. */
const shownAfterEndMs = 5000
const pingEveryMs = 15_000
const pingLimitMs = 5000

export interface LineOptions {
  readonly line: LineAddress
  readonly environment: PhoneEnvironment
  /** Made when it is first needed: after the microphone, so that a browser lets it run. */
  readonly mixer: () => Mixer
  readonly takeMicrophone: () => Promise<boolean>
  /** The seat's setting as it is now. */
  readonly answering: () => Answering
  /** Answers as a press of a person would. */
  readonly onAutoAnswer: (leg: PhoneLeg) => void
  readonly onRegistration: (state: RegistrationState, detail: string | null) => void
  readonly onLegs: () => void
}

/** One line at work: its registration and its legs. */
export class PhoneLine {
  readonly legs = new Map<string, PhoneLeg>()
  readonly #options: LineOptions
  readonly #agent: LineAgent
  readonly #registration: Registration
  readonly #stopPing: Disposer
  readonly #media = new WeakMap<Session, SessionDescriptionHandler>()
  readonly #stalls: StallWatch
  readonly #autoAnswer: AutoAnswer<PhoneLeg>
  readonly #conferences = new WeakMap<PhoneLeg, string | null>()
  #reattaching: readonly KeptCall[] = []

  constructor(options: LineOptions) {
    this.#options = options
    const { environment, line } = options
    this.#agent = createLineAgent({
      line,
      clock: environment.clock,
      instanceId: this.#instanceId(),
      onInvite: (invitation) => this.#invited(invitation),
      onDisconnect: () => this.#socketLost(),
      mediaFor: (session) => this.#mediaFor(session),
      mediaOfDialog: (id) => this.#mediaOfDialog(id),
    })
    this.#registration = new Registration({
      agent: this.#agent,
      clock: environment.clock,
      random: environment.random,
      onChange: (state, detail) => this.#registered(state, detail),
    })
    this.#stalls = new StallWatch({
      clock: environment.clock,
      legs: () => this.liveLegs(),
      isOnline: () => this.isRegistered,
    })
    this.#autoAnswer = new AutoAnswer({
      clock: environment.clock,
      beep: () => options.mixer().beep(),
      answer: options.onAutoAnswer,
    })
    this.#stopPing = startPing({
      ...this.#agent,
      clock: environment.clock,
      everyMs: pingEveryMs,
      limitMs: pingLimitMs,
      inCall: () => this.liveLegs().length > 0,
    })
  }

  get aor(): string {
    return this.#options.line.aor
  }

  get isRegistered(): boolean {
    return this.#registration.isRegistered
  }

  /** Registers; with calls in memory, takes them up again. Tells what they were, so that the mute comes back too. */
  start(): readonly KeptCall[] {
    warmUp(this.#agent.userAgent)
    const { memory, clock } = this.#options.environment
    this.#reattaching = memory ? keptCalls(memory, this.#options.line.aor) : []
    for (const kept of this.#reattaching) {
      const machine = newLeg('answering', kept.held ? 'held' : 'none')
      const leg = new PhoneLeg(this.#legDeps(), { ...kept, id: kept.legId, role: 'party' }, machine)
      this.legs.set(leg.id, leg)
      clock.after(reattachLimitMs, () => {
        if (leg.state === 'answering') leg.hangUp('failed')
      })
    }
    this.#registration.start()
    return this.#reattaching
  }

  /** The same line with the secret of a newer session: used from the next challenge on; registration and calls stay. */
  renew(line: LineAddress): void {
    this.#agent.userAgent.configuration.authorizationPassword = line.secret
  }

  /** Comes back over a fresh socket: the old one did not outlive the computer's sleep. */
  wake(): void {
    if (this.#agent.transport.isConnected()) this.#agent.transport.drop()
  }

  /** Hangs up all, signs off, closes the socket. */
  async stop(): Promise<void> {
    this.#stopPing()
    this.#autoAnswer.close()
    for (const leg of this.liveLegs()) {
      if (leg.state === 'offered') await leg.reject()
      else leg.hangUp()
    }
    await this.#registration.stop()
    for (const leg of this.liveLegs()) leg.finish('hung-up')
    this.#stalls.close()
  }

  liveLegs(): PhoneLeg[] {
    return [...this.legs.values()].filter((leg) => leg.isLive)
  }

  /** Rejects an offered call: beside another one the line is busy (486), else this seat will not take it (603). */
  reject(leg: PhoneLeg): ReturnType<PhoneLeg['reject']> {
    return leg.reject(this.liveLegs().some((each) => each !== leg) ? 486 : 603)
  }

  /** Address of record of a number or name of this line's domain. */
  addressOf(target: string): string {
    return `sip:${target}@${this.#domain}`
  }

  /** @param about Call-ID of the call this one is made for (a consult); the edge passes it on to the backend */
  dial(target: Candidate, about: string | null = null): PhoneLeg {
    return this.#call(target, about === null ? [] : [`${aboutHeader}: ${about}`])
  }

  /** Goes into a seat's call with a ticket of the backend. */
  listenIn(target: string, ticket: string): PhoneLeg {
    return this.#call({ number: target, name: '' }, [`${monitorHeader}: ${ticket}`])
  }

  /** Calls the factory of the site's focus, or the line's own domain where it has none, which refuses. */
  callFocus(): PhoneLeg {
    const { focus } = this.#options.line
    const user = focus ? focus.address.slice('sip:'.length, focus.address.indexOf('@')) : ''
    return this.#call({ number: user, name: '' }, [])
  }

  /** Address of the conference behind this leg; null: its far end is no focus of our domain; undefined: it has not said yet. */
  conferenceOf(leg: PhoneLeg): string | null | undefined {
    return this.#conferences.get(leg)
  }

  watchRoster(conference: string, hear: (roster: Roster) => void): Disposer {
    const { userAgent } = this.#agent
    return watchRoster({ userAgent, conference, clock: this.#options.environment.clock, hear })
  }

  #call({ number, name }: Candidate, extraHeaders: string[]): PhoneLeg {
    const inviter = new Inviter(this.#agent.userAgent, sipUri(this.addressOf(number)), {
      extraHeaders,
      earlyMedia: true,
    })
    const leg = new PhoneLeg(
      this.#legDeps(),
      {
        id: this.#options.environment.newId(),
        direction: 'out',
        role: 'party',
        ...named(farEndOf(inviter.remoteIdentity), name),
        startedAt: this.#options.environment.clock.now(),
        answeredAt: null,
        sentTones: '',
      },
      newLeg('dialling'),
    )
    this.#invite(leg, inviter)
    return leg
  }

  #legDeps(): LegDeps<PhoneLeg> {
    const { environment, line, mixer } = this.#options
    return {
      mixer,
      clock: environment.clock,
      random: environment.random,
      iceServers: line.iceServers.map(({ urls, username, credential }) => ({
        urls,
        ...(username === undefined ? {} : { username }),
        ...(credential === undefined ? {} : { credential }),
      })),
      isOnline: () => this.isRegistered,
      onChange: () => {
        this.#stalls.legsChanged()
        this.#options.onLegs()
      },
      onRefer: (leg, referral) => this.#referred(leg, referral),
      onEnded: (leg) => {
        environment.clock.after(shownAfterEndMs, () => {
          this.legs.delete(leg.id)
          this.#options.onLegs()
        })
      },
    }
  }

  #invite(leg: PhoneLeg, inviter: Inviter): void {
    this.legs.set(leg.id, leg)
    this.#media.set(inviter, leg.open(inviter).media)
    this.#options.onLegs()
    const requestDelegate = {
      onProgress: (response: {
        message: {
          statusCode?: number | undefined
          reasonPhrase?: string | undefined
          getHeader(name: string): string | undefined
          body: string
        }
      }) => {
        const { message } = response
        leg.ringing(
          message.statusCode === 182
            ? queuePosition(message.getHeader('X-Queue-Position'), message.reasonPhrase)
            : null,
          message.body.trim() !== '',
        )
      },
      onAccept: ({ message }: { message: IncomingResponseMessage }) => {
        this.#conferences.set(leg, focusIn(message, this.aor))
        this.#options.onLegs()
      },
      onReject: (response: { message: { statusCode?: number | undefined } }) =>
        leg.finish(reasonOfStatus(response.message.statusCode ?? 500)),
    }
    inviter.invite({ requestDelegate }).catch(() => leg.finish('media'))
  }

  #invited(invitation: Invitation): void {
    if (invitation.request.callId.length > longestCallId) {
      void invitation.reject({ statusCode: 400 })
      return
    }
    const mode = monitorModes.find((each) => each === invitation.request.getHeader(monitorHeader))
    if (mode !== undefined) {
      this.#letIn(invitation, mode)
      return
    }
    const replaced = this.liveLegs().find((leg) => leg.session !== undefined && leg.session === invitation.replacee)
    if (replaced) {
      // One who was sent to us by REFER is somebody else; a page that was loaded again is not.
      const farEnd = invitation.request.hasHeader('referred-by') ? farEndOf(invitation.remoteIdentity) : null
      this.#media.set(invitation, replaced.open(invitation, farEnd).media)
      // A refusal has ended the new session; the leg keeps its old one.
      invitation.accept().catch(() => undefined)
      return
    }
    this.#offered(invitation)
  }

  #offered(invitation: Invitation): void {
    const { answering } = this.#options
    const present = this.liveLegs()
    if (present.length === 0) {
      const leg = this.#take(invitation, 'party')
      const after = answersAfterMs(offerOf(invitation), this.#domain, answering())
      if (after !== null) this.#autoAnswer.answerAfter(leg, after)
    } else if (secondCall(present, answering(), mostParties) === 'ring')
      this.#autoAnswer.beepWhileOffered(this.#take(invitation, 'party'))
    else void invitation.reject({ statusCode: 486 })
  }

  get #domain(): string {
    return this.aor.slice(this.aor.indexOf('@') + 1)
  }

  /** A lead comes into a call that is up; the edge lets nobody else bear the header. Without a call there is nothing to hear. */
  #letIn(invitation: Invitation, mode: MonitorMode): void {
    if (!this.liveLegs().some(({ isParty }) => isParty)) void invitation.reject({ statusCode: 480 })
    else void this.#take(invitation, mode).answer()
  }

  #take(invitation: Invitation, role: LegRole): PhoneLeg {
    const identity = invitation.assertedIdentity ?? invitation.remoteIdentity
    const leg = new PhoneLeg(this.#legDeps(), {
      id: this.#options.environment.newId(),
      direction: 'in',
      role,
      ...farEndOf(invitation.remoteIdentity),
      remote: remoteParty(identity),
      startedAt: this.#options.environment.clock.now(),
      answeredAt: null,
      sentTones: '',
    })
    this.legs.set(leg.id, leg)
    this.#media.set(invitation, leg.open(invitation).media)
    this.#options.onLegs()
    return leg
  }

  /** A seat sends us to somebody else; the leg goes on with whoever answers there. Nobody else may send us anywhere. */
  #referred(leg: PhoneLeg, referral: Referral): void {
    const target = referredTarget(referral, this.aor)
    if (target === null || leg.state !== 'established' || leg.target.startsWith(`sip:${citizenPrefix}`)) {
      void referral.reject({ statusCode: 603 })
      return
    }
    void referral.accept()
    const inviter = referral.makeInviter(referral.replaces ? { extraHeaders: ['Require: replaces'] } : {})
    this.#media.set(inviter, leg.follow(inviter, farEndOf(inviter.remoteIdentity)).media)
    // sip.js tells the one who referred us how it goes; a refusal leaves the leg as it was.
    inviter.invite().catch(() => undefined)
  }

  #mediaFor(session: Session): SessionDescriptionHandler {
    const media = this.#media.get(session)
    if (!media) throw new Error('A session without a leg.')
    return media
  }

  #mediaOfDialog(id: string): SessionDescriptionHandler | 'busy' {
    const leg = this.liveLegs().find(({ session }) => session?.dialog?.id === id)
    return leg?.state === 'established' && leg.sound?.isRenegotiating === false ? leg.sound.media : 'busy'
  }

  #registered(state: RegistrationState, detail: string | null): void {
    this.#options.onRegistration(state, detail)
    if (state !== 'registered') return
    const kept = this.#reattaching
    this.#reattaching = []
    if (kept.length > 0)
      void this.#options.takeMicrophone().then(() => {
        for (const call of kept) this.#reattach(call)
      })
    for (const each of this.liveLegs()) each.socketBack()
  }

  #reattach(kept: KeptCall): void {
    const leg = this.legs.get(kept.legId)
    if (leg?.state === 'answering') this.#invite(leg, replacingInviter(this.#agent.userAgent, kept))
  }

  #socketLost(): void {
    for (const leg of this.liveLegs()) leg.socketLost()
    this.#registration.socketLost()
  }

  #instanceId(): string {
    const { memory, newId } = this.#options.environment
    const known = memory?.read('instance')
    if (known) return known
    const fresh = newId()
    memory?.write('instance', fresh)
    return fresh
  }
}
