/** Updates of one document go to the server in batches, this far apart at least, ms. */
export const batchGapMs = 100
/** Largest batch, bytes: as base64 with its envelope it stays below the socket's and the command's limit. */
export const batchLimit = 36_000

/** When the next batch may be made: null while one waits to be answered (until then edits pile up, and go out merged). */
export function batchDueAt(state: {
  readonly pending: number
  readonly waiting: boolean
  /** ms since the epoch, null: none yet. */
  readonly lastAt: number | null
}): number | null {
  if (state.pending === 0 || state.waiting) return null
  return state.lastAt === null ? 0 : state.lastAt + batchGapMs
}

/**
 * Takes as many updates from the front as fit into one batch, merged.
 * @returns `bytes` null: the first alone is too big, and `count` is 1
 */
export function takeBatch(
  updates: readonly Uint8Array[],
  merge: (updates: readonly Uint8Array[]) => Uint8Array,
): { readonly bytes: Uint8Array | null; readonly count: number } {
  for (let count = updates.length; count > 1; count = Math.floor(count / 2)) {
    const bytes = merge(updates.slice(0, count))
    if (bytes.length <= batchLimit) return { bytes, count }
  }
  const [first] = updates
  return { bytes: first && first.length <= batchLimit ? first : null, count: 1 }
}
