import { existsSync, readFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import type Electron from 'electron'
import type { CdpSession } from './cdp.ts'
import { machine } from './host-state.ts'
import { takeLock } from './instance-lock.ts'
import { record } from './record.ts'
import { keepChromium, ready } from './session.ts'
import { HostEmitter, newEvent, onlyOptions, strict, strictClass } from './strict.ts'
import { versions } from './versions.ts'

type Covered = Pick<
  Electron.App,
  | 'enableSandbox'
  | 'requestSingleInstanceLock'
  | 'hasSingleInstanceLock'
  | 'releaseSingleInstanceLock'
  | 'whenReady'
  | 'isReady'
  | 'quit'
  | 'exit'
  | 'relaunch'
  | 'getPath'
  | 'setPath'
  | 'setAppLogsPath'
  | 'getAppPath'
  | 'getVersion'
  | 'getName'
  | 'setName'
  | 'getLocale'
  | 'getSystemLocale'
  | 'getPreferredSystemLanguages'
  | 'isPackaged'
  | 'setAsDefaultProtocolClient'
  | 'removeAsDefaultProtocolClient'
  | 'isDefaultProtocolClient'
  | 'setLoginItemSettings'
  | 'setBadgeCount'
  | 'getBadgeCount'
  | 'setAppUserModelId'
  | 'disableHardwareAcceleration'
  | 'focus'
>

const events = [
  'ready',
  'second-instance',
  'open-url',
  'open-file',
  'activate',
  'window-all-closed',
  'before-quit',
  'will-quit',
  'quit',
  'web-contents-created',
  'render-process-gone',
  'child-process-gone',
  'certificate-error',
  'select-client-certificate',
  'browser-window-created',
  'browser-window-focus',
  'browser-window-blur',
  'login',
]

/** The project main belongs to: `electron .` started there. */
function project(): { folder: string; name: string; version: string } {
  const entry = resolve(process.argv[1] ?? '.')
  for (let folder = dirname(entry); ; folder = dirname(folder)) {
    const file = join(folder, 'package.json')
    if (existsSync(file)) {
      const read = JSON.parse(readFileSync(file, 'utf8')) as { name?: string; productName?: string; version?: string }
      return { folder, name: read.productName ?? read.name ?? 'Electron', version: read.version ?? versions.electron }
    }
    if (folder === dirname(folder)) return { folder: dirname(entry), name: 'Electron', version: versions.electron }
  }
}

class CommandLine {
  readonly switches = new Map<string, string>()
  appendSwitch(name: string, value = ''): void {
    this.switches.set(name.toLowerCase(), value)
  }
  hasSwitch(name: string): boolean {
    return this.switches.has(name)
  }
  getSwitchValue(name: string): string {
    return this.switches.get(name) ?? ''
  }
  removeSwitch(name: string): void {
    this.switches.delete(name)
  }
}

strictClass(CommandLine)

/** What quit.ts does. */
export const ending = {
  quit: (): void => undefined,
  exit: (_code: number): void => undefined,
}

class App extends HostEmitter implements Covered {
  readonly commandLine = new CommandLine()
  readonly dock = undefined
  private readonly project = project()
  private readonly paths = new Map<string, string>()
  private name = this.project.name
  private lock: { release(): void } | null = null
  private badge = 0
  private login: Electron.Settings = {}
  private isReadyNow: (value: undefined) => void = () => undefined
  private readonly readiness = new Promise<void>((resolve) => {
    this.isReadyNow = resolve as (value: undefined) => void
  })

  constructor() {
    super(events)
    for (const word of process.argv.slice(2)) {
      const [, name, value] = /^--([a-z0-9-]+)(?:=(.*))?$/is.exec(word) ?? []
      if (name) this.commandLine.appendSwitch(name, value)
    }
  }
  get isPackaged(): boolean {
    return machine.packaged
  }
  enableSandbox(): void {
    if (ready.is) throw new Error('app.enableSandbox() can only be called before app is ready')
    record('sandbox')
  }
  disableHardwareAcceleration(): void {
    if (ready.is) throw new Error('app.disableHardwareAcceleration() can only be called before app is ready')
  }
  requestSingleInstanceLock(additionalData?: Record<string, unknown>): boolean {
    if (this.lock) return true
    const mine = { argv: process.argv, cwd: process.cwd(), data: additionalData ?? null }
    this.lock = takeLock(this.getPath('userData'), mine, ({ argv, cwd, data }) => {
      this.readiness.then(() => this.emit('second-instance', newEvent(), [...argv], cwd, data), undefined)
    })
    return this.lock !== null
  }
  hasSingleInstanceLock(): boolean {
    return this.lock !== null
  }
  releaseSingleInstanceLock(): void {
    this.lock?.release()
    this.lock = null
  }
  isReady(): boolean {
    return ready.is
  }
  whenReady(): Promise<void> {
    return this.readiness
  }
  quit(): void {
    ending.quit()
  }
  exit(code = 0): void {
    ending.exit(code)
  }
  relaunch(options?: Electron.RelaunchOptions): void {
    onlyOptions('relaunch', options, ['args', 'execPath'])
    record('relaunch', options?.args ?? null)
  }
  getAppPath(): string {
    return this.project.folder
  }
  getPath(name: string): string {
    const home = homedir()
    const appData = process.env.XDG_CONFIG_HOME ?? join(home, '.config')
    const userData = this.paths.get('userData') ?? join(this.paths.get('appData') ?? appData, this.name)
    const usual: Record<string, string> = {
      home,
      appData,
      userData,
      sessionData: userData,
      logs: join(userData, 'logs'),
      crashDumps: join(userData, 'Crashpad'),
      temp: tmpdir(),
      exe: process.execPath,
      module: process.execPath,
      desktop: join(home, 'Desktop'),
      documents: join(home, 'Documents'),
      downloads: join(home, 'Downloads'),
    }
    const path = this.paths.get(name) ?? usual[name]
    if (path === undefined) throw new Error(`Failed to get '${name}' path`)
    return path
  }
  setPath(name: string, path: string): void {
    this.getPath(name)
    this.paths.set(name, path)
  }
  setAppLogsPath(path?: string): void {
    this.setPath('logs', path ?? join(this.getPath('userData'), 'logs'))
  }
  getVersion(): string {
    return this.project.version
  }
  getName(): string {
    return this.name
  }
  setName(name: string): void {
    this.name = name
  }
  getLocale(): string {
    return this.commandLine.getSwitchValue('lang') || machine.locale
  }
  getSystemLocale(): string {
    return machine.locale
  }
  getPreferredSystemLanguages(): string[] {
    return [machine.locale]
  }
  setAsDefaultProtocolClient(protocol: string, path?: string, args?: string[]): boolean {
    record('protocol-client', { protocol, path: path ?? null, args: args ?? null })
    return true
  }
  removeAsDefaultProtocolClient(protocol: string): boolean {
    record('protocol-client-removed', protocol)
    return true
  }
  isDefaultProtocolClient(protocol: string): boolean {
    record('protocol-client-asked', protocol)
    return false
  }
  setLoginItemSettings(settings: Electron.Settings): void {
    onlyOptions('setLoginItemSettings', settings, ['openAtLogin', 'openAsHidden', 'path', 'args', 'enabled', 'name'])
    this.login = settings
    record('login-item', { ...settings })
  }
  getLoginItemSettings(_options?: Electron.LoginItemSettingsOptions): Pick<Electron.LoginItemSettings, 'openAtLogin'> {
    return strict('LoginItemSettings', { openAtLogin: this.login.openAtLogin ?? false, wasOpenedAtLogin: false })
  }
  setBadgeCount(count = 0): boolean {
    this.badge = count
    record('badge', count)
    return true
  }
  getBadgeCount(): number {
    return this.badge
  }
  setAppUserModelId(id: string): void {
    record('app-user-model-id', id)
  }
  focus(): void {
    record('app-focus')
  }
  /** @internal */
  nowReady(chromium: CdpSession): void {
    ready.is = true
    keepChromium(chromium)
    this.emit('ready', newEvent(), {})
    this.isReadyNow(undefined)
  }
}

export const app = new App()
