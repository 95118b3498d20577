import type { CustomScheme } from 'electron'
import { describe, expect, it } from 'vitest'
import type { RelayFetch } from '#main/pages/api-relay.ts'
import { registerDeskScheme, servePages } from '#main/pages/pages.ts'

type Handler = (request: Request) => Promise<Response>

/** Our pages in a fake session, with a disk where every file holds its own path. */
function served(backend: string | null = 'https://desk.example') {
  const handlers = new Map<string, Handler>()
  const session = {
    protocol: {
      handle: (scheme: string, handler: unknown) => void handlers.set(scheme, handler as Handler),
      unhandle: (scheme: string) => void handlers.delete(scheme),
    },
  }
  const stop = servePages(session, {
    root: 'pages',
    backend: () => backend,
    edges: () => ['wss://sip.example/ws'],
    fetch: (async () => Response.json({ up: true })) as unknown as RelayFetch,
    disk: {
      realpath: async (path) => path,
      readFile: async (path) => {
        if (path.includes('none')) throw Object.assign(new Error('none'), { code: 'ENOENT' })
        return new Uint8Array(new TextEncoder().encode(path))
      },
    },
  })
  const ask = async (url: string, method = 'GET') => {
    const request = { url, method, headers: new Headers(), body: null, signal: new AbortController().signal }
    const answer = await handlers.get('app')?.(request as unknown as Request)
    if (!answer) throw new Error('nobody answers')
    return answer
  }
  return { ask, stop, handlers }
}

describe('the scheme of our pages', () => {
  it('is announced as a secure origin of its own, under the policy and without service workers', () => {
    const announced: CustomScheme[] = []
    registerDeskScheme({ registerSchemesAsPrivileged: (schemes) => void announced.push(...schemes) })
    expect(announced).toEqual([
      {
        scheme: 'app',
        privileges: {
          standard: true,
          secure: true,
          supportFetchAPI: true,
          stream: true,
          corsEnabled: false,
          bypassCSP: false,
          allowServiceWorkers: false,
          allowExtensions: false,
        },
      },
    ])
  })

  it('serves a page with its policy', async () => {
    const answer = await served().ask('app://lianxian/phone')
    expect([answer.status, await answer.text()]).toEqual([200, 'pages/phone-window/index.html'])
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(answer.headers.get('cache-control')).toBe('no-store')
    const policy = answer.headers.get('content-security-policy')
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("connect-src 'self' wss://desk.example wss://sip.example;")
  })

  it('serves the compiler of noise suppression with a policy of its own, and what it compiles', async () => {
    const { ask } = served()
    const policy = async (file: string) =>
      (await ask(`app://lianxian/sound/${file}`)).headers.get('content-security-policy')
    expect(await policy('denoise-compiler.js')).toContain("script-src 'wasm-unsafe-eval';")
    expect(await policy('denoise-worklet.js')).toContain("script-src 'self';")
    const wasm = await ask('app://lianxian/sound/rnnoise.wasm')
    expect([wasm.status, wasm.headers.get('content-type')]).toEqual([200, 'application/wasm'])
  })

  it('follows a backend that is set later', async () => {
    expect((await served(null).ask('app://lianxian/')).headers.get('content-security-policy')).toContain(
      "connect-src 'self' wss://sip.example;",
    )
  })

  it('answers HEAD without a body', async () => {
    const answer = await served().ask('app://lianxian/assets/x-1.js', 'HEAD')
    expect([answer.status, answer.body, answer.headers.get('content-type')]).toEqual([
      200,
      null,
      'text/javascript; charset=utf-8',
    ])
  })

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'])('takes no %s of a file', async (method) => {
    expect((await served().ask('app://lianxian/', method)).status).toBe(405)
  })

  it.each([
    'app://lianxian/none',
    'app://lianxian/assets/none.js',
    'app://lianxian/assets/../desk/index.html',
    'app://other/',
    'app://lianxian.evil.example/api/site',
    'app://other/api/site',
    'file:///etc/passwd',
  ])('has nothing at %s, and says so under the policy', async (url) => {
    const answer = await served().ask(url)
    expect([answer.status, answer.body]).toEqual([404, null])
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
  })

  it('relays calls of the backend', async () => {
    const { ask } = served()
    expect(await (await ask('app://lianxian/api/site')).json()).toEqual({ up: true })
    expect((await served(null).ask('app://lianxian/api/site')).status).toBe(503)
  })

  it('ends', () => {
    const { stop, handlers } = served()
    stop()
    expect(handlers.size).toBe(0)
  })
})
