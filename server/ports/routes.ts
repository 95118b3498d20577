import type { Role } from '#shared/seat/seat-state.ts'

/** What a route gets: parsed path parts and query, and who asks. */
export interface RouteRequest {
  readonly params: Readonly<Record<string, string>>
  /** As sent: the route parses it with its own schema. */
  readonly query: unknown
  /** The bearer of the token; requests without a valid one never reach a route. */
  readonly reader: { readonly seat: string; readonly role: Role }
  /** Server's clock, ms since the epoch. */
  readonly at: number
}

/** The answer; `body` is sent as JSON. A refusal's body is `{reason, faults}`. */
export interface RouteAnswer {
  readonly status: 200 | 400 | 403 | 404 | 409
  readonly body: unknown
  /** Sent in the place of `body`. */
  readonly file?: RouteFile
}

/** A file as it is sent. */
export interface RouteFile {
  readonly type: string
  /** Letters, digits, dots and dashes. */
  readonly name: string
  readonly bytes: number
  readonly body: AsyncIterable<Uint8Array>
  /** Shown by the page that asks; else it is kept. */
  readonly isShown?: boolean
  /** Somebody outside made it: it may run nothing and load nothing, wherever it is opened. */
  readonly sandboxed?: boolean
}

/** One REST route of a domain. server/http serves it behind the session check, and answers 403 to roles that are not listed. */
export interface Route {
  readonly method: 'GET'
  /** e.g. `/api/tickets/:no` */
  readonly path: string
  readonly roles: readonly Role[]
  handle(request: RouteRequest): Promise<RouteAnswer>
}
