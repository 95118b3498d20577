import { useId } from 'react'
import { useTexts } from '../i18n/use-texts.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { NumberTile } from './number-tile.tsx'
import { SeatSearch, StateFilter } from './seat-filters.tsx'
import { SeatList } from './seat-list.tsx'
import type { SeatSlots } from './seat-slots.ts'
import styles from './seats-region.module.css'
import { useWall } from './use-wall.ts'
import type { Wall } from './wall.store.ts'
import { wallTexts } from './wall.texts.ts'

interface SeatsProps {
  readonly wall: Wall
  readonly slots: SeatSlots | undefined
}

/** Who can take a call and who is in one, and every seat by itself. */
export function SeatsRegion({ wall, slots }: SeatsProps) {
  const t = useTexts(wallTexts)
  const id = useId()
  const numbers = useWall(wall, (state) => state.numbers)
  return (
    <section aria-labelledby={id} className={styles.region}>
      <div className={styles.top}>
        <h2 id={id} className={styles.title}>
          {t('seats')}
        </h2>
        <SeatSearch wall={wall} />
      </div>
      <div className={styles.tiles}>
        <NumberTile name={t('seatsReady')} definition={t('seatsReady.what')} tone="green">
          {numbers?.seatsReady ?? '—'}
        </NumberTile>
        <NumberTile name={t('seatsTalking')} definition={t('seatsTalking.what')} tone="blue">
          {numbers?.seatsTalking ?? '—'}
        </NumberTile>
      </div>
      <StateFilter wall={wall} />
      <Seats wall={wall} slots={slots} />
    </section>
  )
}

function Seats({ wall, slots }: SeatsProps) {
  const t = useTexts(wallTexts)
  const seated = useWall(wall, (state) => state.seated)
  const shown = useWall(wall, (state) => state.order.length > 0)
  const some = useWall(wall, (state) => Object.values(state.counts).some((n) => n > 0))
  if (shown) return <SeatList wall={wall} slots={slots} />
  if (!seated) return <EmptyState kind="loading" title={t('loading')} />
  return some ? (
    <EmptyState title={t('nobody')}>{t('nobodyHint')}</EmptyState>
  ) : (
    <EmptyState title={t('noSeats')}>{t('noSeatsHint')}</EmptyState>
  )
}
