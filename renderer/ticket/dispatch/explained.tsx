import type { DispatchExplained } from '#shared/contract/rest/dispatch.schema.ts'
import { Chinese } from '../../i18n/chinese.tsx'
import { useTexts } from '../../i18n/use-texts.ts'
import type { TicketData } from '../ticket-data.ts'
import factStyles from '../ticket-facts.module.css'
import styles from './dispatch.module.css'
import { dispatchTexts } from './dispatch.texts.ts'

interface ExplainedProps {
  readonly answer: DispatchExplained
  readonly data: TicketData | null
}

const pathText = (path: readonly string[] | undefined, other: string): string => path?.join(' / ') ?? other

/** Which unit, by which row or step, and what that row was put before. */
export function Explained({ answer, data }: ExplainedProps) {
  const t = useTexts(dispatchTexts)
  const unitName = (id: string) => data?.units.get(id)?.path.at(-1) ?? id
  const { unit, assisting, step, row, beaten, confusable } = answer
  const matterName = (code: string) => pathText(data?.matters.get(code)?.path, code === '' ? t('anyMatter') : code)
  const placeName = (code: string) => pathText(data?.places.get(code)?.path, code === '' ? t('wholeCity') : code)
  const why =
    row === null
      ? t(`step.${step}`)
      : t('step.row', { line: row.line, matter: matterName(row.matter), place: placeName(row.place) })
  const facts: readonly (readonly [string, string])[] = [
    [t('unit'), unit === null ? t('noUnit') : unitName(unit)],
    [t('assisting'), assisting.map(unitName).join('、')],
    [t('why'), why],
    [t('basis'), row?.basis ?? ''],
  ]
  return (
    <div className={styles.explained} role="status">
      <dl className={factStyles.facts}>
        {facts.map(
          ([name, fact]) =>
            fact !== '' && (
              <div key={name} className={factStyles.fact}>
                <dt>{name}</dt>
                <dd>
                  <Chinese>{fact}</Chinese>
                </dd>
              </div>
            ),
        )}
      </dl>
      {beaten.length > 0 && (
        <section aria-label={t('beaten')}>
          <h3 className={styles.small}>{t('beaten')}</h3>
          <ul className={styles.lines}>
            {beaten.map(({ row: other, by }) => (
              <li key={other.line}>
                <Chinese>
                  {t('beatenLine', { line: other.line, unit: unitName(other.lead), why: t(`by.${by}`) })}
                </Chinese>
              </li>
            ))}
          </ul>
        </section>
      )}
      {confusable.length > 0 && (
        <section aria-label={t('confusable')}>
          <h3 className={styles.small}>{t('confusable')}</h3>
          <ul className={styles.lines}>
            {confusable.map(({ wins, over, rule }) => (
              <li key={wins + over}>
                <Chinese>{`${matterName(wins)} > ${matterName(over)}：${rule}`}</Chinese>
              </li>
            ))}
          </ul>
        </section>
      )}
      <p className={styles.soft}>{t('version', { version: answer.version })}</p>
    </div>
  )
}
