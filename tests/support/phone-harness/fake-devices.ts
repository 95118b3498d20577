/** A sound device of a page under test; an input hums its tone. */
export interface FakeDevice {
  readonly id: string
  readonly label: string
  readonly kind: 'audioinput' | 'audiooutput'
  /** Hz. */
  readonly tone?: number
}

/** Devices of the page that a test plugs in and out. */
export interface FakeDevices {
  plug(device: FakeDevice): void
  unplug(id: string): void
  /** Constraints of each microphone taken, oldest first. */
  readonly taken: MediaTrackConstraints[]
}

const infoOf = ({ id, label, kind }: FakeDevice): MediaDeviceInfo => {
  const info = { deviceId: id, label, kind, groupId: `group-${id}` }
  return { ...info, toJSON: () => info }
}

/** Takes the place of the browser's devices. The first input is the default one, as Chromium lists it. */
export function fakeDevices(first: readonly FakeDevice[]): FakeDevices {
  let devices = [...first]
  const taken: MediaTrackConstraints[] = []
  const streams = new Map<MediaStream, string>()
  const { mediaDevices } = navigator
  const changed = (): void => void mediaDevices.dispatchEvent(new Event('devicechange'))
  mediaDevices.enumerateDevices = async () => {
    const input = devices.find(({ kind }) => kind === 'audioinput')
    const standIn = input && { ...infoOf(input), deviceId: 'default', label: `Default - ${input.label}` }
    return [...(standIn ? [standIn] : []), ...devices.map(infoOf)]
  }
  mediaDevices.getUserMedia = async (constraints) => {
    const audio = constraints?.audio
    const wanted = typeof audio === 'object' ? audio : {}
    taken.push(wanted)
    const exact = (wanted.deviceId as { exact?: string } | undefined)?.exact
    const inputs = devices.filter(({ kind }) => kind === 'audioinput')
    const device = exact === undefined ? inputs[0] : inputs.find(({ id }) => id === exact)
    if (!device) throw new DOMException('Gone.', exact === undefined ? 'NotFoundError' : 'OverconstrainedError')
    const context = new AudioContext()
    await context.resume()
    const sink = new MediaStreamAudioDestinationNode(context)
    const tone = new OscillatorNode(context, { frequency: device.tone ?? 440 })
    tone.connect(new GainNode(context, { gain: 0.5 })).connect(sink)
    tone.start()
    streams.set(sink.stream, device.id)
    return sink.stream
  }
  return {
    taken,
    plug(device) {
      devices = [...devices, device]
      changed()
    },
    unplug(id) {
      devices = devices.filter((device) => device.id !== id)
      for (const [stream, of] of streams)
        for (const track of of === id ? stream.getTracks() : []) {
          if (track.readyState === 'ended') continue
          track.stop()
          // A track that a page stopped itself does not tell; one whose device went does.
          track.dispatchEvent(new Event('ended'))
        }
      changed()
    },
  }
}
