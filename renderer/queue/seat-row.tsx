import { memo } from 'react'
import { Chinese } from '../i18n/chinese.tsx'
import { useTexts } from '../i18n/use-texts.ts'
import { classNames } from '../ui/class-names.ts'
import { Elapsed } from '../ui/timer.tsx'
import toneStyles from '../ui/tone.module.css'
import { seatLooks } from './seat-looks.tsx'
import type { SeatSlots } from './seat-slots.ts'
import styles from './seats-region.module.css'
import { useSeat, useWall } from './use-wall.ts'
import type { Wall } from './wall.store.ts'
import { wallTexts } from './wall.texts.ts'

interface SeatRowProps {
  readonly wall: Wall
  readonly seat: string
  /** Place in the whole list, from 0. */
  readonly index: number
  /** The one row that the Tab key reaches. */
  readonly current: boolean
  readonly onFocus: (index: number) => void
  readonly slots: SeatSlots | undefined
}

/** One seat of the hall. It renders when its own row changes; its timer ticks by itself. */
export const SeatRow = memo(function SeatRow({ wall, seat, index, current, onFocus, slots }: SeatRowProps) {
  const t = useTexts(wallTexts)
  const row = useSeat(wall, seat)
  const aheadMs = useWall(wall, (state) => state.aheadMs)
  if (!row) return null
  const look = seatLooks[row.state]
  return (
    <tr
      aria-rowindex={index + 2}
      data-index={index}
      tabIndex={current ? 0 : -1}
      onFocus={() => onFocus(index)}
      onClick={slots && (() => slots.choose(seat))}
      aria-selected={slots ? slots.chosen === seat : undefined}
      className={classNames(
        styles.row,
        toneStyles[look.tone],
        slots && styles.choosable,
        slots?.chosen === seat && styles.chosen,
      )}
    >
      <td className={styles.seat}>{row.seat}</td>
      <td className={styles.name}>
        <Chinese>{row.name}</Chinese>{' '}
        {row.role !== 'agent' && <small className={styles.aside}>{t(`role.${row.role}`)}</small>}
      </td>
      <td className={styles.state}>
        <span className={classNames(styles.tag, row.state === 'offline' && styles.away)}>
          {look.icon}
          {t(row.state)}
        </span>{' '}
        {row.reason !== null && <small className={styles.aside}>{t(`reason.${row.reason}`)}</small>}
        {slots?.mark(seat)}
      </td>
      <td className={styles.since}>
        <Elapsed since={row.since} aheadMs={aheadMs} />
      </td>
      <td className={styles.today}>{t('today', { count: row.answeredToday })}</td>
    </tr>
  )
})
