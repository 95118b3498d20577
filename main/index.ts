import { app, dialog, protocol } from 'electron'
import { runShell } from './app-shell.ts'
import { readStart, refusalText, type Start } from './guard/switches.rules.ts'
import { registerDeskScheme } from './pages/pages.ts'

/** Everything that has to be said before Electron is ready; then the program itself, unless it runs already. */
function begin(start: Start): void {
  app.enableSandbox()
  app.setAppUserModelId('org.lianxian.desk')
  registerDeskScheme(protocol)
  if (start.data !== null) app.setPath('userData', start.data)
  // A computer that has nothing but its loopback interface, as the trial's may, gathers no candidate without it.
  app.commandLine.appendSwitch('allow-loopback-in-peer-connection')
  if (app.requestSingleInstanceLock()) void app.whenReady().then(() => runShell(start))
  else app.quit()
}

const start = readStart(process.argv, { platform: process.platform, packaged: app.isPackaged })
if (start.refused.length === 0) begin(start)
else {
  const text = refusalText(start.refused)
  dialog.showErrorBox('连线 Lianxian', `${text['zh-CN']}\n\n${text.en}`)
  app.exit(2)
}
