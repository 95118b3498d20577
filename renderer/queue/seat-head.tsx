import { useTexts } from '../i18n/use-texts.ts'
import { type SeatSort, seatSorts, sortedBy } from './seat-view.rules.ts'
import styles from './seats-region.module.css'
import { useWall } from './use-wall.ts'
import type { Wall } from './wall.store.ts'
import { wallTexts } from './wall.texts.ts'

const names = {
  seat: 'sortNumber',
  name: 'sortName',
  state: 'sortState',
  since: 'sortSince',
  today: 'sortToday',
} as const satisfies Record<SeatSort, string>

/** The columns' names; each is a button that orders the list, and turns the order round when pressed again. */
export function SeatHead({ wall }: { readonly wall: Wall }) {
  const t = useTexts(wallTexts)
  const view = useWall(wall, (state) => state.view)
  const order = view.descending ? 'descending' : 'ascending'
  return (
    <thead className={styles.head}>
      <tr aria-rowindex={1}>
        {seatSorts.map((sort) => (
          <th key={sort} scope="col" aria-sort={view.sort === sort ? order : 'none'} className={styles[sort]}>
            <button type="button" className={styles.sort} onClick={() => wall.setView(sortedBy(view, sort))}>
              {t(names[sort])}
              <span aria-hidden="true" className={styles.arrow}>
                {view.sort === sort ? (view.descending ? '↓' : '↑') : ''}
              </span>
            </button>
          </th>
        ))}
      </tr>
    </thead>
  )
}
