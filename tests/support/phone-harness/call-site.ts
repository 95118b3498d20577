import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import react from '@vitejs/plugin-react'
import { build } from 'vite'
import { backendHeaders } from '#server/http/content-policy.ts'
import type { SipElement } from '#server/ports/sip.ts'

/** The built citizen's page, served with the headers of production so that its content policy is on trial too. */
export interface BuiltPage {
  readonly read: (path: string) => Promise<{ body: Buffer; type: string } | null>
  readonly headers: (host: string) => Record<string, string>
  remove(): Promise<void>
}

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
}

export async function buildCallPage(): Promise<BuiltPage> {
  const folder = await mkdtemp(join(tmpdir(), 'lianxian-call-'))
  await build({
    root: 'renderer',
    logLevel: 'silent',
    configFile: false,
    plugins: [react()],
    build: { outDir: folder, emptyOutDir: true, rolldownOptions: { input: 'renderer/call/index.html' } },
  })
  return {
    async read(path) {
      const file = path === '/call' ? '/call/index.html' : path
      const type = types[extname(file)]
      if (!type || file.includes('..')) return null
      return { body: await readFile(join(folder, file)), type }
    },
    headers: (host) => backendHeaders([host], []),
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}

/** A queue of one caller: second in line, then next, then sent to `seat` when the test says so (before or after it called). */
export function scriptedQueue(seat: string, domain: string): { element: SipElement; serve: () => void } {
  let forward: (() => void) | undefined
  let wanted = false
  const serve = () => {
    wanted = forward === undefined
    forward?.()
    forward = undefined
  }
  const contact = (user: string) => ({ name: 'Contact', value: `<sip:${user}@${domain}>` })
  const queued = (position: number) => ({
    status: 182,
    reason: `Queued; position ${position}`,
    headers: [contact('12345'), { name: 'X-Queue-Position', value: String(position) }],
  })
  return {
    element: {
      accept(transaction) {
        transaction.respond(queued(2))
        forward = () => {
          transaction.respond(queued(1))
          transaction.respond({ status: 302, reason: 'Moved Temporarily', headers: [contact(seat)] })
        }
        if (wanted) serve()
      },
    },
    serve,
  }
}
