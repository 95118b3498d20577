import { formatTimer } from '../i18n/format.ts'
import { useTexts } from '../i18n/use-texts.ts'
import { NumberTile } from './number-tile.tsx'
import { useWall } from './use-wall.ts'
import type { Wall } from './wall.store.ts'
import { wallTexts } from './wall.texts.ts'
import styles from './wall-page.module.css'

/** Share of calls answered in time below which the number asks for attention; the hall's usual goal is 90 %. */
const goodService = 0.9

/** Whole percent, rounded down: 99.6 % is not all. */
const percent = (share: number): string => `${Math.floor(share * 100 + 1e-9)}%`

/** Today's calls: offered, answered, abandoned, and how many in time. */
export function DayNumbers({ wall }: { readonly wall: Wall }) {
  const t = useTexts(wallTexts)
  const numbers = useWall(wall, (state) => state.numbers)
  const { averageWaitMs: wait = null, averageTalkMs: talk = null, serviceLevel = null } = numbers ?? {}
  const shown = (n: number | undefined) => n ?? '—'
  return (
    <section aria-label={t('day')} className={styles.tiles}>
      <NumberTile name={t('offered')} definition={t('offered.what')}>
        {shown(numbers?.offered)}
      </NumberTile>
      <NumberTile
        name={t('answered')}
        definition={t('answered.what')}
        note={talk === null ? undefined : t('averageTalk', { time: formatTimer(talk) })}
      >
        {shown(numbers?.answered)}
      </NumberTile>
      <NumberTile
        name={t('abandoned')}
        definition={t('abandoned.what')}
        note={wait === null ? undefined : t('averageWait', { time: formatTimer(wait) })}
      >
        {shown(numbers?.abandoned)}
      </NumberTile>
      <NumberTile
        name={t('serviceLevel')}
        definition={t('serviceLevel.what')}
        alarm={serviceLevel !== null && serviceLevel < goodService}
        note={numbers ? t('inTime', { count: numbers.answeredInTime }) : undefined}
      >
        {serviceLevel === null ? '—' : percent(serviceLevel)}
      </NumberTile>
    </section>
  )
}
