import type { BrowserWindow } from 'electron'
import type { Clock } from '#shared/kit/clock.ts'
import { hangMs, recoveryDelay } from './recovery.rules.ts'

export interface RecoveryParts {
  readonly clock: Clock
  /** `gave-up`: it dies again and again, and stays as it is. */
  readonly note: (what: 'crashed' | 'hung' | 'gave-up', reason: string) => void
  readonly gaveUp: () => void
}

/** Brings a page back that crashed or hung: the calls of the phone's window and the journal in this process go on meanwhile. */
export function recoverPage(window: BrowserWindow, parts: RecoveryParts): void {
  const { clock, note } = parts
  const { webContents } = window
  const failures: number[] = []
  let stopWaiting = (): void => undefined
  webContents.on('render-process-gone', (_event, { reason }) => {
    stopWaiting()
    if (reason === 'clean-exit' || window.isDestroyed()) return
    note('crashed', reason)
    failures.push(clock.now())
    const delay = recoveryDelay(failures)
    if (delay === null) {
      note('gave-up', reason)
      return parts.gaveUp()
    }
    clock.after(delay, () => {
      if (!window.isDestroyed()) webContents.reload()
    })
  })
  webContents.on('unresponsive', () => {
    stopWaiting()
    stopWaiting = clock.after(hangMs, () => {
      if (window.isDestroyed()) return
      note('hung', 'unresponsive')
      webContents.forcefullyCrashRenderer()
    })
  })
  webContents.on('responsive', () => stopWaiting())
}
