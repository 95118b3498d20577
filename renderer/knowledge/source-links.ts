import type { HostResult } from '#shared/contract/host/host-calls.ts'
import type { Host } from '../bridge/host.ts'

/** Whether the page behind a link may be opened, or was. */
export type LinkAnswer = HostResult<'openExternal'>

/** Opens the pages on which sources stand. */
export interface SourceLinks {
  may(url: string): Promise<LinkAnswer>
  /** null: a browser follows links itself. */
  readonly open: ((url: string) => Promise<LinkAnswer>) | null
}

const notOpened: LinkAnswer = { ok: false, reason: 'not-opened' }

/** The links of this host: the program asks main, which has the site's list; a browser may go anywhere. */
export function createSourceLinks(host: Host): SourceLinks {
  if (host.kind === 'browser') return { may: async () => ({ ok: true }), open: null }
  return {
    may: async (url) => (await host.ask('mayOpen', { url })) ?? notOpened,
    open: async (url) => (await host.ask('openExternal', { url })) ?? notOpened,
  }
}

/** What a link leads to: a document's own page, or the front page of the site that has it. */
export function linkTarget(link: string): { readonly host: string; readonly kind: 'document' | 'front-page' } {
  const { host, pathname, search } = new URL(link)
  return { host, kind: pathname === '/' && search === '' ? 'front-page' : 'document' }
}
