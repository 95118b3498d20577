import { deskOrigin } from '#shared/contract/host/desk-origin.ts'

/** A navigation or a redirect that is about to happen. */
export interface Navigation {
  readonly url: string
  readonly isMainFrame: boolean
  /** Address the window shows now; empty: it has shown nothing yet. */
  readonly from: string
}

/** Longest address of a page of ours, characters. */
const longest = 2000

/**
 * Whether it may go ahead: the main frame to one of our own pages (Electron's security checklist, item 13). Frames inside a page go nowhere: we have none.
 * @param pages their paths, e.g. `/phone`; query and fragment may follow
 */
export function mayNavigate({ url, isMainFrame, from }: Navigation, pages: readonly string[]): boolean {
  if (!isMainFrame || url.length > longest) return false
  // A fresh window's own empty document; a page of ours never goes back to it.
  if (url === 'about:blank') return from === ''
  // The text is compared, not what a parser makes of it: every notation but the plain one is refused.
  const [address = ''] = url.split(/[?#]/, 1)
  return pages.some((path) => address === `${deskOrigin}${path}`)
}

/** What every `window.open` is answered, and every link into another window: never (item 14). */
export const openDenied = { action: 'deny' } as const
