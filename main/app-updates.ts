import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { app, dialog } from 'electron'
import type { Base } from './app-base.ts'
import type { ShellWindows } from './app-windows.ts'
import { tellPages } from './bridge/host-news.ts'
import { systemClock } from './kit/system-clock.ts'
import { createUpdates, type Updates } from './update/create-updates.ts'
import { openUpdater } from './update/open-updater.ts'
import { canUpdate } from './update/schedule.rules.ts'

/** What electron-builder leaves beside the archive of a Linux package; null: none. */
function packageType(): string | null {
  try {
    return readFileSync(join(process.resourcesPath, 'package-type'), 'utf8').trim()
  } catch {
    return null
  }
}

/** Keeps the program new; `leaving` comes before an installer ends it. */
export function openUpdates(base: Base, windows: ShellWindows, leaving: () => Promise<void>): Updates {
  const { settings, news, t } = base
  const updates = createUpdates({
    clock: systemClock,
    random: Math.random,
    ours: app.getVersion(),
    able: canUpdate({
      platform: process.platform,
      packaged: app.isPackaged,
      appImage: process.env.APPIMAGE,
      packageType: packageType(),
    }),
    feed: () => settings.site().update,
    open: openUpdater,
    tell: (update) => tellPages(windows.set.pages(), 'update', update),
    async ask() {
      const { response } = await dialog.showMessageBox({
        type: 'question',
        message: t('update.in-call'),
        buttons: [t('update.wait'), t('update.install')],
        defaultId: 0,
        cancelId: 0,
        noLink: true,
      })
      return response === 1
    },
    leaving,
  })
  news.onCall(updates.tellCall)
  settings.onSiteChange(updates.siteChanged)
  updates.start()
  return updates
}
