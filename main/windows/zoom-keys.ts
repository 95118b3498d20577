import type { WebContents } from 'electron'
import { zoomAfter } from './zoom-keys.rules.ts'

export interface ZoomByKeys {
  /** The factor of now. */
  readonly zoom: () => number
  /** A key asked for this factor, for every page. */
  readonly onZoom: (factor: number) => void
}

/** Lets the keys of a page zoom; it never gets them. A browser has that of itself, and a window without its menu has not. */
export function zoomByKeys(contents: Pick<WebContents, 'on'>, { zoom, onZoom }: ZoomByKeys): void {
  contents.on('before-input-event', (event, input) => {
    const factor = zoomAfter(zoom(), input)
    if (factor === null) return
    event.preventDefault()
    onZoom(factor)
  })
}
