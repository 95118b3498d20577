import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream } from 'node:stream/web'
import { policyToPage, toMain, toPage } from './addresses.ts'

export type SchemeHandler = (request: Request) => Response | Promise<Response>

/** What a handler in Electron doesn't see: they are added below it, or belong to HTTP's connection. */
const below = /^(host|connection|accept-encoding|cookie|sec-|proxy-|upgrade-insecure-requests)/

function headersOf(from: IncomingMessage): Headers {
  const headers = new Headers()
  for (const [name, value] of Object.entries(from.headersDistinct)) {
    if (below.test(name)) continue
    for (const each of value ?? [])
      headers.append(name, name === 'origin' || name === 'referer' ? unmapped(each) : each)
  }
  return headers
}
const unmapped = (value: string): string => toMain(value)

/** Chromium keeps one decision for a page and its frames; Electron asks for each. Here a foreign frame gets nothing. */
const ownOnly = ['microphone', 'camera', 'geolocation', 'clipboard-read'].map((name) => `${name}=(self)`).join(', ')

async function answer(from: IncomingMessage, to: ServerResponse, handler: SchemeHandler): Promise<void> {
  const gone = new AbortController()
  to.once('close', () => gone.abort())
  const method = from.method ?? 'GET'
  const bare = method === 'GET' || method === 'HEAD'
  const request = new Request(toMain(`http://${from.headers.host}${from.url}`), {
    method,
    headers: headersOf(from),
    signal: gone.signal,
    ...(bare ? {} : { body: Readable.toWeb(from) as ReadableStream<Uint8Array>, duplex: 'half' }),
  } as RequestInit)
  const response = await handler(request)
  to.statusCode = response.status
  if (response.statusText) to.statusMessage = response.statusText
  for (const [name, value] of response.headers) {
    const mapped = name.startsWith('content-security-policy')
      ? policyToPage(value)
      : name === 'location' || name === 'access-control-allow-origin'
        ? toPage(value).replace(/\/$/, name === 'location' ? '/' : '')
        : value
    to.appendHeader(name, mapped)
  }
  if (!response.headers.has('permissions-policy')) to.setHeader('permissions-policy', ownOnly)
  if (!response.body || method === 'HEAD') return void to.end()
  await pipeline(Readable.fromWeb(response.body as ReadableStream<Uint8Array>), to)
}

/** Serves our schemes to Chromium, on a loopback port. `handlerOf`: of a scheme; undefined: nobody handles it, which is a network error. */
export async function serveSchemes(
  handlerOf: (scheme: string) => SchemeHandler | undefined,
): Promise<{ port: number; server: Server }> {
  const server = createServer((from, to) => {
    const scheme = /\.([a-z][a-z0-9+-]*)\.localhost(?::\d+)?$/.exec(from.headers.host ?? '')?.[1] ?? ''
    const handler = handlerOf(scheme)
    if (!handler) return void from.socket.destroy()
    // In Electron a handler that throws is net::ERR_FAILED: the page gets no answer at all.
    answer(from, to, handler).catch(() => from.socket.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { port: (server.address() as AddressInfo).port, server }
}
