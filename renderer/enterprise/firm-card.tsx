import type { ReactNode } from 'react'
import type { FirmRow } from '#shared/contract/rest/enterprises.schema.ts'
import { Chinese } from '../i18n/chinese.tsx'
import { formatMoment } from '../i18n/format.ts'
import { useTexts } from '../i18n/use-texts.ts'
import { Tag } from '../ui/tag.tsx'
import { enterpriseTexts } from './enterprise.texts.ts'
import styles from './firm-card.module.css'

interface FirmCardProps {
  readonly firm: FirmRow
  /** Stands in the place of the masked numbers. */
  readonly numbers?: ReactNode
  readonly children?: ReactNode
}

/** An enterprise: its name, what it is, who looks after it; or that it is on the register no more. */
export function FirmCard({ firm, numbers, children }: FirmCardProps) {
  const t = useTexts(enterpriseTexts)
  const { code, name, industry, scale, zone, green, officer, removedAt } = firm
  const facts: readonly (readonly [string, ReactNode])[] = [
    [
      t('code'),
      <span key="code" className={styles.code}>
        {code}
      </span>,
    ],
    [t('industry'), t(`industry.${industry}`)],
    [t('scale'), t(`scale.${scale}`)],
    [t('zone'), zone === '' ? t('noZone') : t(`zone.${zone}`)],
    removedAt === undefined
      ? [t('officer'), officer === '' ? t('noOfficer') : <Chinese key="officer">{officer}</Chinese>]
      : [t('removedAt'), formatMoment(removedAt)],
  ]
  return (
    <section className={styles.card} aria-label={t('card')}>
      <h3 className={styles.name}>
        <Chinese>{name}</Chinese> {green && <Tag tone="green">{t('green')}</Tag>}
        {removedAt !== undefined && <Tag tone="amber">{t('removed')}</Tag>}
      </h3>
      <dl className={styles.facts}>
        {facts.map(([term, value]) => (
          <div key={term} className={styles.fact}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {removedAt === undefined && (numbers ?? <Numbers officerPhone={firm.officerPhone} phones={firm.phones} />)}
      {children}
    </section>
  )
}

interface NumbersProps extends Pick<FirmRow, 'officerPhone' | 'phones'> {
  /** What stands beside a number that can be rung. */
  readonly beside?: ((number: string) => ReactNode) | undefined
}

/** The officer's number and those of the enterprise, as they are given. */
export function Numbers({ officerPhone, phones, beside }: NumbersProps) {
  const t = useTexts(enterpriseTexts)
  const lines = [
    ...(officerPhone === '' ? [] : [[t('officerPhone'), officerPhone] as const]),
    ...phones.map((phone) => [t('phones'), phone] as const),
  ]
  if (lines.length === 0) return <p className={styles.soft}>{`${t('phones')} ${t('noPhones')}`}</p>
  return (
    <ul className={styles.numbers}>
      {lines.map(([whose, number], at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: masked numbers may be the same
        <li key={at}>
          <span className={styles.soft}>{whose}</span>
          <span className={styles.code}>{number}</span>
          {beside?.(number)}
        </li>
      ))}
    </ul>
  )
}
