import type { Line, PhoneCommand, PhoneRefusal } from '#shared/contract/phone/phone-messages.ts'
import type { SoundDevices as Shown } from '#shared/contract/phone/sound.schema.ts'
import type { Clock } from '#shared/kit/clock.ts'
import { Microphone, type MicrophoneState } from '../media/microphone.ts'
import type { Mixer } from '../media/mixer.ts'
import { NoiseSwitch } from '../noise/noise-switch.ts'
import { checkNetwork } from '../trials/check-network.ts'
import { Trials } from '../trials/trials.ts'
import { SoundDevices } from './sound-devices.ts'

export type SoundCommand = Extract<
  PhoneCommand,
  { op: 'use-sound' | 'watch-levels' | 'test-speaker' | 'test-echo' | 'check-network' }
>

export interface PhoneSoundParts {
  readonly clock: Clock
  /** Made when it is first needed. */
  readonly mixer: () => Mixer
  readonly hasMixer: () => boolean
  readonly inCall: () => boolean
  readonly iceServers: () => Line['iceServers']
  readonly onChange: () => void
}

/** The phone's ears and mouth: which devices, how treated, and the trials of them. */
export class PhoneSound {
  readonly #parts: PhoneSoundParts
  readonly #devices: SoundDevices
  readonly #microphone: Microphone
  readonly #noise: NoiseSwitch
  readonly #trials: Trials
  #state: MicrophoneState = 'unknown'
  #watched = false

  constructor(parts: PhoneSoundParts) {
    this.#parts = parts
    this.#devices = new SoundDevices(() => this.#devicesChanged())
    this.#microphone = new Microphone({
      wish: () => this.#devices.wish(),
      onState: (state) => {
        this.#state = state
        parts.onChange()
      },
      onStream: (stream) => this.#newStream(stream),
    })
    this.#noise = new NoiseSwitch({
      clock: parts.clock,
      mixer: parts.mixer,
      onWorking: (mode) => {
        this.#devices.setNoise(mode)
        void this.#microphone.renew()
        parts.onChange()
      },
    })
    this.#trials = new Trials(parts.mixer, parts.clock)
  }

  get state(): MicrophoneState {
    return this.#state
  }

  /** Somebody looks at the microphone's meter. */
  get isWatched(): boolean {
    return this.#watched
  }

  unwatch(): void {
    this.#watched = false
  }

  /** Resolves to whether there is a microphone. */
  take(): Promise<boolean> {
    return this.#microphone.take()
  }

  view(): Shown | undefined {
    return this.#devices.view()
  }

  /** There is a call to hear: no trial goes on over it. */
  callCame(): void {
    this.#trials.stop()
  }

  async do(command: SoundCommand): Promise<PhoneRefusal | null> {
    switch (command.op) {
      case 'use-sound':
        this.#devices.use(command.settings)
        this.#noise.use(command.settings.noise)
        return null
      case 'watch-levels':
        this.#watched = command.on
        if (command.on) await this.#wake()
        this.#parts.onChange()
        return null
      case 'test-speaker':
        await this.#wake()
        return (await this.#trials.playTone()) ? null : 'not-now'
      case 'test-echo':
        if (this.#parts.inCall()) return 'not-now'
        if (!(await this.#wake())) return 'no-microphone'
        return (await this.#trials.echo()) ? null : 'not-now'
      case 'check-network':
        return (await checkNetwork(this.#parts.iceServers(), this.#parts.clock)) ? null : 'failed'
    }
  }

  close(): void {
    this.#trials.stop()
    this.#devices.close()
    this.#microphone.close()
    this.#noise.close()
  }

  /** A press of a person lets sound run. Resolves to whether there is a microphone. */
  async #wake(): Promise<boolean> {
    const taken = await this.take()
    await this.#parts.mixer().startSound()
    return taken
  }

  #newStream(stream: MediaStream | null): void {
    const mixer = this.#parts.mixer()
    mixer.setMicrophone(stream)
    mixer.speaker.use(this.#devices.speakerId)
    if (stream) void mixer.startSound()
    this.#noise.mixerIsThere()
    // With the microphone names come; without it, it has perhaps gone for good.
    void this.#devices.list()
  }

  #devicesChanged(): void {
    if (this.#parts.hasMixer()) this.#parts.mixer().speaker.use(this.#devices.speakerId)
    void this.#microphone.renew()
    this.#parts.onChange()
  }
}
