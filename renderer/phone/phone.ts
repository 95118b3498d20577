import type {
  FromPhone,
  Leg,
  Line,
  PhoneCommand,
  PhoneRefusal,
  PhoneSnapshot,
} from '#shared/contract/phone/phone-messages.ts'
import type { Disposer } from '#shared/kit/disposable.ts'
import { type Answering, usualAnswering } from '#shared/telephony/answering.rules.ts'
import type { RegistrationState } from '#shared/telephony/leg-state.ts'
import type { MixerState } from '#shared/telephony/matrix.ts'
import { answerSecond } from './answering/answer-second.ts'
import { PhoneSound } from './devices/phone-sound.ts'
import type { PhoneEnvironment } from './environment.ts'
import { type Headsets, openHeadsets } from './headset/headset.ts'
import type { PhoneLeg } from './legs/phone-leg.ts'
import { PhoneLine } from './line.ts'
import { Mixer } from './media/mixer.ts'
import { QualityWatch } from './quality/quality-watch.ts'
import { Recorder } from './recording/recorder.ts'
import { Conductor, type TogetherCommand } from './together/conductor.ts'
import { mixOfLine } from './together/mix-of-line.ts'

const levelsEveryMs = 100
const calm: PhoneSnapshot['together'] = {
  mix: 'none',
  privateWith: null,
  state: 'calm',
  act: null,
  reaching: null,
  trouble: null,
}

/** Why a command was not done, and the leg it was about. */
export interface Refused {
  readonly reason: PhoneRefusal
  readonly legId: string | null
}

/** Commands about one leg alone. */
type LegCommand = Extract<PhoneCommand, { op: 'answer' | 'reject' | 'hang-up' | 'hold' | 'resume' | 'send-tones' }>

/** The phone behind its port: state, and what each command does. */
export class Phone {
  readonly #environment: PhoneEnvironment
  #post: (message: FromPhone) => void = () => undefined
  readonly #sound: PhoneSound
  readonly #quality: QualityWatch
  readonly #recorder: Recorder
  #mixer: Mixer | undefined
  #line: PhoneLine | undefined
  #conductor: Conductor | undefined
  #iceServers: Line['iceServers'] = []
  #registration: PhoneSnapshot['registration']
  #muted = false
  #answering: Answering = usualAnswering
  #dirty = false
  #stopLevels: Disposer | undefined
  #headsets: Headsets | undefined

  constructor(environment: PhoneEnvironment) {
    this.#environment = environment
    this.#registration = { state: 'off', since: environment.clock.now(), detail: null }
    this.#sound = new PhoneSound({
      clock: environment.clock,
      mixer: () => this.#audio(),
      hasMixer: () => this.#mixer !== undefined,
      inCall: () => (this.#line?.liveLegs() ?? []).length > 0,
      iceServers: () => this.#iceServers,
      onChange: this.changed,
    })
    this.#quality = new QualityWatch({
      clock: environment.clock,
      // A lead who listens in is no party: how that sounds is nobody's business here.
      legs: () => this.#established().filter(({ isParty }) => isParty),
      say: (legs) => this.#post({ kind: 'quality', legs }),
    })
    this.#recorder = new Recorder({
      clock: environment.clock,
      random: environment.random,
      mixer: () => this.#audio(),
      onChange: this.changed,
    })
    if (environment.hid)
      this.#headsets = openHeadsets({
        hid: environment.hid,
        snapshot: () => this.#snapshot(),
        run: (command) => void this.run(command).then(this.changed),
      })
    globalThis.addEventListener('pagehide', this.#leave)
  }

  /** Tells this one from now on, and first of all everything that is true. */
  inform(post: (message: FromPhone) => void): void {
    this.#post = post
    // Whoever looked at the meter was the desk before.
    this.#sound.unwatch()
    post({ kind: 'snapshot', snapshot: this.#snapshot() })
  }

  wake(): void {
    this.#line?.wake()
  }

  /** Resolves to null when the command is done. */
  async run(command: PhoneCommand): Promise<Refused | null> {
    const legId = 'legId' in command ? command.legId : null
    const reason = await this.#do(command)
    return reason === null ? null : { reason, legId }
  }

  /** Says at once what is true now; after a change it is said by itself before the next task. */
  flush(): void {
    if (!this.#dirty) return
    this.#conductor?.look()
    this.#dirty = false
    const mixing = this.#mixerState()
    this.#mixer?.apply(mixing)
    this.#recorder.apply(mixing)
    this.#keep()
    this.#measure()
    this.#post({ kind: 'snapshot', snapshot: this.#snapshot() })
    this.#headsets?.changed()
  }

  readonly changed = (): void => {
    if (this.#dirty) return
    this.#dirty = true
    queueMicrotask(() => this.flush())
  }

  async close(): Promise<void> {
    globalThis.removeEventListener('pagehide', this.#leave)
    this.#headsets?.close()
    await this.#disconnect()
    this.#recorder.close()
    this.#stopLevels?.()
    this.#quality.close()
    this.#sound.close()
    await this.#mixer?.close()
  }

  async #do(command: PhoneCommand): Promise<PhoneRefusal | null> {
    switch (command.op) {
      case 'connect':
        return this.#connect(command.line)
      case 'disconnect':
        return this.#disconnect()
      case 'dial':
        return this.#dial((line) => line.dial({ number: command.target, name: '' }))
      case 'listen-in':
        return this.#dial((line) => line.listenIn(command.target, command.ticket))
      case 'mute':
        this.#muted = command.on
        this.changed()
        return null
      case 'start-sound':
        await this.#sound.take()
        await this.#mixer?.startSound()
        this.changed()
        return null
      case 'use-sound':
        this.#answering = command.settings.answering ?? usualAnswering
        return this.#sound.do(command)
      case 'watch-levels':
      case 'test-speaker':
      case 'test-echo':
      case 'check-network':
        return this.#sound.do(command)
      case 'record':
        return this.#record(command)
      case 'answer':
      case 'reject':
      case 'hang-up':
      case 'hold':
      case 'resume':
      case 'send-tones': {
        const leg = this.#line?.legs.get(command.legId)
        if (leg) return this.#doWithLeg(leg, command)
        return command.op === 'hang-up' ? (this.#conductor?.drop(command.legId) ?? 'no-such-leg') : 'no-such-leg'
      }
      default:
        return this.#conduct(command)
    }
  }

  async #record({ legId, url, ticket }: Extract<PhoneCommand, { op: 'record' }>): Promise<PhoneRefusal | null> {
    const leg = this.#line?.legs.get(legId)
    if (!leg) return 'no-such-leg'
    // How a lead is heard is in the recordings of those who hear him.
    return leg.isParty ? this.#recorder.record({ legId, url, ticket, answeredAt: leg.answeredAt }) : 'not-now'
  }

  async #conduct(command: TogetherCommand): Promise<PhoneRefusal | null> {
    if (!this.#conductor) return 'not-now'
    if (command.op === 'reach' && !this.#line?.isRegistered) return 'not-registered'
    return this.#conductor.run(command)
  }

  async #doWithLeg(leg: PhoneLeg, command: LegCommand): Promise<PhoneRefusal | null> {
    switch (command.op) {
      case 'answer':
        if (leg.state !== 'offered') return 'not-now'
        if (!(await this.#sound.take())) return 'no-microphone'
        return answerSecond(leg, this.#line?.liveLegs() ?? [])
      case 'reject':
        return this.#line?.reject(leg) ?? 'not-now'
      case 'hang-up':
        return leg.hangUp()
      case 'hold':
        return leg.hold()
      case 'resume':
        return leg.resume()
      case 'send-tones':
        return leg.sendTones(command.tones)
    }
  }

  async #connect(line: Line): Promise<PhoneRefusal | null> {
    if (this.#line?.aor === line.aor) {
      this.#line.renew(line)
      return null
    }
    // Another seat has signed in at this desk: the calls of the one before are not its own.
    await this.#disconnect()
    this.#iceServers = line.iceServers
    const working = new PhoneLine({
      line,
      environment: this.#environment,
      mixer: () => this.#audio(),
      takeMicrophone: () => this.#sound.take(),
      answering: () => this.#answering,
      onAutoAnswer: (leg) => void this.run({ op: 'answer', legId: leg.id }),
      onRegistration: (state, detail) => this.#setRegistration(state, detail),
      onLegs: this.changed,
    })
    this.#line = working
    const parts = { line: working, clock: this.#environment.clock, onChange: this.changed }
    this.#conductor = new Conductor({ ...parts, ...mixOfLine(parts, line.focus) })
    // The microphone first: once it is captured, a browser lets sound start without a press.
    void this.#sound.take().then(() => this.#audio().startSound())
    const kept = working.start()
    if (kept.length > 0) this.#muted = kept.some(({ muted }) => muted)
    this.changed()
    return null
  }

  async #disconnect(): Promise<PhoneRefusal | null> {
    const line = this.#line
    if (!line) return null
    this.#conductor?.close()
    await line.stop()
    this.#line = undefined
    this.#conductor = undefined
    this.#muted = false
    this.#setRegistration('off', null)
    return null
  }

  async #dial(place: (line: PhoneLine) => unknown): Promise<PhoneRefusal | null> {
    const line = this.#line
    if (!line?.isRegistered) return 'not-registered'
    if (line.liveLegs().length > 0) return 'not-now'
    if (!(await this.#sound.take())) return 'no-microphone'
    if (line.liveLegs().length > 0) return 'not-now'
    place(line)
    return null
  }

  #audio(): Mixer {
    this.#mixer ??= new Mixer(this.changed)
    return this.#mixer
  }

  #setRegistration(state: RegistrationState, detail: string | null): void {
    if (state !== this.#registration.state || detail !== this.#registration.detail)
      this.#registration = { state, since: this.#environment.clock.now(), detail }
    this.changed()
  }

  #mixerState(): MixerState {
    const legs = this.#line?.liveLegs() ?? []
    return {
      legs: legs.map((leg) => this.#conductor?.mixerLeg(leg) ?? leg.mixerLeg()),
      microphoneMuted: this.#muted,
      privateWith: this.#conductor?.privateWith ?? null,
      toneTo: legs.some((leg) => leg.wantsRingback) ? 'ear' : 'nobody',
    }
  }

  /** The call is written down whenever it changes, since a page may go without a word. */
  #keep(): void {
    const { memory } = this.#environment
    if (!memory || !this.#line) return
    const legs = this.#line.liveLegs()
    const kept = legs.flatMap((leg) => leg.keep(this.#line?.aor ?? '', this.#muted) ?? [])
    if (kept.length > 0) memory.write('call', JSON.stringify(kept))
    else if (!legs.some((leg) => leg.state === 'answering')) memory.remove('call')
  }

  #measure(): void {
    this.#quality.legsChanged(new Set(this.#line?.legs.keys()))
    if ((this.#line?.liveLegs() ?? []).length > 0) this.#sound.callCame()
    if (this.#established().length === 0 && !this.#sound.isWatched) {
      this.#stopLevels?.()
      this.#stopLevels = undefined
    } else this.#stopLevels ??= this.#environment.clock.after(levelsEveryMs, this.#sayLevels)
  }

  readonly #sayLevels = (): void => {
    const established = this.#established()
    this.#stopLevels = this.#environment.clock.after(levelsEveryMs, this.#sayLevels)
    const mixer = this.#audio()
    const legs = established.map(({ id }) => ({ id, level: mixer.legLevel(id) }))
    this.#post({ kind: 'levels', microphone: mixer.microphoneLevel(), legs })
  }

  #snapshot(): PhoneSnapshot {
    const devices = this.#sound.view()
    return {
      registration: this.#registration,
      legs: [...(this.#line?.legs.values() ?? [])].slice(-16).map((leg) => this.#viewOf(leg)),
      together: this.#conductor?.view() ?? calm,
      muted: this.#muted,
      microphone: this.#sound.state,
      sound: (this.#mixer?.isRunning ?? true) ? 'running' : 'needs-press',
      ...(devices ? { devices } : {}),
    }
  }

  #established(): PhoneLeg[] {
    return this.#line?.liveLegs().filter((leg) => leg.state === 'established') ?? []
  }

  #viewOf(leg: PhoneLeg): Leg {
    const quality = leg.isLive ? undefined : this.#quality.summary(leg.id)
    const recording = this.#recorder.stateOf(leg.id)
    return { ...leg.view(), ...(quality ? { quality } : {}), ...(recording === null ? {} : { recording }) }
  }

  /** The page goes. A call that can be taken up again is left alone; any other is hung up while there is still time. */
  readonly #leave = (event: Event): void => {
    if ((event as PageTransitionEvent).persisted) return
    for (const leg of this.#line?.liveLegs() ?? []) {
      if (this.#environment.memory === null || leg.state !== 'established') leg.hangUp()
    }
  }
}
