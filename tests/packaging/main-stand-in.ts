import { app } from 'electron'
import { autoUpdater } from 'electron-updater'

/** As much of a shell as a bundler has to cope with. */
app.on('ready', () => void autoUpdater.checkForUpdates())
