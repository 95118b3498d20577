import type { PhoneCommand, PhoneSnapshot } from '#shared/contract/phone/phone-messages.ts'
import type { Disposer } from '#shared/kit/disposable.ts'
import { headsetCommand, headsetLamps, type Lamps } from './headset.rules.ts'
import type { Hid, HidDevice, HidInputEvent } from './hid-types.ts'
import { readBit, type TelephonyLayout, telephonyLayout } from './telephony-layout.rules.ts'

export interface HeadsetParts {
  readonly hid: Hid
  readonly snapshot: () => PhoneSnapshot
  readonly run: (command: PhoneCommand) => void
}

/** Every telephone among the HID devices this page may use: its buttons press the phone, and the phone lights its lamps. */
export interface Headsets {
  /** The phone's state is another one. */
  changed(): void
  close: Disposer
}

interface Open {
  readonly layout: TelephonyLayout
  readonly hear: (event: HidInputEvent) => void
  shown: string
}

/** Takes up the headsets that are there and those that come. A device that can't be opened is left alone. */
export function openHeadsets({ hid, snapshot, run }: HeadsetParts): Headsets {
  const open = new Map<HidDevice, Open>()
  let closed = false

  const show = (device: HidDevice, one: Open): void => {
    const lamps = headsetLamps(snapshot())
    const text = JSON.stringify(lamps)
    if (one.shown === text) return
    one.shown = text
    // A headset that was just unplugged says so by its own event.
    for (const [reportId, data] of reportsOf(one.layout, lamps))
      device.sendReport(reportId, data).catch(() => undefined)
  }
  const take = async (device: HidDevice): Promise<void> => {
    const layout = telephonyLayout(device.collections)
    if (!layout || open.has(device) || closed) return
    try {
      if (!device.opened) await device.open()
    } catch {
      return
    }
    const before = { hook: false, mute: false }
    const hear = ({ reportId, data }: HidInputEvent): void => {
      for (const button of ['hook', 'mute'] as const) {
        const place = layout.input[button]
        if (place?.reportId !== reportId) continue
        const on = readBit(data, place.bit)
        const was = before[button]
        before[button] = on
        const command = on === was ? null : headsetCommand(button, on, snapshot())
        if (command) run(command)
      }
    }
    const one: Open = { layout, hear, shown: '' }
    open.set(device, one)
    device.addEventListener('inputreport', hear)
    show(device, one)
  }
  const drop = (device: HidDevice): void => {
    const one = open.get(device)
    if (!one) return
    open.delete(device)
    device.removeEventListener('inputreport', one.hear)
  }
  hid.addEventListener('connect', ({ device }) => void take(device))
  hid.addEventListener('disconnect', ({ device }) => drop(device))
  void hid.getDevices().then((devices) => Promise.all(devices.map(take)))

  return {
    changed() {
      for (const [device, one] of open) show(device, one)
    },
    close() {
      closed = true
      for (const device of [...open.keys()]) {
        drop(device)
        void device.close()
      }
    },
  }
}

function reportsOf({ output, sizes }: TelephonyLayout, lamps: Lamps): Map<number, Uint8Array<ArrayBuffer>> {
  const reports = new Map<number, Uint8Array<ArrayBuffer>>()
  for (const name of Object.keys(lamps) as (keyof Lamps)[]) {
    const place = output[name]
    if (!place) continue
    const data = reports.get(place.reportId) ?? new Uint8Array(sizes.get(place.reportId) ?? 1)
    if (lamps[name]) data[place.bit >> 3] = (data[place.bit >> 3] ?? 0) | (1 << (place.bit & 7))
    reports.set(place.reportId, data)
  }
  return reports
}
