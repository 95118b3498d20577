import { describe, expect, it } from 'vitest'
import { furtherPermissions, mayUse, type PermissionAsked } from '#main/guard/permissions.rules.ts'

/** The microphone, asked for as our own page does. */
const own: PermissionAsked = {
  permission: 'media',
  isMainFrame: true,
  page: 'app://lianxian/#/tickets',
  requestingUrl: 'app://lianxian/#/tickets',
  origins: ['app://lianxian/'],
  media: ['audio'],
}
const speaker: PermissionAsked = { ...own, permission: 'speaker-selection', media: [] }

/** Every permission Electron 45 knows besides the two a seat needs. */
const others =
  'ar automatic-fullscreen background-fetch background-sync captured-surface-control clipboard-read clipboard-sanitized-write deprecated-sync-clipboard-read display-capture fileSystem fullscreen geolocation geolocation-approximate hand-tracking hid idle-detection keyboardLock local-fonts local-network local-network-access loopback-network mediaKeySystem midi midiSysex nfc notifications openExternal payment-handler periodic-background-sync persistent-storage pointerLock screen-wake-lock sensors serial smart-card storage-access system-wake-lock top-level-storage-access usb vr web-app-installation web-printing window-management unknown __proto__ constructor Media MEDIA'.split(
    ' ',
  )

const foreign = [
  'https://lianxian/',
  'http://app/lianxian',
  'app://lianxian.evil.example/',
  'app://lianxianx/',
  'app://xlianxian/',
  'app://lianxian:443/',
  'app://lianxian@evil.example/',
  'app://evil.example/app://lianxian/',
  'app:lianxian/',
  'app:///lianxian/',
  'APP://LIANXIAN/',
  ' app://lianxian/',
  'app://lianxian\\',
  'app://phone/',
  'apps://lianxian/',
  'file:///app://lianxian/',
  'blob:app://lianxian/0b7',
  'data:text/html,app://lianxian/',
  'javascript:app://lianxian/',
  'about:blank',
  'null',
  '',
]

describe('a permission', () => {
  it('is given to our own page for its microphone and its loudspeaker', () => {
    expect(mayUse(own)).toBe(true)
    expect(mayUse(speaker)).toBe(true)
  })

  it.each(others)('is refused for %s', (permission) => {
    expect(mayUse({ ...own, permission })).toBe(false)
    expect(mayUse({ ...speaker, permission })).toBe(false)
  })

  it.each([
    [[]],
    [['video']],
    [['audio', 'video']],
    [['video', 'audio']],
    [['audio', 'audio']],
    [['unknown']],
    [['Audio']],
  ])('is refused for a medium other than sound alone: %j', (media) => {
    expect(mayUse({ ...own, media })).toBe(false)
  })

  it.each(foreign)('is refused where the page is %j', (page) => {
    for (const asked of [own, speaker]) expect(mayUse({ ...asked, page })).toBe(false)
  })

  it.each(foreign)('is refused where the asker is %j', (requestingUrl) => {
    for (const asked of [own, speaker]) expect(mayUse({ ...asked, requestingUrl })).toBe(false)
  })

  it.each(foreign)('is refused where some other origin in it is %j', (origin) => {
    for (const asked of [own, speaker]) expect(mayUse({ ...asked, origins: ['app://lianxian/', origin] })).toBe(false)
  })

  it('is refused to a frame inside a page, even of our own origin (CVE-2026-34777)', () => {
    for (const asked of [own, speaker]) expect(mayUse({ ...asked, isMainFrame: false })).toBe(false)
  })

  it('is refused where nobody says who asks', () => {
    expect(mayUse({ ...own, requestingUrl: undefined })).toBe(false)
    expect(mayUse({ ...own, page: undefined })).toBe(false)
  })

  it.each(furtherPermissions)('can be given for %s by the composition root, with the same walls', (permission) => {
    const asked = { ...own, permission, media: [] }
    expect(mayUse(asked, [permission])).toBe(true)
    expect(mayUse({ ...asked, isMainFrame: false }, [permission])).toBe(false)
    expect(mayUse({ ...asked, requestingUrl: 'https://evil.example/' }, [permission])).toBe(false)
    expect(mayUse({ ...asked, permission: 'geolocation' }, [permission])).toBe(false)
  })
})
