import { type Invitation, Inviter, type Session, type SessionDescriptionHandler } from 'sip.js'
import type { KeptCall } from '#shared/contract/phone/kept-call.schema.ts'
import type { Line as LineAddress } from '#shared/contract/phone/phone-messages.ts'
import type { Disposer } from '#shared/kit/disposable.ts'
import { newLeg } from '#shared/telephony/leg.machine.ts'
import type { RegistrationState } from '#shared/telephony/leg-state.ts'
import type { PhoneEnvironment } from './environment.ts'
import { reasonOfStatus } from './legs/end-reason.rules.ts'
import { addressOfRecord, remoteParty } from './legs/identity.ts'
import { type LegDeps, PhoneLeg } from './legs/phone-leg.ts'
import { queuePosition } from './legs/queue-position.ts'
import { keptCall, reattachLimitMs, replacingInviter } from './legs/reattach.ts'
import type { Mixer } from './media/mixer.ts'
import { createLineAgent, type LineAgent, sipUri } from './sip/line-agent.ts'
import { startPing } from './sip/ping.ts'
import { Registration } from './sip/registration.ts'
import { warmUp } from './sip/warm-up.ts'

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
  #reattaching: KeptCall | null = null

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
    })
    this.#registration = new Registration({
      agent: this.#agent,
      clock: environment.clock,
      random: environment.random,
      onChange: (state, detail) => this.#registered(state, detail),
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

  /** Registers; with a call in memory, takes it up again. Tells what the call was, so that its mute comes back too. */
  start(): KeptCall | null {
    warmUp(this.#agent.userAgent)
    const { memory, clock } = this.#options.environment
    const kept = memory ? keptCall(memory, this.#options.line.aor) : null
    if (kept) {
      const machine = newLeg('answering', kept.held ? 'held' : 'none')
      const leg = new PhoneLeg(this.#legDeps(), { ...kept, id: kept.legId }, machine)
      this.legs.set(leg.id, leg)
      this.#reattaching = kept
      clock.after(reattachLimitMs, () => {
        if (leg.state === 'answering') leg.hangUp('failed')
      })
    }
    this.#registration.start()
    return kept
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
    for (const leg of this.liveLegs()) {
      if (leg.state === 'offered') await leg.reject()
      else leg.hangUp()
    }
    await this.#registration.stop()
    for (const leg of this.liveLegs()) leg.finish('hung-up')
  }

  liveLegs(): PhoneLeg[] {
    return [...this.legs.values()].filter((leg) => leg.isLive)
  }

  dial(target: string): PhoneLeg {
    const domain = this.#options.line.aor.slice(this.#options.line.aor.indexOf('@') + 1)
    const inviter = new Inviter(this.#agent.userAgent, sipUri(`sip:${target}@${domain}`))
    const leg = new PhoneLeg(
      this.#legDeps(),
      {
        id: this.#options.environment.newId(),
        sipCallId: inviter.request.callId,
        direction: 'out',
        remote: remoteParty(inviter.remoteIdentity),
        target: addressOfRecord(inviter.remoteIdentity),
        startedAt: this.#options.environment.clock.now(),
        answeredAt: null,
        sentTones: '',
      },
      newLeg('dialling'),
    )
    this.#invite(leg, inviter)
    return leg
  }

  #legDeps(): LegDeps {
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
      onChange: this.#options.onLegs,
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
        }
      }) => {
        const { message } = response
        leg.ringing(
          message.statusCode === 182
            ? queuePosition(message.getHeader('X-Queue-Position'), message.reasonPhrase)
            : null,
        )
      },
      onReject: (response: { message: { statusCode?: number | undefined } }) =>
        leg.finish(reasonOfStatus(response.message.statusCode ?? 500)),
    }
    inviter.invite({ requestDelegate }).catch(() => leg.finish('media'))
  }

  #invited(invitation: Invitation): void {
    const replaced = this.liveLegs().find((leg) => leg.session !== undefined && leg.session === invitation.replacee)
    if (replaced) {
      this.#media.set(invitation, replaced.open(invitation).media)
      // A refusal has ended the new session; the leg keeps its old one.
      invitation.accept().catch(() => undefined)
      return
    }
    if (this.liveLegs().length > 0) {
      void invitation.reject({ statusCode: 486 })
      return
    }
    const identity = invitation.assertedIdentity ?? invitation.remoteIdentity
    const leg = new PhoneLeg(this.#legDeps(), {
      id: this.#options.environment.newId(),
      sipCallId: invitation.request.callId,
      direction: 'in',
      remote: remoteParty(identity),
      target: addressOfRecord(invitation.remoteIdentity),
      startedAt: this.#options.environment.clock.now(),
      answeredAt: null,
      sentTones: '',
    })
    this.legs.set(leg.id, leg)
    this.#media.set(invitation, leg.open(invitation).media)
    this.#options.onLegs()
  }

  #mediaFor(session: Session): SessionDescriptionHandler {
    const media = this.#media.get(session)
    if (!media) throw new Error('A session without a leg.')
    return media
  }

  #registered(state: RegistrationState, detail: string | null): void {
    this.#options.onRegistration(state, detail)
    if (state !== 'registered') return
    const kept = this.#reattaching
    this.#reattaching = null
    if (kept) void this.#options.takeMicrophone().then(() => this.#reattach(kept))
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
