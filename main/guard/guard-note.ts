/** What was not let through. */
export type Refused =
  | 'permission'
  | 'device'
  | 'download'
  | 'navigation'
  | 'frame-navigation'
  | 'redirect'
  | 'window'
  | 'webview'
  | 'certificate'

/** Hears of it, for the log. `detail`: a permission's name, or scheme and host; never a path, which may hold personal data. */
export type OnRefused = (what: Refused, detail: string) => void

/** Scheme and host of an address, for the log. */
export function placeOf(address: string): string {
  const url = URL.parse(address)
  if (url === null) return 'no address'
  return url.host === '' ? url.protocol : `${url.protocol}//${url.host}`
}
