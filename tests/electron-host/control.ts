import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { toMain } from './addresses.ts'
import { app } from './app.ts'
import { running } from './contents.ts'
import { typeInto } from './contents-input.ts'
import type {
  AnswerMessage,
  Ask,
  AskMessage,
  Asks,
  InvokeCall,
  InvokeOutcome,
  WindowFacts,
} from './control-messages.ts'
import { nativeTheme, pressShortcut, screen } from './desktop.ts'
import { dialogAnswer, machine } from './host-state.ts'
import { clickNotification } from './notification.ts'
import { power } from './power.ts'
import { recorded } from './record.ts'
import { newEvent } from './strict.ts'
import { currentTray } from './tray.ts'
import { BrowserWindow } from './window.ts'
import { invokeName } from './world-messages.ts'

const windowOf = (id: number): BrowserWindow => {
  const window = BrowserWindow.fromId(id)
  if (!window) throw new Error(`no window ${id}`)
  return window
}

const facts = (window: BrowserWindow): WindowFacts => ({
  id: window.id,
  title: window.getTitle(),
  url: window.webContents.getURL(),
  visible: window.isVisible(),
  focused: window.isFocused(),
  minimized: window.isMinimized(),
  alwaysOnTop: window.isAlwaysOnTop(),
  fullScreen: window.isFullScreen(),
  crashed: window.webContents.isCrashed(),
  bounds: window.getBounds(),
})

/** Address of Chromium's second door; null: it does not run. */
function endpoint(): string | null {
  const profile = running.browser?.chromium.profile
  if (profile === undefined) return null
  try {
    const [port] = readFileSync(join(profile, 'DevToolsActivePort'), 'utf8').split('\n')
    return port ? `http://127.0.0.1:${port}` : null
  } catch {
    return null
  }
}

async function invoke({ id, channel, args, frame }: InvokeCall): Promise<InvokeOutcome | null> {
  const { webContents } = windowOf(id)
  const of = webContents
    .frames()
    .find((each) =>
      frame === undefined ? each.parentId === null : each.parentId !== null && toMain(each.url).startsWith(frame),
    )
  const page = webContents.currentPage()
  if (!of?.world || !page) return null
  const { result, exceptionDetails } = await page.session.send('Runtime.evaluate', {
    expression: `${invokeName}(${JSON.stringify(channel)}, ${JSON.stringify(args)})`,
    uniqueContextId: of.world,
    awaitPromise: true,
    returnByValue: true,
  })
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
  return result.value as InvokeOutcome
}

/** For what is done for its effect. */
const none = (_: undefined): null => null
type Answers = { [A in Ask]: (arg: Parameters<Asks[A]>[0]) => ReturnType<Asks[A]> | Promise<ReturnType<Asks[A]>> }

const answers: Answers = {
  endpoint,
  windows: () => BrowserWindow.getAllWindows().map(facts),
  press: pressShortcut,
  tray: () => currentTray()?.facts() ?? null,
  clickTray(label) {
    const tray = currentTray()
    if (!tray) throw new Error('there is no tray')
    tray.press(label)
    return null
  },
  clickNotification: (index) => none(void clickNotification(index)),
  recorded,
  answerDialogs(index) {
    dialogAnswer.index = index
    return null
  },
  power: (kind) => none(void power(kind)),
  machine(change) {
    Object.assign(machine, change)
    if (change.dark !== undefined) nativeTheme.updated()
    if (change.displays) screen.emit('display-metrics-changed', newEvent(), screen.getPrimaryDisplay(), ['bounds'])
    return null
  },
  openUrl: (url) => none(void app.emit('open-url', newEvent(), url)),
  activate: () =>
    none(
      void app.emit(
        'activate',
        newEvent(),
        BrowserWindow.getAllWindows().some((each) => each.isVisible()),
      ),
    ),
  invoke,
  async crash(id) {
    const { webContents } = windowOf(id)
    await webContents.noteStorage()
    return new Promise((resolve) => {
      webContents.once('render-process-gone', () => resolve(null))
      webContents.forcefullyCrashRenderer()
    })
  },
  hang(id) {
    windowOf(id).webContents.emit('unresponsive')
    windowOf(id).emit('unresponsive')
    return null
  },
  async type({ id, ...stroke }) {
    await typeInto(windowOf(id).webContents, stroke)
    return null
  },
  close: (id) => none(void windowOf(id).close()),
  focus(id) {
    const window = windowOf(id)
    window.show()
    return null
  },
  quit: () => none(void app.quit()),
}

/** Answers the driver over this process's own channel. When the driver is gone, so is the program. */
export function openControl(onDriverGone: () => void): void {
  const { send } = process
  if (!send) return
  const reply = (message: AnswerMessage): void => {
    if (process.connected) send.call(process, message)
  }
  process.on('message', ({ id, ask, arg }: AskMessage) => {
    const run = answers[ask] as (arg: unknown) => unknown
    Promise.resolve()
      .then(() => run(arg))
      .then(
        (value) => reply({ id, ok: true, value }),
        (error: unknown) => reply({ id, ok: false, error: String(error) }),
      )
  })
  process.once('disconnect', onDriverGone)
}
