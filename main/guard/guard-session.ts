import type {
  MediaAccessPermissionRequest,
  PermissionCheckHandlerHandlerDetails,
  PermissionRequest,
  ProxyConfig,
  Session,
  WebContents,
} from 'electron'
import { chosenDevice, mayOpenDevice } from './devices.rules.ts'
import { mayKeep } from './downloads.rules.ts'
import { type OnRefused, placeOf } from './guard-note.ts'
import { type FurtherPermission, mayUse, type PermissionAsked } from './permissions.rules.ts'

/** What is used of a session. */
export type GuardedSession = Pick<
  Session,
  | 'setPermissionRequestHandler'
  | 'setPermissionCheckHandler'
  | 'setDevicePermissionHandler'
  | 'setSpellCheckerEnabled'
  | 'setProxy'
  | 'on'
>

/** The site's proxy, as `siteSettingsSchema` reads it. */
export interface ProxyChoice {
  readonly mode: NonNullable<ProxyConfig['mode']>
  readonly pacScript?: string | undefined
  readonly proxyRules?: string | undefined
  readonly proxyBypassRules?: string | undefined
}

export interface SessionGuardParts {
  /** null: the system's. */
  readonly proxy: ProxyChoice | null
  /** Permissions beyond microphone and loudspeaker. */
  readonly further?: readonly FurtherPermission[]
  readonly onRefused: OnRefused
}

const named = (origins: readonly (string | undefined)[]): string[] => origins.filter((origin) => origin !== undefined)

/** Electron gives no window for what the network asks by itself, though its types say otherwise. */
function ofRequest(
  contents: WebContents | null,
  permission: string,
  details: PermissionRequest | MediaAccessPermissionRequest,
): PermissionAsked {
  return {
    permission,
    isMainFrame: details.isMainFrame,
    page: contents?.mainFrame.url,
    requestingUrl: details.requestingUrl,
    origins: named(['securityOrigin' in details ? details.securityOrigin : undefined]),
    media: ('mediaTypes' in details && details.mediaTypes) || [],
  }
}

interface Checked {
  readonly permission: string
  readonly origin: string
  readonly details: PermissionCheckHandlerHandlerDetails
}

const ofCheck = (contents: WebContents | null, { permission, origin, details }: Checked): PermissionAsked => ({
  permission,
  isMainFrame: details.isMainFrame,
  page: contents?.mainFrame.url,
  requestingUrl: details.requestingUrl,
  origins: [origin, ...named([details.securityOrigin, details.embeddingOrigin])],
  media: named([details.mediaType]),
})

function proxyConfig(choice: ProxyChoice | null): ProxyConfig {
  const { mode, pacScript, proxyRules, proxyBypassRules } = choice ?? { mode: 'system' }
  return {
    mode,
    ...(pacScript === undefined ? {} : { pacScript }),
    ...(proxyRules === undefined ? {} : { proxyRules }),
    ...(proxyBypassRules === undefined ? {} : { proxyBypassRules }),
  }
}

/** Resolves when the proxy is in force. Connections that are up keep the one they have. @param choice null: the system's */
export const goThroughProxy = (session: Pick<Session, 'setProxy'>, choice: ProxyChoice | null): Promise<void> =>
  session.setProxy(proxyConfig(choice))

/**
 * Puts the walls around a session, before its first page; they stand as long as it does. Which certificates are good is left to the system:
 * `setCertificateVerifyProc` is not set. Resolves when the proxy is in force.
 */
export async function guardSession(session: GuardedSession, parts: SessionGuardParts): Promise<void> {
  const { proxy, further = [], onRefused } = parts
  session.setPermissionRequestHandler((contents: WebContents | null, permission, answer, details) => {
    const may = mayUse(ofRequest(contents, permission, details), further)
    if (!may) onRefused('permission', permission)
    answer(may)
  })
  session.setPermissionCheckHandler((contents, permission, origin, details) =>
    mayUse(ofCheck(contents, { permission, origin, details }), further),
  )
  session.setDevicePermissionHandler(mayOpenDevice)
  session.on('select-hid-device', (event, { deviceList, frame }, choose) => {
    // Unprevented, Electron takes the first of the list, whatever it is.
    event.preventDefault()
    const chosen = chosenDevice(deviceList, frame)
    if (chosen === null) onRefused('device', frame === null ? 'no frame' : placeOf(frame.url))
    choose(chosen)
  })
  session.on('will-download', (event, item) => {
    if (mayKeep(item.getURL(), item.getFilename())) return
    event.preventDefault()
    onRefused('download', placeOf(item.getURL()))
  })
  // Its dictionaries would come from a foreign server, and what is typed here is personal.
  session.setSpellCheckerEnabled(false)
  await goThroughProxy(session, proxy)
}
