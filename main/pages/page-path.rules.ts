import { deskOrigin } from '#shared/contract/host/desk-origin.ts'

/** What an address stands for. `file`: below the folder of the built pages; `api`: path and query for the backend; `none`: nothing. */
export type PageTarget =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'api'; readonly path: string }
  | { readonly kind: 'none' }

const none: PageTarget = { kind: 'none' }

/** Our pages by path, and the built file of each. */
const pageFiles: ReadonlyMap<string, string> = new Map([
  ['/', 'desk/index.html'],
  ['/phone', 'phone-window/index.html'],
  ['/toast', 'toast/index.html'],
  ['/view', 'desk/index.html'],
])

/** Paths a window may show. */
export const pagePaths: readonly string[] = [...pageFiles.keys()]

/** Longest path and longest query, characters: a search for 300 Chinese characters is 2,700 of them. */
const longestPath = 300
const longestQuery = 8192

/**
 * Segments as the bundler and the backend write them, so that nothing has to be decoded: no percent sign, no backslash or colon, no dot at either end
 * and no two in a row.
 */
const plainPath = /^(\/[\w-]+(\.[\w-]+)*)+$/
/** Names Windows takes for a device, with whatever after the dot. */
const device = /\/(con|prn|aux|nul|com\d|lpt\d)(\.|\/|$)/i
const plainQuery = /^(\?[\x21-\x22\x24-\x7e]*)?$/

/** Reads the address of a request as it was sent: a parser would make good addresses of bad ones. */
export function pageTarget(url: string): PageTarget {
  if (url !== deskOrigin && !url.startsWith(`${deskOrigin}/`)) return none
  const [whole = ''] = url.slice(deskOrigin.length).split('#', 1)
  const mark = whole.indexOf('?')
  const path = (mark < 0 ? whole : whole.slice(0, mark)) || '/'
  const query = mark < 0 ? '' : whole.slice(mark)
  if (path.length > longestPath || query.length > longestQuery) return none
  const page = pageFiles.get(path)
  if (page !== undefined) return { kind: 'file', path: page }
  if (!plainPath.test(path) || device.test(path)) return none
  if (path.startsWith('/assets/') || path.startsWith('/sound/')) return { kind: 'file', path: path.slice(1) }
  if (path.startsWith('/api/') && plainQuery.test(query)) return { kind: 'api', path: `${path}${query}` }
  return none
}
