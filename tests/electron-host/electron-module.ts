import type Electron from 'electron'
import { app } from './app.ts'
import { crashReporter, dialog, globalShortcut, nativeTheme, screen, shell } from './desktop.ts'
import { ipcMain } from './ipc-main.ts'
import { Menu, MenuItem } from './menu.ts'
import { nativeImage } from './native-image.ts'
import { Notification } from './notification.ts'
import { MessageChannelMain } from './ports.ts'
import { powerMonitor, powerSaveBlocker } from './power.ts'
import { safeStorage } from './safe-storage.ts'
import { session, sessionOf } from './session.ts'
import { strict } from './strict.ts'
import { Tray } from './tray.ts'
import { utilityProcess } from './utility-process.ts'
import { BrowserWindow, webContents } from './window.ts'

const net = strict('net', {
  fetch: (input: string | Request, init?: RequestInit) => fetch(input, init),
  isOnline: () => true,
  get online() {
    return true
  },
} satisfies Pick<Electron.Net, 'fetch' | 'isOnline' | 'online'>)

/** What `require('electron')` gives main. A name that is not here throws. */
export const electron = strict('electron', {
  app,
  BrowserWindow,
  crashReporter,
  dialog,
  globalShortcut,
  ipcMain,
  Menu,
  MenuItem,
  MessageChannelMain,
  nativeImage,
  nativeTheme,
  net,
  Notification,
  powerMonitor,
  powerSaveBlocker,
  get protocol() {
    return sessionOf('').protocol
  },
  safeStorage,
  screen,
  session,
  shell,
  Tray,
  utilityProcess,
  webContents: strict('webContents', webContents),
} satisfies Partial<Record<keyof typeof Electron, unknown>>)
