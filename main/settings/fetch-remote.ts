import type { Clock } from '#shared/kit/clock.ts'
import { failure, type Result, success } from '#shared/kit/result.ts'
import { longestSettings } from './read-settings.rules.ts'

/** How long the site's server may take for everything, ms. */
const patience = 5000

/** Electron's `net.fetch`, as far as it is used. Redirects are errors: the address was checked, another was not. */
export type FetchRemote = (
  url: string,
  init: { signal: AbortSignal; redirect: 'error'; credentials: 'omit'; cache: 'no-store' },
) => Promise<Pick<Response, 'ok' | 'body'>>

export interface RemoteParts {
  readonly fetch: FetchRemote
  readonly clock: Clock
}

/** Fetches settings. `away`: no answer, a bad status, or too slow; `too-long`: more than any settings are. */
export async function fetchRemote(
  url: string,
  { fetch, clock }: RemoteParts,
): Promise<Result<Uint8Array, 'away' | 'too-long'>> {
  const end = new AbortController()
  const cancel = clock.after(patience, () => end.abort())
  try {
    const init = { signal: end.signal, redirect: 'error', credentials: 'omit', cache: 'no-store' } as const
    const response = await heeding(end.signal, fetch(url, init))
    if (!response.ok || response.body === null) return failure('away')
    return await readBody(response.body, end.signal)
  } catch {
    return failure('away')
  } finally {
    cancel()
    end.abort()
  }
}

async function readBody(
  body: ReadableStream<Uint8Array>,
  signal: AbortSignal,
): Promise<Result<Uint8Array, 'too-long'>> {
  const reader = body.getReader()
  const parts: Uint8Array[] = []
  let length = 0
  for (;;) {
    const { done, value } = await heeding(signal, reader.read())
    if (done) return success(Buffer.concat(parts))
    length += value.length
    if (length > longestSettings) return failure('too-long')
    parts.push(value)
  }
}

/** A server that stops in the middle does not answer an abort by itself. */
function heeding<T>(signal: AbortSignal, promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const give = () => reject(new Error('too slow'))
    if (signal.aborted) give()
    signal.addEventListener('abort', give, { once: true })
    promise.then(resolve, reject)
  })
}
