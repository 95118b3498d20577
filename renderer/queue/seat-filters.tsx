import { useId } from 'react'
import { type SeatState, seatStates } from '#shared/seat/seat-state.ts'
import { useTexts } from '../i18n/use-texts.ts'
import { classNames } from '../ui/class-names.ts'
import { TextField } from '../ui/text-field.tsx'
import toneStyles from '../ui/tone.module.css'
import styles from './seat-filters.module.css'
import { seatLooks } from './seat-looks.tsx'
import { useWall } from './use-wall.ts'
import type { Wall } from './wall.store.ts'
import { wallTexts } from './wall.texts.ts'

/** Narrows the list of seats to one state; arrow keys go from state to state. */
export function StateFilter({ wall }: { readonly wall: Wall }) {
  const t = useTexts(wallTexts)
  const name = useId()
  const view = useWall(wall, (state) => state.view)
  const counts = useWall(wall, (state) => state.counts)
  const all = Object.values(counts).reduce((sum, n) => sum + n, 0)
  const choice = (state: SeatState | 'all', count: number) => (
    <label key={state} className={classNames(styles.choice, state !== 'all' && toneStyles[seatLooks[state].tone])}>
      <input
        type="radio"
        name={name}
        className={styles.radio}
        checked={view.state === state}
        onChange={() => wall.setView({ ...view, state })}
      />
      {state !== 'all' && seatLooks[state].icon}
      <span>{t(state)}</span> <span className={styles.count}>{count}</span>
    </label>
  )
  return (
    <div role="radiogroup" aria-label={t('stateFilter')} className={styles.choices}>
      {choice('all', all)}
      {seatStates.map((state) => choice(state, counts[state]))}
    </div>
  )
}

/** Narrows the list of seats to those whose number or name holds the text. */
export function SeatSearch({ wall }: { readonly wall: Wall }) {
  const t = useTexts(wallTexts)
  const view = useWall(wall, (state) => state.view)
  return (
    <div className={styles.side}>
      <TextField
        label={t('search')}
        type="search"
        placeholder={t('searchHint')}
        value={view.text}
        onChange={(text) => wall.setView({ ...view, text })}
        className={styles.search}
        maxLength={40}
      />
    </div>
  )
}
