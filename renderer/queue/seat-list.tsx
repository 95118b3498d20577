import { type KeyboardEvent, useRef, useState } from 'react'
import { useTexts } from '../i18n/use-texts.ts'
import { isComposing } from '../ui/composing.ts'
import { rowOfKey, useVirtualRows } from '../ui/use-virtual-rows.ts'
import { VirtualRoom } from '../ui/virtual-room.tsx'
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

/** All seats in view: only the rows on the screen exist. Arrow keys, Page, Home and End move through them. */
export function SeatList({ wall, slots }: { readonly wall: Wall; readonly slots: SeatSlots | undefined }) {
  const t = useTexts(wallTexts)
  const order = useWall(wall, (state) => state.order)
  const scroller = useRef<HTMLDivElement>(null)
  const [chosen, setChosen] = useState(0)
  const current = Math.min(chosen, Math.max(0, order.length - 1))
  const rowHeight = rowHeights[useWideScreen() ? 'hall' : 'desk']
  const { items, above, below, goTo } = useVirtualRows({ scroller, keys: order, rowHeight, headHeight })
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event.nativeEvent)) return
    if (event.key === 'Enter' && slots && order[current] !== undefined) {
      event.preventDefault()
      slots.choose(order[current])
      return
    }
    const to = rowOfKey(event.key, current, order.length)
    if (to === undefined) return
    event.preventDefault()
    setChosen(to)
    goTo(to)
  }
  return (
    <div ref={scroller} className={styles.scroller}>
      <table aria-label={t('seatList')} aria-rowcount={order.length + 1} className={styles.table}>
        <SeatHead wall={wall} />
        <VirtualRoom px={above} />
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
        <VirtualRoom px={below} />
      </table>
    </div>
  )
}
