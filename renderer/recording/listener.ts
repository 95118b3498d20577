/** Who listens: the watermark names him. */
export interface Listener {
  readonly seat: string
  readonly name: string
  /** ms since the epoch. */
  readonly now: () => number
}
