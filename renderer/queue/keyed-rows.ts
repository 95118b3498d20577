import type { Disposer } from '#shared/kit/disposable.ts'

interface Change<Row> {
  readonly kind: 'snapshot' | 'delta'
  readonly set: readonly (readonly [key: string, row: Row])[]
  readonly gone: readonly string[]
}

/**
 * Rows by key, where each key has its own listeners: a row that changes renders that row and nothing else.
 * Changes are taken at once and told at `flush`, so that many in one frame cost one telling.
 */
export interface KeyedRows<Row> {
  get(key: string): Row | undefined
  all(): IterableIterator<Row>
  size(): number
  take(change: Change<Row>): void
  /** Tells the listeners of what changed since the last time; false when nothing did. */
  flush(): boolean
  /** Listens to one key. */
  watch(key: string, listener: () => void): Disposer
}

/** Makes an empty set of rows. */
export function createKeyedRows<Row>(): KeyedRows<Row> {
  const rows = new Map<string, Row>()
  const touched = new Set<string>()
  const listeners = new Map<string, Set<() => void>>()
  const remove = (key: string) => {
    rows.delete(key)
    touched.add(key)
  }
  return {
    get: (key) => rows.get(key),
    all: () => rows.values(),
    size: () => rows.size,
    take({ kind, set, gone }) {
      if (kind === 'snapshot') for (const key of [...rows.keys()]) remove(key)
      for (const key of gone) remove(key)
      for (const [key, row] of set) {
        rows.set(key, row)
        touched.add(key)
      }
    },
    flush() {
      if (touched.size === 0) return false
      const keys = [...touched]
      touched.clear()
      for (const key of keys) for (const listener of [...(listeners.get(key) ?? [])]) listener()
      return true
    },
    watch(key, listener) {
      const own = listeners.get(key) ?? new Set()
      listeners.set(key, own.add(listener))
      return () => {
        own.delete(listener)
        if (own.size === 0) listeners.delete(key)
      }
    },
  }
}
