/** What has changed since the last tick: the latest value of each key, or that it is gone. */
export interface Changes<Row> {
  readonly set: readonly (readonly [string, Row])[]
  readonly gone: readonly string[]
}

/** Collects changes between two ticks. */
export interface Coalescer<Row> {
  add(set: readonly (readonly [string, Row])[], gone: readonly string[]): void
  /** What was collected; empties the collector. */
  drain(): Changes<Row>
  readonly empty: boolean
}

/** Makes an empty collector. Of one key only what was said last counts; within one `add`, `gone` is said after `set`. */
export function createCoalescer<Row>(): Coalescer<Row> {
  let set = new Map<string, Row>()
  let gone = new Set<string>()
  return {
    add(rows, keys) {
      for (const [key, row] of rows) {
        gone.delete(key)
        set.set(key, row)
      }
      for (const key of keys) {
        set.delete(key)
        gone.add(key)
      }
    },
    drain() {
      const changes = { set: [...set], gone: [...gone] }
      set = new Map()
      gone = new Set()
      return changes
    },
    get empty() {
      return set.size === 0 && gone.size === 0
    },
  }
}
