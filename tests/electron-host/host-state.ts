import type { HostSwitches } from './control-messages.ts'

/** How the machine is that main runs on: from the driver, and changed by it. */
const given = JSON.parse(process.env.ELECTRON_HOST_SWITCHES ?? '{}') as Partial<HostSwitches>
delete process.env.ELECTRON_HOST_SWITCHES

export const machine: { -readonly [K in keyof HostSwitches]: HostSwitches[K] } = {
  keyring: 'gnome_libsecret',
  takenShortcuts: [],
  displays: [{ x: 0, y: 0, width: 1920, height: 1080, scaleFactor: 1 }],
  packaged: false,
  locale: 'zh-CN',
  dark: false,
  idleSeconds: 0,
  ...given,
}
/** Index of the button each further dialog is answered by. */
export const dialogAnswer = { index: 0 }
