import { app, ending } from './app.ts'
import { openWindows, quitting } from './app-state.ts'
import { newEvent } from './strict.ts'

/** Quitting in Electron's order (shell/browser/browser.cc): before-quit, every window's close, will-quit, quit. Each of the first three may veto. */
export function openQuit(end: (code: number) => void): void {
  let wants = false
  let exiting = false
  let down = false
  let exitCode = 0

  const shutdown = (): void => {
    if (down) return
    down = true
    app.emit('quit', newEvent(), exitCode)
    end(exitCode)
  }
  const notifyAndShutdown = (): void => {
    if (down) return
    const event = newEvent()
    app.emit('will-quit', event)
    if (event.defaultPrevented) wants = false
    else shutdown()
  }
  ending.quit = () => {
    if (wants) return
    const event = newEvent()
    app.emit('before-quit', event)
    wants = !event.defaultPrevented
    if (!wants) return
    if (openWindows.size === 0) notifyAndShutdown()
    else for (const window of [...openWindows]) window.close()
  }
  ending.exit = (code) => {
    exitCode = code
    wants = true
    exiting = true
    for (const window of [...openWindows]) window.destroy()
    shutdown()
  }
  quitting.closeCancelled = () => {
    wants = false
  }
  quitting.windowClosed = () => {
    if (openWindows.size > 0 || down) return
    if (exiting) return
    if (wants) notifyAndShutdown()
    else if (!app.emit('window-all-closed')) app.quit()
  }
}
