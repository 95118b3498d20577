import { homedir } from 'node:os'
import { app, globalShortcut, Notification, powerMonitor, powerSaveBlocker, screen } from 'electron'
import type { HostArgs, HostResult } from '#shared/contract/host/host-calls.ts'
import type { Base } from './app-base.ts'
import type { ShellWindows } from './app-windows.ts'
import { createAttention } from './attention/create-attention.ts'
import { electronButton, electronTray } from './attention/electron-tray.ts'
import { toastArea, toastPlace } from './attention/toast-place.rules.ts'
import type { MenuAct } from './attention/tray-menu.rules.ts'
import { tellPages } from './bridge/host-news.ts'
import { createGlobalKeys } from './keys/create-global-keys.ts'
import { createCallBlocker } from './power/call-blocker.ts'
import { startWithSystem } from './power/start-with-system.ts'
import { watchPower } from './power/watch-power.ts'
import { toastSize } from './windows/window-options.ts'

type Act = 'answer' | 'reject' | 'mute' | 'hang-up' | 'ready' | 'not-ready' | 'sign-out'

/** What the program does outside its windows: tray, badge, flash, toast, global keys, power, start with the system. */
export interface Outside {
  toastAct(act: HostArgs<'toastAct'>['act']): void
  focusChanged(): void
  /** Global keys another program held when they were last wanted. */
  takenKeys(): HostResult<'readSettings'>['taken']
}

/** Opens all of it; it follows what the desk says of seat and call, and the settings. */
export function openOutside(base: Base, windows: ShellWindows, icons: string): Outside {
  const { settings, news, log, t } = base
  const act = (name: Act): void => {
    tellPages(windows.set.pages(), 'act', { act: name })
    // Whoever answers is about to write; who signs out may be asked what becomes of the open work.
    if (name === 'answer' || name === 'sign-out') windows.showDesk()
  }
  const own = () => settings.user()
  const place = (): { x: number; y: number } => {
    const areas = [screen.getPrimaryDisplay(), ...screen.getAllDisplays()].map(({ workArea }) => workArea)
    const area = toastArea(windows.set.get('desk')?.getBounds() ?? null, areas)
    return area ? toastPlace(area, toastSize) : { x: 0, y: 0 }
  }
  const choose = (choice: MenuAct): void => {
    if (choice === 'open') windows.showDesk()
    else if (choice === 'quit') app.quit()
    else if (choice === 'start-with-system') {
      settings.change({ startWithSystem: !own().settings.startWithSystem })
      attention.refresh()
    } else act(choice)
  }
  const attention = createAttention({
    tray: electronTray(icons, choose),
    ...electronButton(() => windows.set.get('desk')),
    toast: (note) => windows.toast(note, place()),
    settings: () => ({ settings: own().settings, startForced: own().forced.includes('startWithSystem') }),
    t,
  })
  const keys = createGlobalKeys({
    shortcuts: globalShortcut,
    settings: () => own().settings,
    onAct: act,
    onTaken({ accelerator }) {
      log.warn('key-taken', { accelerator })
      new Notification({ title: '连线 Lianxian', body: t('keys.taken', { keys: accelerator }) }).show()
      // An open dialog asks again.
      tellPages(windows.set.pages(), 'settings', { settings: own().settings })
    },
  })
  const blocker = createCallBlocker(powerSaveBlocker)
  const follow = (): void => {
    const started = startWithSystem(own().settings.startWithSystem, {
      platform: process.platform,
      packaged: app.isPackaged,
      app,
      program: process.env.APPIMAGE ?? app.getPath('exe'),
      configHome: process.env.XDG_CONFIG_HOME,
      home: homedir(),
    })
    if (!started.ok) log.warn('start-with-system', { reason: started.reason })
  }
  follow()
  watchPower(powerMonitor, (power) => tellPages(windows.set.pages(), 'power', power))
  news.onSeat((note) => {
    attention.tellSeat(note)
    // Further windows are the session's: with it they go.
    if (note.state === 'signed-out') windows.closeViews()
  })
  news.onCall((note) => {
    attention.tellCall(note)
    keys.tellCall(note)
    blocker.tellCall(note)
  })
  settings.onChange(({ settings: now }) => {
    attention.refresh()
    keys.settingsChanged()
    follow()
    windows.zoom(now.zoom)
    tellPages(windows.set.pages(), 'settings', { settings: now })
  })
  return {
    takenKeys: keys.taken,
    focusChanged: () => attention.focusChanged(windows.set.get('desk')?.isFocused() ?? false),
    toastAct(choice) {
      if (choice === 'open') windows.showDesk()
      else act(choice)
    },
  }
}
