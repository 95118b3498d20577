import type { NoiseState, SoundDevices as Shown, SoundSettings } from '#shared/contract/phone/sound.schema.ts'
import { usualSoundSettings } from '#shared/contract/phone/sound.schema.ts'
import type { Disposer } from '#shared/kit/disposable.ts'
import { deviceInUse, realDevices } from '#shared/telephony/device-choice.rules.ts'
import type { MicrophoneWish } from '../media/microphone.ts'

interface Listed {
  readonly id: string
  readonly label: string
  readonly groupId: string
}

const listed = (devices: readonly MediaDeviceInfo[], kind: MediaDeviceKind): Listed[] =>
  devices
    .filter((device) => device.kind === kind)
    .map(({ deviceId, label, groupId }) => ({ id: deviceId, label, groupId }))

const shown = (devices: readonly Listed[]): Shown['inputs'] =>
  realDevices(devices)
    .slice(0, 64)
    .map(({ id, label }) => ({ id, label: label.slice(0, 300) }))

/** The sound devices of the computer and which of them are in use: a chosen one that is away is used again when it comes back. */
export class SoundDevices {
  readonly #onChange: () => void
  readonly #unwatch: Disposer
  #settings = usualSoundSettings
  /** What the microphone's treatment really is; `rnnoise` only once its worklet runs. */
  #noise: NoiseState = usualSoundSettings.noise
  #inputs: readonly Listed[] = []
  #outputs: readonly Listed[] = []
  #known = false
  #listing: Promise<void>

  /** `onChange`: other devices or another choice. */
  constructor(onChange: () => void) {
    this.#onChange = onChange
    const { mediaDevices } = navigator
    const list = (): void => void this.list()
    mediaDevices?.addEventListener('devicechange', list)
    this.#unwatch = () => mediaDevices?.removeEventListener('devicechange', list)
    this.#listing = this.#list()
  }

  get settings(): SoundSettings {
    return this.#settings
  }

  use(settings: SoundSettings): void {
    this.#settings = settings
    this.#onChange()
  }

  setNoise(noise: NoiseState): void {
    this.#noise = noise
  }

  /** Looks again: after a device came or went, and once the microphone was allowed and names are given. */
  list(): Promise<void> {
    this.#listing = this.#list()
    return this.#listing
  }

  /** The microphone to take now. */
  async wish(): Promise<MicrophoneWish> {
    await this.#listing
    const { id } = deviceInUse(this.#settings.microphone, this.#inputs)
    const standIn = this.#inputs.find((device) => device.id === 'default') ?? this.#inputs[0]
    return {
      deviceId: id,
      group: id === '' ? (standIn?.groupId ?? '') : '',
      echoCancellation: this.#settings.echoCancellation,
      autoGainControl: this.#settings.automaticGain,
      noiseSuppression: this.#noise === 'browser' || this.#noise === 'starting',
    }
  }

  /** Empty: the system's default. */
  get speakerId(): string {
    return deviceInUse(this.#settings.speaker, this.#outputs).id
  }

  /** What the desk is told; undefined until the devices were listed once. */
  view(): Shown | undefined {
    if (!this.#known) return
    const { settings } = this
    return {
      inputs: shown(this.#inputs),
      outputs: shown(this.#outputs),
      microphone: deviceInUse(settings.microphone, this.#inputs),
      speaker: deviceInUse(settings.speaker, this.#outputs),
      ringer: deviceInUse(settings.ringer, this.#outputs),
      settings,
      noise: this.#noise,
    }
  }

  close(): void {
    this.#unwatch()
  }

  async #list(): Promise<void> {
    const all = (await navigator.mediaDevices?.enumerateDevices().catch(() => [])) ?? []
    this.#inputs = listed(all, 'audioinput')
    this.#outputs = listed(all, 'audiooutput')
    this.#known = true
    this.#onChange()
  }
}
