/** A request to a route that answers before anybody signed in, or that judges the token itself. */
export interface PublicRequest {
  /** Parsed JSON as sent: the route parses it with its own schema. */
  readonly body: unknown
  /** From `Authorization: Bearer`; null where there is none. */
  readonly bearer: string | null
  /** Peer address, for limits. */
  readonly address: string
  /** Server's clock, ms since the epoch. */
  readonly at: number
}

export interface PublicAnswer {
  readonly status: 200 | 400 | 401 | 409 | 423 | 429
  readonly body: unknown
}

/** One REST route without a session check; its answers are never cached. */
export interface PublicRoute {
  readonly method: 'GET' | 'POST'
  readonly path: string
  handle(request: PublicRequest): Promise<PublicAnswer>
}
