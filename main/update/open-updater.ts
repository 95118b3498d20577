import type { AppUpdater } from 'electron-updater'
import { createDisposerList, type Disposer } from '#shared/kit/disposable.ts'
import { failureReason } from './failure.rules.ts'
import type { Updater, UpdaterParts } from './updater-port.ts'

/**
 * electron-updater behind our port. Read only when wanted: it is a large part of the program, and throws where it can't work. The publisher is pinned by
 * packaging (app-update.yml beside the archive); on Linux nothing is signed, there the checksum from the site's own https server is all there is.
 */
export async function openUpdater(parts: UpdaterParts): Promise<Updater> {
  const { autoUpdater: updater } = await import('electron-updater')
  const open = createDisposerList()
  let onQuit = true
  open.add(configure(updater, parts))
  const on: AppUpdater['on'] = (event, listener) => {
    updater.on(event, listener)
    open.add(() => void updater.off(event, listener))
    return updater
  }
  on('update-not-available', ({ version }) => parts.tell({ type: 'none-found', version }))
  on('update-available', ({ version }) => parts.tell({ type: 'found', version }))
  on('download-progress', ({ percent }) => parts.tell({ type: 'progress', percent }))
  on('update-downloaded', ({ version }) => {
    parts.tell({ type: 'loaded', version })
    // Right after this it looks at the switch to listen for the program's end, and again at that end: off only now would be off for good.
    updater.autoInstallOnAppQuit = true
    queueMicrotask(() => {
      updater.autoInstallOnAppQuit = onQuit
    })
  })
  on('error', (error) => parts.tell({ type: 'failed', reason: failureReason(error) }))
  return {
    async check() {
      // What goes wrong here, and later in loading, is also an event.
      const found = await updater.checkForUpdates().catch(() => null)
      found?.downloadPromise?.catch(() => undefined)
    },
    installOnQuit(wanted) {
      onQuit = wanted
      updater.autoInstallOnAppQuit = wanted
    },
    install: () => updater.quitAndInstall(true, true),
    dispose: open.dispose,
  }
}

/** @returns takes our rule out again: the updater is one for the whole program */
function configure(updater: AppUpdater, { feed, accepts }: UpdaterParts): Disposer {
  updater.logger = null
  updater.setFeedURL({ provider: 'generic', url: feed.url, channel: feed.channel })
  updater.autoDownload = true
  updater.autoInstallOnAppQuit = true
  updater.disableWebInstaller = true
  updater.allowPrerelease = feed.channel === 'beta'
  updater.allowDowngrade = false
  const usual = updater.isUpdateSupported
  updater.isUpdateSupported = async (info) => accepts(info.version) && (await usual(info))
  return () => {
    updater.isUpdateSupported = usual
  }
}
