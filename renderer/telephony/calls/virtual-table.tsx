import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react'
import { isComposing } from '../../ui/composing.ts'
import { rowOfKey, useVirtualRows } from '../../ui/use-virtual-rows.ts'
import { VirtualRoom } from '../../ui/virtual-room.tsx'
import styles from './virtual-table.module.css'

/** px; also in the styles. */
const heights = { rowHeight: 40, headHeight: 32 }

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

/** A table of which only the rows on the screen exist. Arrow keys, Page, Home and End move through them; the chosen row keeps its place by its key. */
export function VirtualTable({ label, columns, keys, busy, cells, onEnter, onEnd }: VirtualTableProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const [chosen, setChosen] = useState<string | null>(null)
  const current = Math.max(0, chosen === null ? 0 : keys.indexOf(chosen))
  const { items, above, below, goTo } = useVirtualRows({ scroller, keys, ...heights, onEnd })
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event.nativeEvent)) return
    const onRow = event.target instanceof HTMLTableRowElement
    if (event.key === 'Enter' && onRow) {
      event.preventDefault()
      return onEnter(current)
    }
    const to = rowOfKey(event.key, current, keys.length)
    if (to === undefined) return
    event.preventDefault()
    setChosen(keys[to] ?? null)
    goTo(to)
  }
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
        <VirtualRoom px={above} />
        <tbody onKeyDown={onKeyDown}>
          {items.map((item) => (
            <tr
              key={item.key}
              aria-rowindex={item.index + 2}
              data-index={item.index}
              tabIndex={item.index === current ? 0 : -1}
              onFocus={() => setChosen(keys[item.index] ?? null)}
              className={styles.row}
            >
              {cells(item.index, { index: item.index, current: item.index === current })}
            </tr>
          ))}
        </tbody>
        <VirtualRoom px={below} />
      </table>
    </div>
  )
}
