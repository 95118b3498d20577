import { app, dialog } from 'electron'
import type { Texts } from './texts/texts.ts'

export interface QuitParts {
  readonly t: Texts
  readonly callUp: () => boolean
  /** Commands that wait for the network; they are in the journal. */
  readonly unsent: () => number
  /** Hangs up; resolves when the call is over, or after a while. */
  readonly hangUp: () => Promise<void>
  /** From now on windows close. */
  readonly letClose: () => void
  /** Closes what is open, before the program goes. Never rejects. */
  readonly end: () => Promise<void>
}

/** Quits after asking where something would be lost by it: a call ends, unsent work waits for the next sign-in. */
export function guardQuit(parts: QuitParts): void {
  const { t } = parts
  let decided = false
  let deciding = false
  let ended = false
  const ask = async (message: string): Promise<boolean> => {
    const { response } = await dialog.showMessageBox({
      type: 'question',
      title: t('quit.title'),
      message: t('quit.title'),
      detail: message,
      buttons: [t('quit.stay'), t('quit.leave')],
      defaultId: 0,
      cancelId: 0,
      noLink: true,
    })
    return response === 1
  }
  const mayQuit = async (): Promise<boolean> => {
    if (parts.callUp()) return ask(t('quit.call'))
    return parts.unsent() === 0 || ask(t('quit.unsent', { count: parts.unsent() }))
  }
  const decide = async (): Promise<void> => {
    deciding = true
    try {
      if (!(await mayQuit())) return
      if (parts.callUp()) await parts.hangUp()
      decided = true
      parts.letClose()
      app.quit()
    } finally {
      deciding = false
    }
  }
  app.on('before-quit', (event) => {
    if (decided) return
    event.preventDefault()
    if (!deciding) void decide()
  })
  app.on('will-quit', (event) => {
    if (ended) return
    event.preventDefault()
    void parts.end().then(() => {
      ended = true
      app.quit()
    })
  })
}
