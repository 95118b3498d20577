import { useVirtualizer, type VirtualItem } from '@tanstack/react-virtual'
import { type RefObject, useCallback, useEffect, useRef } from 'react'

/** Rows of a Page key. */
const page = 10

/** Where a key leads from row `at` of `count`; undefined for other keys. */
export function rowOfKey(key: string, at: number, count: number): number | undefined {
  const moves: Readonly<Record<string, number>> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    PageDown: at + page,
    PageUp: at - page,
    Home: 0,
    End: count - 1,
  }
  const to = moves[key]
  return to === undefined ? undefined : Math.max(0, Math.min(count - 1, to))
}

interface VirtualRowsParts {
  readonly scroller: RefObject<HTMLElement | null>
  /** What each row is known by through changes of the list. */
  readonly keys: readonly string[]
  /** px; the same for all rows, so that hundreds of thousands need no measuring. Also in the styles. */
  readonly rowHeight: number
  /** px; the names of the columns, which stay on top. */
  readonly headHeight: number
  /** The last row is in view; undefined: nothing is asked of it now. */
  readonly onEnd?: (() => void) | undefined
}

/** The rows of a table that exist because they are on the screen. Each bears its place as `data-index`. */
export interface VirtualRows {
  readonly items: readonly VirtualItem[]
  /** Room of the rows that do not exist, px. */
  readonly above: number
  readonly below: number
  /** Scrolls to a row and gives it the focus, also when it exists only after the scrolling. */
  goTo(index: number): void
}

/** Rows of one height in a scroller. */
export function useVirtualRows({ scroller, keys, rowHeight, headHeight, onEnd }: VirtualRowsParts): VirtualRows {
  const wanted = useRef<number | null>(null)
  const rows = useVirtualizer({
    count: keys.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    // The first frame has rows, not a blank that is filled in the second.
    initialRect: { width: 900, height: 900 },
    paddingStart: headHeight,
    scrollPaddingStart: headHeight,
    getItemKey: useCallback((index: number) => keys[index] ?? index, [keys]),
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: another height makes all measured ones void
  useEffect(() => rows.measure(), [rows, rowHeight])
  useEffect(() => {
    if (wanted.current === null) return
    const row = scroller.current?.querySelector<HTMLElement>(`[data-index="${wanted.current}"]`)
    if (!row) return
    wanted.current = null
    row.focus({ preventScroll: true })
  })
  const items = rows.getVirtualItems()
  useEnd((items.at(-1)?.index ?? -1) >= keys.length - 1, keys.length, onEnd)
  return {
    items,
    above: (items[0]?.start ?? headHeight) - headHeight,
    below: rows.getTotalSize() - (items.at(-1)?.end ?? headHeight),
    goTo(index) {
      wanted.current = index
      rows.scrollToIndex(index)
    },
  }
}

/** Tells that the end is in view, again with each page that came. */
function useEnd(inView: boolean, count: number, onEnd: (() => void) | undefined): void {
  const latest = useRef(onEnd)
  useEffect(() => {
    latest.current = onEnd
  })
  const asked = onEnd !== undefined
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again with each page that came
  useEffect(() => {
    if (inView && asked) latest.current?.()
  }, [inView, asked, count])
}
