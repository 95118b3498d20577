/** A sound device as the browser lists it. */
export interface ListedDevice {
  readonly id: string
  readonly label: string
}

/** The device to use. An empty id is the system's default; `away`: what was chosen is not plugged in. */
export interface DeviceInUse {
  readonly id: string
  readonly label: string
  readonly away: boolean
}

/** Entries of Chromium that stand for another device of the same list. */
const standIns = new Set(['default', 'communications'])

/** The real devices of one kind. Without permission a browser lists them with empty ids: then there are none to choose. */
export const realDevices = (devices: readonly ListedDevice[]): ListedDevice[] =>
  devices.filter(({ id }) => id !== '' && !standIns.has(id))

/** Chromium writes the default as `Default - Headset` and the like, in the browser's language. */
const defaultLabel = (devices: readonly ListedDevice[]): string => {
  const standIn = devices.find(({ id }) => id === 'default')?.label ?? ''
  const real = realDevices(devices).find(({ label }) => label !== '' && standIn.endsWith(label))
  return real?.label ?? (standIn || (realDevices(devices)[0]?.label ?? ''))
}

/**
 * The device to use of those that are there: the chosen one by its id; else by its name, where exactly one bears it, since ids change with the
 * browser's data; else the default.
 */
export function deviceInUse(chosen: ListedDevice | null, devices: readonly ListedDevice[]): DeviceInUse {
  const real = realDevices(devices)
  const sameName = chosen === null || chosen.label === '' ? [] : real.filter(({ label }) => label === chosen.label)
  const found = real.find(({ id }) => id === chosen?.id) ?? (sameName.length === 1 ? sameName[0] : undefined)
  if (found) return { id: found.id, label: found.label, away: false }
  return { id: '', label: defaultLabel(devices), away: chosen !== null && real.length > 0 }
}
