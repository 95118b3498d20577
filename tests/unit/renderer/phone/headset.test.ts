import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { headsetCommand, headsetLamps } from '#renderer/phone/headset/headset.rules.ts'
import { openHeadsets } from '#renderer/phone/headset/headset.ts'
import type { Hid, HidCollection, HidDevice, HidInputEvent } from '#renderer/phone/headset/hid-types.ts'
import { telephonyLayout } from '#renderer/phone/headset/telephony-layout.rules.ts'
import type { Leg, PhoneCommand, PhoneSnapshot } from '#shared/contract/phone/phone-messages.ts'
import { calmTogether } from '#tests/support/calm-together.ts'

const bit = (...usages: number[]) => ({ usages, reportSize: 1, reportCount: usages.length })
const padding = (bits: number) => ({ usages: [], reportSize: 1, reportCount: bits })
/** A headset as vendors describe one: buttons in report 8, a volume dial before them, lamps in report 9. */
const headset: HidCollection[] = [
  { usagePage: 0x0c, inputReports: [{ reportId: 1, items: [bit(0x0c_00e9, 0x0c_00ea)] }] },
  {
    usagePage: 0x0b,
    inputReports: [
      {
        reportId: 8,
        items: [{ usages: [0x0b_00b0], reportSize: 4, reportCount: 1 }, bit(0x0b_0020, 0x0b_002f), padding(2)],
      },
    ],
    outputReports: [{ reportId: 9, items: [bit(0x08_0009), padding(7), bit(0x08_0017, 0x08_0018), padding(6)] }],
  },
]
const leg = (state: Leg['state'], id: string = state): Leg => ({
  id,
  sipCallId: id,
  direction: 'in',
  state,
  hold: 'none',
  remoteHold: false,
  role: 'party',
  muted: false,
  remote: { name: '', number: '' },
  startedAt: 0,
  answeredAt: null,
  endedAt: null,
  endReason: null,
  sentTones: '',
})
const phone = (legs: Leg[], muted = false): PhoneSnapshot => ({
  registration: { state: 'registered', since: 0, detail: null },
  together: calmTogether,
  legs,
  muted,
  microphone: 'ready',
  sound: 'running',
})

describe('a headset’s description', () => {
  it('tells where buttons and lamps stand, past fields of other sizes', () => {
    expect(telephonyLayout(headset)).toEqual({
      input: { hook: { reportId: 8, bit: 4 }, mute: { reportId: 8, bit: 5 } },
      output: { mute: { reportId: 9, bit: 0 }, offHook: { reportId: 9, bit: 8 }, ring: { reportId: 9, bit: 9 } },
      sizes: new Map([[9, 2]]),
    })
  })

  it('is read through nested collections and ranges of usages', () => {
    const range = { isRange: true, usageMinimum: 0x0b_001f, usageMaximum: 0x0b_0021, reportSize: 1, reportCount: 3 }
    const nested = [{ usagePage: 0x0b, children: [{ usagePage: 0x0b, inputReports: [{ items: [range] }] }] }]
    expect(telephonyLayout(nested)?.input.hook).toEqual({ reportId: 0, bit: 1 })
  })

  it('of a keyboard or a mouse is none', () => {
    expect(telephonyLayout([{ usagePage: 0x01, inputReports: [{ items: [bit(0x0b_0020)] }] }])).toBeNull()
    expect(telephonyLayout([])).toBeNull()
  })

  it('may be anything at all without a throw', () => {
    const item = fc.record(
      {
        isRange: fc.boolean(),
        usages: fc.array(fc.integer()),
        usageMinimum: fc.integer(),
        reportSize: fc.integer({ min: -1, max: 64 }),
        reportCount: fc.integer({ min: -1, max: 64 }),
      },
      { requiredKeys: [] },
    )
    const report = fc.record({ reportId: fc.integer(), items: fc.array(item) }, { requiredKeys: [] })
    const collection = fc.record({ usagePage: fc.constantFrom(0x0b, 1), inputReports: fc.array(report) })
    fc.assert(fc.property(fc.array(collection), (collections) => void telephonyLayout(collections)))
  })
})

describe('a headset’s buttons', () => {
  it('answer what rings and end what is up', () => {
    expect(headsetCommand('hook', true, phone([leg('offered')]))).toEqual({ op: 'answer', legId: 'offered' })
    expect(headsetCommand('hook', false, phone([leg('established')]))).toEqual({ op: 'hang-up', legId: 'established' })
    expect(headsetCommand('hook', true, phone([]))).toBeNull()
    expect(headsetCommand('hook', false, phone([leg('offered')]))).toBeNull()
    expect(headsetCommand('hook', false, phone([leg('ending')]))).toBeNull()
    expect(headsetCommand('hook', true, phone([leg('established'), leg('offered')]))).toBeNull()
  })

  it('change mute over at a press, in a call alone', () => {
    expect(headsetCommand('mute', true, phone([leg('established')]))).toEqual({ op: 'mute', on: true })
    expect(headsetCommand('mute', true, phone([leg('established')], true))).toEqual({ op: 'mute', on: false })
    expect(headsetCommand('mute', false, phone([leg('established')]))).toBeNull()
    expect(headsetCommand('mute', true, phone([]))).toBeNull()
  })

  it('have lamps that show the call and the mute', () => {
    expect(headsetLamps(phone([leg('offered')]))).toEqual({ offHook: false, ring: true, mute: false })
    expect(headsetLamps(phone([leg('established')], true))).toEqual({ offHook: true, ring: false, mute: true })
    expect(headsetLamps(phone([leg('ended')]))).toEqual({ offHook: false, ring: false, mute: false })
  })
})

function desk(there: HidDevice[]) {
  const plugs = new Map<string, (event: { device: HidDevice }) => void>()
  const hid: Hid = {
    getDevices: async () => there,
    addEventListener: (type, listener) => void plugs.set(type, listener),
  }
  let snapshot = phone([])
  const commands: PhoneCommand[] = []
  const headsets = openHeadsets({ hid, snapshot: () => snapshot, run: (command) => commands.push(command) })
  const become = (next: PhoneSnapshot) => {
    snapshot = next
    headsets.changed()
  }
  return {
    commands,
    become,
    plug: (type: 'connect' | 'disconnect', device: HidDevice) => plugs.get(type)?.({ device }),
  }
}

function device(collections = headset, opens = true) {
  const sent: [number, number[]][] = []
  const listeners = new Set<(event: HidInputEvent) => void>()
  const state = { opened: false }
  const made: HidDevice = {
    collections,
    get opened() {
      return state.opened
    },
    async open() {
      if (!opens) throw new Error('taken')
      state.opened = true
    },
    async close() {},
    sendReport: async (id, data) => void sent.push([id, [...data]]),
    addEventListener: (_type, listener) => void listeners.add(listener),
    removeEventListener: (_type, listener) => void listeners.delete(listener),
  }
  const press = (reportId: number, ...bytes: number[]) => {
    for (const listener of listeners) listener({ reportId, data: new DataView(new Uint8Array(bytes).buffer) })
  }
  return { made, sent, press, listeners }
}
const settled = () => new Promise((resolve) => setImmediate(resolve))

describe('a headset at the phone', () => {
  it('answers, mutes and hangs up, and shows the state by its lamps', async () => {
    const { made, sent, press } = device()
    const { commands, become } = desk([made])
    await settled()
    become(phone([leg('offered')]))
    press(8, 0b0001_0000)
    become(phone([leg('established')]))
    press(8, 0b0011_0000)
    become(phone([leg('established')], true))
    press(8, 0b0001_0000)
    press(8, 0)
    expect(commands).toEqual([
      { op: 'answer', legId: 'offered' },
      { op: 'mute', on: true },
      { op: 'hang-up', legId: 'established' },
    ])
    expect(sent).toEqual([
      [9, [0, 0]],
      [9, [0, 2]],
      [9, [0, 1]],
      [9, [1, 1]],
    ])
  })

  it('is taken up when it is plugged in, and left when it goes', async () => {
    const { made, press, listeners } = device()
    const { commands, become, plug } = desk([])
    plug('connect', made)
    await settled()
    become(phone([leg('offered')]))
    press(8, 0b0001_0000)
    expect(commands).toHaveLength(1)
    plug('disconnect', made)
    expect(listeners.size).toBe(0)
  })

  it('hears no other report and no short one, and leaves a device that another program holds', async () => {
    const { made, press } = device()
    const taken = device(headset, false)
    const { commands, become } = desk([made, taken.made])
    await settled()
    become(phone([leg('offered')]))
    press(1, 0xff)
    press(8)
    expect(commands).toEqual([])
    expect(taken.listeners.size).toBe(0)
  })
})
