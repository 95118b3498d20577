import { homedir } from 'node:os'
import { join } from 'node:path'
import { app, dialog, net } from 'electron'
import { createSeatNews, type SeatNews } from './app-seat.ts'
import { systemClock } from './kit/system-clock.ts'
import { createLog, type Log } from './log/create-log.ts'
import { noteFaults } from './log/note-faults.ts'
import { createSettings, type Settings } from './settings/create-settings.ts'
import { siteFolder } from './settings/site-folder.rules.ts'
import { createTexts, type Texts } from './texts/texts.ts'

/** What every part of the program stands on. */
export interface Base {
  /** Electron's userData: everything this program keeps. */
  readonly userData: string
  readonly log: Log
  readonly settings: Settings
  readonly t: Texts
  readonly language: () => 'zh-CN' | 'en'
  /** What the desk last said of seat and call. */
  readonly news: SeatNews
  readonly onError: (what: string) => (error: unknown) => void
}

/** The network as the pages' session has it: the site's proxy, the system's certificates. */
export const fetchByNet = (input: string | URL | Request, init?: RequestInit): Promise<Response> =>
  net.fetch(input instanceof URL ? input.href : input, init)

const systemLanguage = (): 'zh-CN' | 'en' => (app.getLocale().startsWith('zh') ? 'zh-CN' : 'en')

/** Reads what is kept; windows wait for it. Broken settings are said in a box of the system: there may be no page yet. */
export function openBase(): Base {
  const userData = app.getPath('userData')
  const log = createLog({
    folder: join(userData, 'logs'),
    clock: systemClock,
    home: homedir(),
    // There is nowhere left to say it.
    onError: () => undefined,
  })
  const onError = (what: string) => (error: unknown) =>
    log.error(what, { error: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  const fault = (): void => {
    const words = createTexts(systemLanguage)
    dialog
      .showMessageBox({ type: 'error', message: words('fault.title'), detail: words('fault.detail') })
      .catch(onError('fault'))
  }
  noteFaults({ process, app, log, onFault: fault })
  const news = createSeatNews(onError('news'))
  const settings = createSettings({
    siteFolder: process.env.LIANXIAN_SITE_FOLDER ?? siteFolder(process.platform, process.env.PROGRAMDATA),
    userFolder: userData,
    environmentBackend: app.isPackaged ? undefined : process.env.LIANXIAN_BACKEND,
    fetch: fetchByNet,
    clock: systemClock,
    onError: onError('settings-listener'),
    onNotice({ kind, field, text }) {
      log.warn(kind, { field })
      // The last good ones hold: whoever is at work is not stopped by it.
      if (kind === 'remote-refused' && news.seat.state !== 'signed-out') return
      const words = createTexts(systemLanguage)
      const detail = systemLanguage() === 'en' ? text.en : text.zh
      dialog.showMessageBox({ type: 'warning', message: words(`notice.${kind}`), detail }).catch(onError('notice'))
    },
  })
  const language = () => settings.user().settings.language ?? systemLanguage()
  return { userData, log, settings, language, t: createTexts(language), news, onError }
}
