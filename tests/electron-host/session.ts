import type Electron from 'electron'
import { addScheme, toMain, toPage } from './addresses.ts'
import type { CdpSession, Protocol } from './cdp.ts'
import type { Judgement, Paused } from './navigation.ts'
import { record } from './record.ts'
import type { SchemeHandler } from './scheme-server.ts'
import { HostEmitter, onlyOptions, strict, strictClass } from './strict.ts'

type Pages = Pick<
  Electron.Session,
  | 'setPermissionRequestHandler'
  | 'setPermissionCheckHandler'
  | 'setDevicePermissionHandler'
  | 'setProxy'
  | 'setSpellCheckerEnabled'
  | 'setCertificateVerifyProc'
  | 'setUserAgent'
  | 'getUserAgent'
  | 'clearStorageData'
  | 'clearCache'
  | 'isPersistent'
>
export type RequestHandler = Parameters<Electron.Session['setPermissionRequestHandler']>[0]
export type CheckHandler = Parameters<Electron.Session['setPermissionCheckHandler']>[0]
type BeforeRequest = (details: object, answer: (response: { cancel?: boolean; redirectURL?: string }) => void) => void
type HeadersReceived = (
  details: object,
  answer: (response: {
    cancel?: boolean
    responseHeaders?: Record<string, string | string[]>
    statusLine?: string
  }) => void,
) => void

/** Set by the app: schemes are announced before it is ready. */
export const ready = { is: false }
const announced = new Set<string>()

class Protocols {
  private readonly handlers = new Map<string, SchemeHandler>()
  registerSchemesAsPrivileged(schemes: Electron.CustomScheme[]): void {
    if (ready.is) throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready')
    for (const { scheme, privileges } of schemes) {
      if (!privileges?.standard || !privileges.secure)
        throw new Error('electron host: only schemes that are standard and secure are part of the host')
      announced.add(scheme)
      addScheme(scheme)
    }
  }
  handle(scheme: string, handler: SchemeHandler): void {
    if (!announced.has(scheme)) throw new Error(`electron host: scheme '${scheme}' was not registered as privileged`)
    if (this.handlers.has(scheme)) throw new Error(`The scheme '${scheme}' is already handled`)
    this.handlers.set(scheme, handler)
  }
  unhandle(scheme: string): void {
    if (!this.handlers.delete(scheme)) throw new Error(`The scheme '${scheme}' is not handled`)
  }
  isProtocolHandled(scheme: string): boolean {
    return this.handlers.has(scheme)
  }
  /** @internal */
  of(scheme: string): SchemeHandler | undefined {
    return this.handlers.get(scheme)
  }
}

strictClass(Protocols, 'Protocol')

const headerList = (headers: readonly { name: string; value: string }[] = []): Record<string, string[]> => {
  const lists: Record<string, string[]> = {}
  for (const { name, value } of headers) lists[name] = [...(lists[name] ?? []), value]
  return lists
}

class WebRequests {
  before: BeforeRequest | null = null
  received: HeadersReceived | null = null
  onChange: () => void = () => undefined
  onBeforeRequest(...given: unknown[]): void {
    this.before = this.listener('onBeforeRequest', given) as BeforeRequest | null
    this.onChange()
  }
  onHeadersReceived(...given: unknown[]): void {
    this.received = this.listener('onHeadersReceived', given) as HeadersReceived | null
    this.onChange()
  }
  private listener(name: string, given: unknown[]): unknown {
    const [only] = given
    if (given.length > 1) throw new Error(`electron host: a filter of webRequest.${name} is not part of the host`)
    return only
  }
}

strictClass(WebRequests, 'WebRequest')

/** Electron's names that Chromium has otherwise. */
const storageTypes: Readonly<Record<string, string>> = {
  filesystem: 'file_systems',
  localstorage: 'local_storage',
  shadercache: 'shader_cache',
  serviceworkers: 'service_workers',
  cachestorage: 'cache_storage',
}

/** One session. Chromium has a single profile here: only one session may have windows. */
export class Session extends HostEmitter implements Pages {
  readonly partition: string
  readonly protocol: Protocols
  readonly webRequest: WebRequests
  /** @internal */ permissionRequest: RequestHandler = null
  /** @internal */ permissionCheck: CheckHandler = null
  private agent = ''

  constructor(partition: string) {
    super(['select-hid-device', 'will-download', 'hid-device-added', 'hid-device-removed', 'hid-device-revoked'])
    this.partition = partition
    this.protocol = new Protocols()
    this.webRequest = new WebRequests()
  }
  setPermissionRequestHandler(handler: RequestHandler): void {
    this.permissionRequest = handler
  }
  setPermissionCheckHandler(handler: CheckHandler): void {
    this.permissionCheck = handler
  }
  setDevicePermissionHandler(
    handler: ((details: Electron.DevicePermissionHandlerHandlerDetails) => boolean) | null,
  ): void {
    record('device-permission-handler', handler !== null)
  }
  async setProxy(config: Electron.ProxyConfig): Promise<void> {
    onlyOptions('setProxy', config, ['mode', 'pacScript', 'proxyRules', 'proxyBypassRules'])
    record('proxy', { ...config })
  }
  setSpellCheckerEnabled(enable: boolean): void {
    record('spell-checker', enable)
  }
  setCertificateVerifyProc(proc: Parameters<Electron.Session['setCertificateVerifyProc']>[0]): void {
    record('certificate-verify-proc', proc !== null)
  }
  setUserAgent(agent: string): void {
    this.agent = agent
  }
  getUserAgent(): string {
    return this.agent
  }
  isPersistent(): boolean {
    return this.partition === '' || this.partition.startsWith('persist:')
  }
  async clearCache(): Promise<void> {
    record('clear-cache')
  }
  async clearStorageData(options?: Electron.ClearStorageDataOptions): Promise<void> {
    onlyOptions('clearStorageData', options, ['origin', 'storages'])
    record('clear-storage', { ...options })
    const { session } = chromium
    if (!session || !options?.origin) throw new Error('electron host: clearStorageData needs an origin')
    await session.send('Storage.clearDataForOrigin', {
      origin: toPage(options.origin).replace(/\/$/, ''),
      storageTypes: options.storages?.map((each) => storageTypes[each] ?? each).join(',') ?? 'all',
    })
  }
  /** @internal What `webRequest` says of a halted request. */
  async judge(paused: Paused): Promise<Judgement | null> {
    const { before, received } = this.webRequest
    const details = { url: toMain(paused.request.url), method: paused.request.method, resourceType: kindOf(paused) }
    if (paused.responseStatusCode === undefined) {
      if (!before) return null
      const said = await new Promise<{ cancel?: boolean; redirectURL?: string }>((resolve) => before(details, resolve))
      if (said.cancel) return { cancel: true }
      return said.redirectURL ? { redirect: said.redirectURL } : null
    }
    if (!received) return null
    const responseHeaders = headerList(paused.responseHeaders)
    const shown = { ...details, responseHeaders, statusCode: paused.responseStatusCode }
    const said = await new Promise<Parameters<Parameters<HeadersReceived>[1]>[0]>((resolve) => received(shown, resolve))
    if (said.cancel) return { cancel: true }
    if (!said.responseHeaders) return null
    const headers = Object.entries(said.responseHeaders).flatMap(([name, values]) =>
      [values].flat().map((value) => ({ name, value })),
    )
    return { headers, status: paused.responseStatusCode }
  }
}

const kindOf = ({ resourceType }: { resourceType: Protocol.Network.ResourceType }): string =>
  resourceType === 'Document' ? 'mainFrame' : resourceType.toLowerCase()

const sessions = new Map<string, Session>()

/** @returns the same object for the same partition; '' is the default one */
export function sessionOf(partition: string): Session {
  const known = sessions.get(partition) ?? new Session(partition)
  sessions.set(partition, known)
  return known
}

export const session = strict('session', {
  get defaultSession() {
    if (!ready.is) throw new Error('Session can only be received when app is ready')
    return sessionOf('')
  },
  fromPartition: (partition: string) => {
    if (!ready.is) throw new Error('Session can only be received when app is ready')
    return sessionOf(partition)
  },
})

/** The browser's own session, when it runs. */
export const chromium: { session: CdpSession | null } = { session: null }
export function keepChromium(session: CdpSession): void {
  chromium.session = session
}

let inUse: Session | null = null

/** The session whose pages Chromium shows. */
export function claimSession(wanted: Session): void {
  if (inUse && inUse !== wanted) throw new Error('electron host: windows of a second session are not part of the host')
  inUse = wanted
}
export const handlerOf = (scheme: string): SchemeHandler | undefined => (inUse ?? sessionOf('')).protocol.of(scheme)
