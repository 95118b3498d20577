import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useCallback, useEffect, useRef, useState } from 'react'
import { useTexts } from '../i18n/use-texts.ts'
import { isComposing } from '../ui/composing.ts'
import { SeatHead } from './seat-head.tsx'
import { SeatRow } from './seat-row.tsx'
import type { SeatSlots } from './seat-slots.ts'
import styles from './seats-region.module.css'
import { useWall } from './use-wall.ts'
import { useWideScreen } from './use-wide-screen.ts'
import type { Wall } from './wall.store.ts'
import { wallTexts } from './wall.texts.ts'

/** Height of a row, px, on a desk and on a hall's big screen (also in the styles); the same for all, so that thousands need no measuring. */
const rowHeights = { desk: 36, hall: 60 }
/** Height of the columns' names, which stay on top. */
const headHeight = 36
const page = 10

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

/** All seats in view: only the rows on the screen exist. Arrow keys, Page, Home and End move through them. */
export function SeatList({ wall, slots }: { readonly wall: Wall; readonly slots: SeatSlots | undefined }) {
  const t = useTexts(wallTexts)
  const order = useWall(wall, (state) => state.order)
  const scroller = useRef<HTMLDivElement>(null)
  const [chosen, setChosen] = useState(0)
  const wanted = useRef<number | undefined>(undefined)
  const current = Math.min(chosen, Math.max(0, order.length - 1))
  const rowHeight = rowHeights[useWideScreen() ? 'hall' : 'desk']
  const rows = useVirtualizer({
    count: order.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    paddingStart: headHeight,
    scrollPaddingStart: headHeight,
    getItemKey: useCallback((index: number) => order[index] ?? index, [order]),
  })
  useEffect(() => {
    if (rowHeight > 0) rows.measure()
  }, [rows, rowHeight])
  // The row the keyboard went to may exist only after the scrolling.
  useEffect(() => {
    if (wanted.current === undefined) return
    const row = scroller.current?.querySelector<HTMLElement>(`[data-index="${wanted.current}"]`)
    if (!row) return
    wanted.current = undefined
    row.focus({ preventScroll: true })
  })
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event.nativeEvent)) return
    if (event.key === 'Enter' && slots && order[current] !== undefined) {
      event.preventDefault()
      slots.choose(order[current])
      return
    }
    const to = target(event.key, current, order.length)
    if (to === undefined) return
    event.preventDefault()
    wanted.current = to
    setChosen(to)
    rows.scrollToIndex(to)
  }
  const items = rows.getVirtualItems()
  const above = (items[0]?.start ?? headHeight) - headHeight
  const below = rows.getTotalSize() - (items.at(-1)?.end ?? headHeight)
  return (
    <div ref={scroller} className={styles.scroller}>
      <table aria-label={t('seatList')} aria-rowcount={order.length + 1} className={styles.table}>
        <SeatHead wall={wall} />
        <tbody aria-hidden="true">
          <tr style={{ blockSize: `${above}px` }} />
        </tbody>
        <tbody onKeyDown={onKeyDown}>
          {items.map((item) => (
            <SeatRow
              key={item.key}
              wall={wall}
              seat={order[item.index] ?? ''}
              index={item.index}
              current={item.index === current}
              onFocus={setChosen}
              slots={slots}
            />
          ))}
        </tbody>
        <tbody aria-hidden="true">
          <tr style={{ blockSize: `${below}px` }} />
        </tbody>
      </table>
    </div>
  )
}
