import { failure, type Result, success } from '#shared/kit/result.ts'

/** Why nothing came. `unreachable`: network or server; `unexpected`: an answer of another form. */
export type ReadFailure = 'unreachable' | 'refused' | 'unexpected'

/** What reading from the backend takes. */
export interface ReadParts {
  readonly fetch: typeof fetch
  /** Origin of the backend; default: the page's own. */
  readonly origin?: string
  /** The session's token as it is now. */
  readonly token: () => string
}

/** A schema of the contract. */
interface Shape<T> {
  safeParse(value: unknown): { readonly success: true; readonly data: T } | { readonly success: false }
}

/** GET of an address of the backend as the session's seat; null: no answer came. */
export const askBackend = (
  { fetch, origin = '', token }: ReadParts,
  path: string,
  signal?: AbortSignal,
): Promise<Response | null> =>
  fetch(`${origin}${path}`, { headers: { authorization: `Bearer ${token()}` }, ...(signal && { signal }) }).catch(
    () => null,
  )

/** The same, parsed. */
export async function readJson<T>(
  parts: ReadParts,
  { path, shape }: { readonly path: string; readonly shape: Shape<T> },
  signal: AbortSignal,
): Promise<Result<T, ReadFailure>> {
  const answer = await askBackend(parts, path, signal)
  if (answer === null) return failure('unreachable')
  if (!answer.ok) return failure(answer.status >= 500 ? 'unreachable' : 'refused')
  const parsed = shape.safeParse(await answer.json().catch(() => undefined))
  return parsed.success ? success(parsed.data) : failure('unexpected')
}
