import { isBackwards, type Narrowing, noNarrowing } from '#shared/contract/rest/narrowing.schema.ts'
import { placeNotMentioned } from '#shared/ticket/place.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { PathBox } from '../path-box.tsx'
import type { TicketData } from '../ticket-data.ts'
import styles from './narrow.module.css'
import { narrowTexts } from './narrow.texts.ts'

interface NarrowBarProps {
  readonly within: Narrowing
  readonly onChange: (within: Narrowing) => void
  /** null while it loads. */
  readonly data: TicketData | null
}

/** Fields a list is narrowed by. */
export function NarrowBar({ within, onChange, data }: NarrowBarProps) {
  const t = useTexts(narrowTexts)
  const set = (change: Partial<Narrowing>) => onChange({ ...within, ...change })
  return (
    <search aria-label={t('title')} className={styles.bar}>
      <PathBox
        data={data}
        of="places"
        without={placeNotMentioned}
        label={t('place')}
        placeholder={t('placeHint')}
        className={styles.wide}
        value={within.place}
        onChange={(place) => set({ place })}
      />
      <PathBox
        data={data}
        of="units"
        label={t('unit')}
        className={styles.wide}
        value={within.unit}
        onChange={(unit) => set({ unit })}
      />
      <TextField
        label={t('from')}
        type="date"
        className={styles.day}
        value={within.from}
        onChange={(from) => set({ from })}
      />
      <TextField
        label={t('to')}
        type="date"
        className={styles.day}
        value={within.to}
        min={within.from}
        onChange={(to) => set({ to })}
        error={isBackwards(within) ? t('backwards') : undefined}
      />
      {Object.values(within).some((value) => value !== '') && (
        <Button label={t('clear')} look="quiet" onPress={() => onChange(noNarrowing)} />
      )}
    </search>
  )
}
