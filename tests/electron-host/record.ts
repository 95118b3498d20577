/** One thing main asked of the system, or was refused. */
export interface Recorded {
  readonly what: string
  readonly detail: unknown
}

const log: Recorded[] = []

/** Keeps, in order, what main asks of the operating system; `detail` must be JSON. */
export function record(what: string, detail: unknown = null): void {
  log.push({ what, detail })
}
export const recorded = (): readonly Recorded[] => log
