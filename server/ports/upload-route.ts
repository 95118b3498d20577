import type { Role } from '#shared/seat/seat-state.ts'
import type { RouteRequest } from './routes.ts'

/** A file on its way up. */
export interface UploadRequest extends Omit<RouteRequest, 'query'> {
  /** The file's name as its header says it, percent-encoded; the route parses it. */
  readonly name: string
  /** Octets announced; null: not said. Never believed alone. */
  readonly length: number | null
  /** As it arrives; throws where the sender went away. */
  readonly body: AsyncIterable<Uint8Array>
}

/** A refusal's body is `{reason, faults}`. */
export interface UploadAnswer {
  readonly status: 200 | 400 | 403 | 404 | 409 | 413 | 415 | 422 | 503
  readonly body: unknown
}

/** One REST route that takes a file, sent as it is. server/http serves it behind the session check, and reads nothing of it by itself. */
export interface UploadRoute {
  /** e.g. `/api/drafts/:draft/attachments/:upload` */
  readonly path: string
  readonly roles: readonly Role[]
  handle(request: UploadRequest): Promise<UploadAnswer>
}
