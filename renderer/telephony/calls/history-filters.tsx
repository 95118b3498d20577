import { callOutcomes } from '#shared/telephony/call-outcome.rules.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { SelectField } from '../../ui/select-field.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { type CallFilters, type FaultyFilter, faultyFilter } from './call-filters.rules.ts'
import { callsTexts } from './calls.texts.ts'
import styles from './calls-page.module.css'

interface HistoryFiltersProps {
  readonly filters: CallFilters
  readonly onChange: (filters: CallFilters) => void
  /** All of the hall is read: seat and queue matter. */
  readonly wholeHall: boolean
}

/** What the history is narrowed by. */
export function HistoryFilters({ filters, onChange, wholeHall }: HistoryFiltersProps) {
  const t = useTexts(callsTexts)
  const faulty = faultyFilter(filters)
  const errorOf = (field: FaultyFilter) => (faulty === field ? t(`fault.${field}`) : undefined)
  const set = (change: Partial<CallFilters>) => onChange({ ...filters, ...change })
  return (
    <search aria-label={t('filters')} className={styles.filters}>
      <TextField
        label={t('numberSearch')}
        type="search"
        inputMode="tel"
        placeholder={t('numberHint')}
        value={filters.number}
        onChange={(number) => set({ number })}
        error={errorOf('number')}
        maxLength={40}
        className={styles.wide}
      />
      <SelectField
        label={t('direction')}
        value={filters.direction}
        onChange={(direction) => set({ direction })}
        options={[
          { value: '', label: t('any') },
          { value: 'in', label: t('direction.in') },
          { value: 'out', label: t('direction.out') },
        ]}
      />
      <SelectField
        label={t('outcome')}
        value={filters.outcome}
        onChange={(outcome) => set({ outcome })}
        options={[
          { value: '' as const, label: t('any') },
          ...callOutcomes.map((value) => ({ value, label: t(`outcome.${value}`) })),
        ]}
      />
      <TextField label={t('from')} type="date" value={filters.from} onChange={(from) => set({ from })} />
      <TextField
        label={t('to')}
        type="date"
        value={filters.to}
        min={filters.from}
        onChange={(to) => set({ to })}
        error={errorOf('to')}
      />
      {wholeHall && (
        <>
          <TextField
            label={t('seat')}
            inputMode="numeric"
            value={filters.seat}
            onChange={(seat) => set({ seat })}
            error={errorOf('seat')}
            maxLength={6}
            className={styles.narrow}
          />
          <TextField
            label={t('queue')}
            value={filters.queue}
            onChange={(queue) => set({ queue })}
            maxLength={40}
            className={styles.narrow}
          />
        </>
      )}
    </search>
  )
}
