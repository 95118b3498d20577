import { readFile, realpath } from 'node:fs/promises'
import type { Protocol, Session } from 'electron'
import { deskScheme } from '#shared/contract/host/desk-origin.ts'
import type { Disposer } from '#shared/kit/disposable.ts'
import { fileHeaders } from '#shared/kit/page-headers.ts'
import { type ApiRelayParts, relayApi } from './api-relay.ts'
import { createPageFiles, type PageDisk } from './page-files.ts'
import { pageTarget } from './page-path.rules.ts'
import { shellPageHeaders } from './page-policy.rules.ts'

export interface PagesParts extends ApiRelayParts {
  /** Folder of the built pages. */
  readonly root: string
  /** WebSocket addresses of SIP edges on other hosts than the backend's. */
  readonly edges: () => readonly string[]
  /** The disk, unless a test has another. */
  readonly disk?: PageDisk
}

/** Announces the scheme of our pages; once, before Electron is ready. No service workers, and no way around the policy. */
export function registerDeskScheme(protocol: Pick<Protocol, 'registerSchemesAsPrivileged'>): void {
  const privileges = {
    standard: true,
    secure: true,
    supportFetchAPI: true,
    stream: true,
    corsEnabled: false,
    bypassCSP: false,
    allowServiceWorkers: false,
    allowExtensions: false,
  }
  protocol.registerSchemesAsPrivileged([{ scheme: deskScheme, privileges }])
}

/** Serves our pages and relays their calls of the backend, in one session. Ends with the disposer. */
export function servePages(
  session: { readonly protocol: Pick<Session['protocol'], 'handle' | 'unhandle'> },
  parts: PagesParts,
): Disposer {
  const files = createPageFiles(parts.root, parts.disk ?? { realpath, readFile })
  const answerFile = async ({ method }: Request, path: string | null): Promise<Response> => {
    const headers = shellPageHeaders(parts.backend(), parts.edges())
    const end = (status: number): Response =>
      new Response(null, { status, headers: { ...headers, 'cache-control': 'no-store' } })
    if (method !== 'GET' && method !== 'HEAD') return end(405)
    const file = path === null ? null : await files(path)
    if (file === null) return end(404)
    const own = fileHeaders(path ?? '', headers)
    return new Response(method === 'HEAD' ? null : file.body, {
      // Kept by nobody: the policy comes with the file, and a worker that was kept would have that of another backend.
      headers: { ...own, 'content-type': file.type, 'cache-control': 'no-store' },
    })
  }
  session.protocol.handle(deskScheme, (request) => {
    const target = pageTarget(request.url)
    if (target.kind === 'api') return relayApi(request, target.path, parts)
    return answerFile(request, target.kind === 'file' ? target.path : null)
  })
  return () => session.protocol.unhandle(deskScheme)
}
