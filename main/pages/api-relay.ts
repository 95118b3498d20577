import type { net } from 'electron'
import { fileNameHeader } from '#shared/contract/rest/attachments.schema.ts'
import { attachmentMostBytes } from '#shared/ticket/attachment.rules.ts'
import { limitedBody } from './limited-body.ts'

/** `net.fetch`, or a stand-in. */
export type RelayFetch = typeof net.fetch

export interface ApiRelayParts {
  /** Origin of the backend; null: none is set. */
  readonly backend: () => string | null
  readonly fetch: RelayFetch
}

/** Why the shell answered instead of the backend. */
type RelayRefusal = 'no-backend' | 'unreachable' | 'bad-method' | 'too-large'

/** Largest body that goes up, and largest file; the backend's own limits (server/http/web-server.ts). */
const mostBytes = 65_536
const mostOf = (method: string, path: string): number =>
  method === 'PUT' && uploadPath.test(path) ? attachmentMostBytes : mostBytes
/** Where files go (shared/contract/rest/attachments.schema.ts). */
const uploadPath = /^\/api\/(drafts|tickets)\/[\w-]+\/attachments\/[\w-]+$/
const methods = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH']
/** All that is passed on of a request; above all no cookies. */
const passed = ['authorization', 'content-type', 'accept', fileNameHeader]
/** Statuses that must not have a body (Fetch standard, null body status). */
const bodiless = [204, 205, 304]
/** What the backend may answer with. Of any other type it stays data: `script-src 'self'` is for the built files alone. */
const plainTypes = /^(application\/json|text\/plain|text\/csv)\s*(;|$)/i

/** Answers are never kept, never guessed at, and never pages. */
const answerHeaders = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
} as const

const refuse = (status: number, reason: RelayRefusal): Response =>
  new Response(JSON.stringify({ ok: false, reason, field: null }), {
    status,
    headers: { ...answerHeaders, 'content-type': 'application/json; charset=utf-8' },
  })

function passedHeaders(from: Headers): Record<string, string> {
  const entries = passed.map((name) => [name, from.get(name)] as const)
  return Object.fromEntries(entries.filter((entry): entry is readonly [string, string] => entry[1] !== null))
}

function passBack(answer: Response): Response {
  const type = answer.headers.get('content-type') ?? ''
  const bare = bodiless.includes(answer.status)
  return new Response(bare ? null : answer.body, {
    status: answer.status,
    headers: {
      ...answerHeaders,
      ...(bare ? {} : { 'content-type': plainTypes.test(type) ? type : 'application/octet-stream' }),
    },
  })
}

/**
 * Passes a request of a page on to the backend. Pages have one origin and the backend another: so no page needs leave from the backend to read its answers.
 * @param path path and query at the backend
 */
export async function relayApi(request: Request, path: string, parts: ApiRelayParts): Promise<Response> {
  const backend = parts.backend()
  if (!methods.includes(request.method)) return refuse(405, 'bad-method')
  if (backend === null) return refuse(503, 'no-backend')
  const most = mostOf(request.method, path)
  if (Number(request.headers.get('content-length') ?? 0) > most) return refuse(413, 'too-large')
  try {
    const body = await limitedBody(request.body, most)
    if (body === null) return refuse(413, 'too-large')
    const answer = await parts.fetch(`${backend}${path}`, {
      method: request.method,
      headers: passedHeaders(request.headers),
      ...(request.method === 'GET' || body.byteLength === 0 ? {} : { body }),
      credentials: 'omit',
      redirect: 'error',
      signal: request.signal,
    })
    return passBack(answer)
  } catch {
    // The page went, the backend did not answer, or it wanted to send us elsewhere: for the page it is one.
    return refuse(502, 'unreachable')
  }
}
