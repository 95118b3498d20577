import type { App, WebContents } from 'electron'
import { type OnRefused, placeOf, type Refused } from './guard-note.ts'
import { mayNavigate, openDenied } from './navigation.rules.ts'

export interface ContentsGuardParts {
  /** Paths of our pages, e.g. `/phone`. */
  readonly pages: readonly string[]
  readonly onRefused: OnRefused
}

/** What Electron tells of a navigation before it happens. */
interface Going {
  readonly url: string
  readonly isMainFrame: boolean
  preventDefault(): void
}

function guardOne(contents: WebContents, { pages, onRefused }: ContentsGuardParts): void {
  const hold = (what: Refused) => (going: Going) => {
    if (mayNavigate({ url: going.url, isMainFrame: going.isMainFrame, from: contents.getURL() }, pages)) return
    going.preventDefault()
    onRefused(what, placeOf(going.url))
  }
  contents.on('will-navigate', hold('navigation'))
  contents.on('will-frame-navigate', hold('frame-navigation'))
  contents.on('will-redirect', hold('redirect'))
  contents.setWindowOpenHandler(({ url }) => {
    onRefused('window', placeOf(url))
    return openDenied
  })
  contents.on('will-attach-webview', (event, _preferences, { src }) => {
    event.preventDefault()
    onRefused('webview', placeOf(src ?? ''))
  })
}

/**
 * Guards every page the program will ever have, and refuses every certificate the system does not trust: nobody may click it away. To be called before
 * the first window; it stands as long as the program.
 */
export function guardContents(app: Pick<App, 'on'>, parts: ContentsGuardParts): void {
  app.on('web-contents-created', (_event, contents) => guardOne(contents, parts))
  app.on('certificate-error', (event, _contents, url, ...[, , trust]) => {
    event.preventDefault()
    trust(false)
    parts.onRefused('certificate', placeOf(url))
  })
}
