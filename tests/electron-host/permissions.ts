import type Electron from 'electron'
import { originOf, toPage } from './addresses.ts'
import type { CdpSession } from './cdp.ts'
import { chromium, type Session } from './session.ts'

/** Permissions of Chromium as Electron calls them. */
const asked = [
  ['microphone', 'media', 'audio'],
  ['camera', 'media', 'video'],
  ['notifications', 'notifications', null],
  ['geolocation', 'geolocation', null],
  ['clipboard-read', 'clipboard-read', null],
  ['loopback-network', 'loopback-network', null],
  ['local-network', 'local-network', null],
] as const

/**
 * Asks the handlers for every permission a page might want and sets Chromium accordingly. The timing differs from Electron's, which asks when the page
 * does: here it is once, before a main frame's document is loaded.
 */
export async function settlePermissions(of: Session, contents: object, url: string): Promise<void> {
  const { session } = chromium
  if (!session || !/^(https?|[a-z-]+):\/\//.test(url)) return
  const origin = `${originOf(url)}/`
  for (const [name, permission, media] of asked) {
    const checked = of.permissionCheck
      ? of.permissionCheck(contents as never, permission, origin, {
          isMainFrame: true,
          requestingUrl: url,
          securityOrigin: origin,
          ...(media ? { mediaType: media } : {}),
        } as Electron.PermissionCheckHandlerHandlerDetails)
      : true
    const granted = checked && (await request(of, contents, { permission, media, url, origin }))
    await setPermission(session, { name, url, granted })
  }
}

interface Asked {
  readonly permission: (typeof asked)[number][1]
  readonly media: 'audio' | 'video' | null
  readonly url: string
  readonly origin: string
}

function request(of: Session, contents: object, { permission, media, url, origin }: Asked): Promise<boolean> {
  const handler = of.permissionRequest
  if (!handler) return Promise.resolve(true)
  return new Promise((resolve) => {
    // A handler that never answers leaves the page waiting; here it would never load.
    const late = setTimeout(() => resolve(false), 2_000)
    const answer = (granted: boolean): void => {
      clearTimeout(late)
      resolve(granted)
    }
    handler(contents as never, permission, answer, {
      isMainFrame: true,
      requestingUrl: url,
      ...(media ? { mediaTypes: [media], securityOrigin: origin } : {}),
    } as never)
  })
}

async function setPermission(
  session: CdpSession,
  { name, url, granted }: { name: string; url: string; granted: boolean },
): Promise<void> {
  await session.send('Browser.setPermission', {
    permission: { name },
    setting: granted ? 'granted' : 'denied',
    origin: new URL(toPage(url)).origin,
  })
}
