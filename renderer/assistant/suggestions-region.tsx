import type { SuggestionRow, TranscriptRow } from '#shared/contract/socket/topics.ts'
import { useTexts } from '../i18n/use-texts.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { assistantTexts } from './assistant.texts.ts'
import { PoliteLog } from './polite-log.tsx'
import { SuggestionCard } from './suggestion-card.tsx'
import styles from './suggestions-region.module.css'
import { useHeld } from './use-held.ts'
import { useSuggestionKeys } from './use-suggestion-keys.ts'

/** Cards shown at most. */
const mostCards = 5

interface SuggestionsRegionProps {
  readonly suggestions: readonly SuggestionRow[]
  readonly lines: readonly TranscriptRow[]
  readonly used: ReadonlySet<string>
  readonly onUse: (suggestion: SuggestionRow) => void
}

/** The suggestions, each in its place. */
export function SuggestionsRegion({ suggestions, lines, used, onUse }: SuggestionsRegionProps) {
  const t = useTexts(assistantTexts)
  const { shown, onHand } = useHeld(suggestions)
  const keys = useSuggestionKeys(shown, onUse)
  const [first] = shown
  return (
    <section aria-label={t('suggestions')} className={styles.region}>
      <h3 className={styles.head}>{t('suggestions')}</h3>
      <PoliteLog sentence={first ? t('appeared', { question: first.entry.question }) : ''} />
      {shown.length === 0 ? (
        <EmptyState title={t('noSuggestions')}>{t('noSuggestionsHint')}</EmptyState>
      ) : (
        <ol className={styles.cards} onPointerMove={onHand} onKeyDown={onHand}>
          {shown.slice(0, mostCards).map((suggestion) => (
            <SuggestionCard
              key={suggestion.id}
              suggestion={suggestion}
              line={lines.find((line) => line.seq === suggestion.seq)?.text}
              keyHint={keys[suggestion.rank]}
              used={used.has(suggestion.id)}
              onUse={onUse}
            />
          ))}
        </ol>
      )}
    </section>
  )
}
