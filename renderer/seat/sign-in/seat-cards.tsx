import type { Site } from '#shared/contract/rest/sign-in.schema.ts'
import type { Result } from '#shared/kit/result.ts'
import { Chinese } from '../../i18n/chinese.tsx'
import { useTexts } from '../../i18n/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import styles from './seat-cards.module.css'
import { generalSkill, groupSeats, type SeatCard } from './seat-groups.rules.ts'
import { signInTexts } from './sign-in.texts.ts'
import type { ApiFailure } from './sign-in-api.ts'

interface SeatCardsProps {
  readonly site: Result<Site, ApiFailure> | null
  readonly busySeat: string | null
  readonly onChoose: (seat: string) => void
  readonly onRetry: () => void
}

/** The sandbox's seats, by kind: one press signs in. */
export function SeatCards({ site, busySeat, onChoose, onRetry }: SeatCardsProps) {
  const t = useTexts(signInTexts)
  if (site === null) return <EmptyState kind="loading" title={t('loading')} />
  if (!site.ok)
    return (
      <EmptyState
        kind="error"
        title={t('siteFailed')}
        action={<Button label={t('retry')} look="solid" onPress={onRetry} />}
      >
        {t(`fault.${site.reason}`)}
      </EmptyState>
    )
  if (!site.value.sandbox || site.value.cards.length === 0) return null
  return (
    <section className={styles.cards} aria-label={t('choose')}>
      <div>
        <h2 className={styles.title}>{t('choose')}</h2>
        <p className={styles.hint}>{t('sandbox')}</p>
      </div>
      {groupSeats(site.value.cards).map(([group, members]) => (
        <div key={group}>
          <h3 className={styles.group}>{t(`group.${group}`)}</h3>
          <ul className={styles.grid}>
            {members.map((card) => (
              <li key={card.seat}>
                <Card card={card} busy={busySeat === card.seat} onChoose={() => onChoose(card.seat)} />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  )
}

interface CardProps {
  readonly card: SeatCard
  readonly busy: boolean
  readonly onChoose: () => void
}

function Card({ card, busy, onChoose }: CardProps) {
  const t = useTexts(signInTexts)
  return (
    <button type="button" className={styles.card} aria-busy={busy} onClick={onChoose}>
      <span className={styles.seat}>{card.seat}</span>
      <span className={styles.who}>
        <Chinese>{card.name}</Chinese>
      </span>
      {card.skill !== '' && card.skill !== generalSkill && (
        <span className={styles.skill} title={card.skill}>
          <Chinese>{card.skill}</Chinese>
        </span>
      )}
      {(busy || card.connected) && <span className={styles.connected}>{busy ? t('signingIn') : t('connected')}</span>}
    </button>
  )
}
