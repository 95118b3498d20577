import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { isComposing } from '../../ui/composing.ts'
import styles from './virtual-table.module.css'

/** Heights in px; the same for all rows, so that thousands need no measuring. Also in the styles. */
const rowHeight = 40
const headHeight = 32
const page = 10

/** What a row needs to take part. */
export interface RowPlace {
  readonly index: number
  /** The one row that the Tab key reaches, its buttons too. */
  readonly current: boolean
}

interface VirtualTableProps {
  readonly label: string
  /** Names of the columns; an empty one is that of the buttons. */
  readonly columns: readonly { readonly id: string; readonly name: string; readonly width?: string | undefined }[]
  readonly keys: readonly string[]
  readonly busy: boolean
  /** The cells of a row. */
  readonly cells: (index: number, place: RowPlace) => ReactNode
  /** Enter on a row. */
  readonly onEnter: (index: number) => void
  /** The last row came into view. */
  readonly onEnd?: (() => void) | undefined
}

/** Where a key leads from row `at` of `count`; undefined for other keys. */
function target(key: string, at: number, count: number): number | undefined {
  const moves: Record<string, number> = {
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

/** A table of which only the rows on the screen exist. Arrow keys, Page, Home and End move through them; the chosen row keeps its place by its key. */
export function VirtualTable({ label, columns, keys, busy, cells, onEnter, onEnd }: VirtualTableProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const [chosen, setChosen] = useState<string | null>(null)
  const wanted = useRef<string | null>(null)
  const current = Math.max(0, chosen === null ? 0 : keys.indexOf(chosen))
  const rows = useVirtualizer({
    count: keys.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 10,
    paddingStart: headHeight,
    scrollPaddingStart: headHeight,
    getItemKey: (index) => keys[index] ?? index,
  })
  const items = rows.getVirtualItems()
  const lastShown = items.at(-1)?.index ?? -1
  // The row the keyboard went to may exist only after the scrolling.
  useEffect(() => {
    if (wanted.current === null) return
    const row = scroller.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(wanted.current)}"]`)
    if (!row) return
    wanted.current = null
    row.focus({ preventScroll: true })
  })
  const atEnd = lastShown >= keys.length - 1
  const end = useRef(onEnd)
  useEffect(() => {
    end.current = onEnd
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again with each page that came
  useEffect(() => {
    if (atEnd) end.current?.()
  }, [atEnd, keys.length])
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event.nativeEvent)) return
    const onRow = event.target instanceof HTMLTableRowElement
    if (event.key === 'Enter' && onRow) {
      event.preventDefault()
      return onEnter(current)
    }
    const to = target(event.key, current, keys.length)
    if (to === undefined) return
    event.preventDefault()
    wanted.current = keys[to] ?? null
    setChosen(wanted.current)
    rows.scrollToIndex(to)
  }
  const above = (items[0]?.start ?? headHeight) - headHeight
  const below = rows.getTotalSize() - (items.at(-1)?.end ?? headHeight)
  return (
    <div ref={scroller} className={styles.scroller}>
      <table aria-label={label} aria-rowcount={keys.length + 1} aria-busy={busy} className={styles.table}>
        <colgroup>
          {columns.map(({ id, width }) => (
            <col key={id} style={width === undefined ? undefined : { inlineSize: width }} />
          ))}
        </colgroup>
        <thead className={styles.head}>
          <tr aria-rowindex={1}>
            {columns.map(({ id, name }) =>
              name === '' ? (
                <td key={id} />
              ) : (
                <th key={id} scope="col">
                  {name}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody aria-hidden="true">
          <tr style={{ blockSize: `${above}px` }} />
        </tbody>
        <tbody onKeyDown={onKeyDown}>
          {items.map((item) => (
            <tr
              key={item.key}
              aria-rowindex={item.index + 2}
              data-key={keys[item.index]}
              tabIndex={item.index === current ? 0 : -1}
              onFocus={() => setChosen(keys[item.index] ?? null)}
              className={styles.row}
            >
              {cells(item.index, { index: item.index, current: item.index === current })}
            </tr>
          ))}
        </tbody>
        <tbody aria-hidden="true">
          <tr style={{ blockSize: `${below}px` }} />
        </tbody>
      </table>
    </div>
  )
}
