import type { DayCalls } from '#shared/contract/rest/day.schema.ts'
import { useTexts } from '../i18n/use-texts.ts'
import hidden from '../ui/visually-hidden.module.css'
import { dayTexts } from './day.texts.ts'
import styles from './day-bars.module.css'

const marked: readonly number[] = [0, 6, 12, 18, 23]
/** A quiet day's bars stay low: a full bar is at least so many calls. */
const leastTop = 8

/** The day's calls by the hour, 24 bars; who does not see them gets a list of the hours with calls. */
export function DayBars({ hours }: Pick<DayCalls, 'hours'>) {
  const t = useTexts(dayTexts)
  const top = Math.max(leastTop, ...hours.map(({ calls, missed }) => calls + missed))
  const share = (count: number) => `${(100 * count) / top}%`
  const said = (hour: number) =>
    t('hours.each', { hour, calls: hours[hour]?.calls ?? 0, missed: hours[hour]?.missed ?? 0 })
  const busy = hours.flatMap(({ calls, missed }, hour) => (calls + missed > 0 ? [hour] : []))
  return (
    <figure className={styles.figure}>
      <figcaption className={styles.caption}>
        {t('hours')}
        <span className={styles.key} aria-hidden="true">
          <i className={styles.calls} /> {t('hours.calls')} <i className={styles.missed} /> {t('hours.missed')}
        </span>
      </figcaption>
      <div className={styles.bars} aria-hidden="true">
        {hours.map(({ calls, missed }, hour) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the hour is what a bar is.
          <div key={hour} className={styles.hour} title={said(hour)}>
            <div className={styles.missed} style={{ blockSize: share(missed) }} />
            <div className={styles.calls} style={{ blockSize: share(calls) }} />
          </div>
        ))}
      </div>
      <div className={styles.axis} aria-hidden="true">
        {hours.map((_, hour) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the hour is what a mark is.
          <span key={hour}>{marked.includes(hour) ? hour : ''}</span>
        ))}
      </div>
      <ul className={hidden.hidden}>
        {busy.length === 0 && <li>{t('hours.empty')}</li>}
        {busy.map((hour) => (
          <li key={hour}>{said(hour)}</li>
        ))}
      </ul>
    </figure>
  )
}
