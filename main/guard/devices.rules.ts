import { isOwn } from './own-origin.rules.ts'

/** Usage page of headsets and phones (HID Usage Tables 1.5, chapter 14). */
const telephonyPage = 0x0b

/** A device as Electron lists it for a choice. */
export interface ListedDevice {
  readonly deviceId: string
}

/** A device a page wants to open. */
export interface DeviceAsked {
  readonly deviceType: string
  /** Origin of the page. */
  readonly origin: string
  /** HID devices alone have `collections`. */
  readonly device: object
}

/** The frame that asks for a choice; null: it has gone. */
export interface AskingFrame {
  readonly url: string
  readonly parent: unknown
}

/** Only what says so at its top level: a part of another device is not a phone. */
function isTelephony(device: object): boolean {
  const collections: unknown = 'collections' in device ? device.collections : undefined
  if (!Array.isArray(collections)) return false
  return collections.some((each: { usagePage?: unknown } | null) => each?.usagePage === telephonyPage)
}

/** Whether a page may open a device: headsets and phones, by our own pages. */
export const mayOpenDevice = ({ deviceType, origin, device }: DeviceAsked): boolean =>
  deviceType === 'hid' && isOwn(origin) && isTelephony(device)

/** The device a page gets that asks for one; null: none. Nobody is asked: a seat has one headset. */
export function chosenDevice(devices: readonly ListedDevice[], frame: AskingFrame | null): string | null {
  if (frame === null || frame.parent !== null || !isOwn(frame.url)) return null
  return devices.find(isTelephony)?.deviceId ?? null
}
