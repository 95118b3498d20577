import * as z from 'zod'
import { connectPhone } from '#renderer/bridge/phone-client.ts'
import { openPhone, type PhoneMemory } from '#renderer/phone/index.ts'
import type { PhoneCommand, PhoneSnapshot } from '#shared/contract/phone/phone-messages.ts'
import type { LegQuality } from '#shared/contract/phone/sound.schema.ts'
import { type FakeDevice, type FakeDevices, fakeDevices } from './fake-devices.ts'

z.config({ jitless: true })

/** What a test drives in the page: the phone through its port, as a desk would. */
export interface PhoneHarness {
  send(command: PhoneCommand): Promise<string>
  snapshot(): PhoneSnapshot | null
  levels(): { microphone: number; legs: readonly { id: string; level: number }[] } | null
  /** When calls were first shown as offered, ms since the epoch, oldest first. */
  offers: number[]
  /** The last quality of each leg, newest message. */
  quality(): readonly LegQuality[] | null
  /** Where the query gave devices. */
  devices: FakeDevices | null
  /** Messages that did not keep the contract, and what was posted raw. */
  errors: string[]
  /** Posts anything at the phone and gives its next answer. */
  raw(message: unknown): Promise<unknown>
  microphones: MediaStream[]
  /** The computer has slept. */
  wake(): void
}
declare global {
  interface Window {
    phone: PhoneHarness
  }
}

const query = new URLSearchParams(location.search)
const microphones: MediaStream[] = []

/** A microphone that hums one tone, so that a test can tell who is heard. Left alone when the query names no tone. */
const hum = Number(query.get('tone') ?? 0)
if (hum > 0) {
  navigator.mediaDevices.getUserMedia = async () => {
    const context = new AudioContext()
    await context.resume()
    const tone = new OscillatorNode(context, { frequency: hum })
    const sink = new MediaStreamAudioDestinationNode(context)
    tone.connect(new GainNode(context, { gain: 0.5 })).connect(sink)
    tone.start()
    microphones.push(sink.stream)
    return sink.stream
  }
}

if (query.has('refused')) {
  navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('No.', 'NotAllowedError'))
}

const given = query.get('devices')
const devices = given ? fakeDevices(JSON.parse(given) as FakeDevice[]) : null

const memory: PhoneMemory | null = query.has('memory')
  ? {
      read: (key) => sessionStorage.getItem(key),
      write: (key, text) => sessionStorage.setItem(key, text),
      remove: (key) => sessionStorage.removeItem(key),
    }
  : null

const channel = new MessageChannel()
const phone = openPhone({
  clock: {
    now: () => Date.now(),
    after(ms, run) {
      const timer = setTimeout(run, ms)
      return () => clearTimeout(timer)
    },
  },
  random: Math.random,
  newId: () => crypto.randomUUID(),
  memory,
})
phone.attach(channel.port1)
const errors: string[] = []
const client = connectPhone(channel.port2, (error) => errors.push(String(error)))
let levels: ReturnType<PhoneHarness['levels']> = null
let quality: ReturnType<PhoneHarness['quality']> = null
client.onQuality(({ legs }) => {
  quality = legs
})
client.onLevels((message) => {
  levels = message
})
const offers: number[] = []
let offered = new Set<string>()
client.onSnapshot(({ legs }) => {
  const now = legs.filter(({ state }) => state === 'offered').map(({ id }) => id)
  for (const id of now) if (!offered.has(id)) offers.push(performance.timeOrigin + performance.now())
  offered = new Set(now)
})

window.phone = {
  errors,
  wake: () => phone.wake(),
  microphones,
  levels: () => levels,
  offers,
  quality: () => quality,
  devices,
  snapshot: client.snapshot,
  async send(command) {
    const result = await client.send(command)
    return result.ok ? 'done' : result.reason
  },
  raw(message) {
    return new Promise((resolve) => {
      channel.port2.addEventListener('message', (event) => resolve(event.data), { once: true })
      channel.port2.postMessage(message)
    })
  },
}

// A test's own calls into the page count as a press of a person; this way a phone runs and is watched without any.
const line = query.get('line')
if (line) {
  client.onSnapshot((snapshot) => console.log(JSON.stringify(snapshot)))
  void client.send({ op: 'connect', line: JSON.parse(line) })
}
