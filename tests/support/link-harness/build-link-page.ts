import { mkdtemp, readFile, rm } from 'node:fs/promises'
import type { RequestListener } from 'node:http'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { build } from 'vite'
import { backendHeaders } from '#server/http/content-policy.ts'

const types: Record<string, string> = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript' }

/** Builds the harness page as the product is built, and serves it with the product's headers. */
export async function buildLinkPage(): Promise<{ serve: RequestListener; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'lianxian-link-'))
  await build({
    configFile: false,
    root: 'tests/support/link-harness',
    logLevel: 'error',
    worker: { format: 'es' },
    build: { outDir: folder, emptyOutDir: true, assetsInlineLimit: 0, target: 'chrome120' },
  })
  return {
    serve(request, response) {
      const path = request.url === '/' ? '/index.html' : (request.url ?? '')
      const type = types[extname(path)]
      const missing = () => response.writeHead(404).end()
      if (!type || path.includes('..')) return void missing()
      readFile(join(folder, path)).then((body) => {
        response.writeHead(200, { ...backendHeaders([request.headers.host ?? ''], []), 'content-type': type })
        response.end(body)
      }, missing)
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}
