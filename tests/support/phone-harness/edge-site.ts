import { createHash, randomUUID } from 'node:crypto'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { build } from 'esbuild'
import type { EdgeEvent, KeptDialog, SipEdge, SipElement } from '#server/ports/sip.ts'
import { createSipEdge } from '#server/sip/edge.ts'
import type { EdgeOptions, EdgeTimings } from '#server/sip/edge-options.ts'
import type { BuiltPage } from './call-site.ts'
import { buildSoundFiles, type SoundFiles } from './sound-files.ts'

export const domain = 'sandbox.lianxian'
export const password = 'lianxian'

/** The real edge, and pages to run a phone in, on one server at a free port of the loopback interface. */
export interface EdgeSite {
  readonly url: string
  readonly sip: string
  readonly edge: SipEdge
  readonly events: EdgeEvent[]
  /** Ends the edge and starts another one, which knows the calls that were kept. */
  restart(): Promise<void>
  close(): Promise<void>
}

const ha1 = (user: string): string => createHash('md5').update(`${user}:${domain}:${password}`).digest('hex')

const bundle = async (): Promise<string> => {
  const built = await build({
    entryPoints: ['tests/support/phone-harness/harness-page.ts'],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    logLevel: 'silent',
  })
  return built.outputFiles[0]?.text ?? ''
}

const sendBuilt = async (page: BuiltPage, path: string, host: string, response: ServerResponse): Promise<void> => {
  const file = await page.read(path).catch(() => null)
  for (const [name, value] of Object.entries(page.headers(host))) response.setHeader(name, value)
  response.statusCode = file ? 200 : 404
  response.setHeader('content-type', file?.type ?? 'text/plain')
  response.end(file?.body)
}

const sendSound = async (sound: SoundFiles, path: string, host: string, response: ServerResponse): Promise<void> => {
  for (const [name, value] of Object.entries(sound.headers(path, host))) response.setHeader(name, value)
  const body = await sound.read(path).catch(() => null)
  response.statusCode = body ? 200 : 404
  response.end(body)
}

interface EdgeSiteOptions {
  /** SIP elements behind the edge, by the user part they answer to. */
  readonly elements?: ReadonlyMap<string, SipElement>
  readonly timings?: Partial<EdgeTimings>
  readonly page?: BuiltPage
  /** The phone's own page has the policy of production too; without it, the files are there all the same. */
  readonly sound?: SoundFiles
  /** Who lets leads into calls; default: nobody. */
  readonly admitMonitor?: EdgeOptions['admitMonitor']
  /** User of a conference focus; default: there is none. */
  readonly focus?: string
}

export async function startEdgeSite(options: EdgeSiteOptions = {}): Promise<EdgeSite> {
  const script = await bundle()
  const sound = options.sound ?? (await buildSoundFiles())
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://page.invalid').pathname
    if (path.startsWith('/sound/')) {
      void sendSound(sound, path, request.headers.host ?? '', response)
      return
    }
    if (options.page && path !== '/' && path !== '/harness.js') {
      void sendBuilt(options.page, path, request.headers.host ?? '', response)
      return
    }
    const host = request.headers.host ?? ''
    for (const [name, value] of Object.entries(options.sound?.headers(path, host) ?? {}))
      response.setHeader(name, value)
    const isScript = request.url === '/harness.js'
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html; charset=utf-8')
    response.end(
      isScript ? script : '<!doctype html><title>phone</title><script type="module" src="/harness.js"></script>',
    )
  })
  const events: EdgeEvent[] = []
  const kept = new Map<string, KeptDialog>()
  const keeper = () => ({
    dialogs: [...kept.values()],
    save: (dialog: KeptDialog) => void kept.set(dialog.callId, dialog),
    drop: (dialog: KeptDialog) => void kept.delete(dialog.callId),
  })
  const openEdge = () => {
    const opened = createSipEdge({
      server,
      keeper: keeper(),
      domain,
      lookup: async (user) => [ha1(user)],
      allowOrigin: () => true,
      isSeat: (user) => /^\d{4}$/.test(user),
      elements: options.elements ?? new Map(),
      admitMonitor: options.admitMonitor,
      focus: options.focus,
      clock: {
        now: () => Date.now(),
        after(ms, run) {
          const timer = setTimeout(run, ms)
          return () => clearTimeout(timer)
        },
      },
      newId: randomUUID,
      onError: (error) => {
        throw error
      },
      ...(options.timings ? { timings: options.timings } : {}),
    })
    opened.events.on((event) => events.push(event))
    return opened
  }
  let edge = openEdge()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/`,
    sip: `ws://127.0.0.1:${port}/sip`,
    get edge() {
      return edge
    },
    events,
    async restart() {
      await edge.close()
      edge = openEdge()
    },
    async close() {
      await edge.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      if (!options.sound) await sound.remove()
    },
  }
}
