/** Time as a port: milliseconds since the Unix epoch, and timers. Tests inject their own. */
export interface Clock {
  now(): number
  /** Runs once after `ms`; the returned function cancels it. */
  after(ms: number, run: () => void): () => void
}

/** Ids as a port: a fresh, unguessable, URL-safe id on each call. */
export type NewId = () => string
