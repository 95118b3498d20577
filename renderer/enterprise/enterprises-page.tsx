import { type ReactNode, useState } from 'react'
import { industries } from '#shared/kit/firm-values.ts'
import { useTexts } from '../i18n/use-texts.ts'
import { classNames } from '../ui/class-names.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import frame from '../ui/page.module.css'
import { SelectField } from '../ui/select-field.tsx'
import { TextField } from '../ui/text-field.tsx'
import { useBroughtIntoView } from '../ui/use-brought-into-view.ts'
import { enterpriseTexts } from './enterprise.texts.ts'
import type { EnterpriseDesk, FirmFilter } from './enterprise-desk.ts'
import styles from './enterprises-page.module.css'
import { FirmList } from './firm-list.tsx'
import { FirmOfCode } from './firm-of-code.tsx'
import { ImportFirms } from './import-firms.tsx'
import { useFirmSearch } from './use-firm-search.ts'

interface EnterprisesPageProps {
  readonly desk: EnterpriseDesk
  /** The enterprise the address names; null: none. */
  readonly first: string | null
  /** An enterprise's own tickets. */
  readonly tickets: (code: string) => ReactNode
  readonly beside?: ((number: string) => ReactNode) | undefined
}

/** `#/enterprises`: the register, searchable, with the chosen enterprise and its own tickets beside it. */
export function EnterprisesPage({ desk, first, tickets, beside }: EnterprisesPageProps) {
  const t = useTexts(enterpriseTexts)
  const [filter, setFilter] = useState<FirmFilter>({ q: '', industry: '', green: false })
  const [chosen, setChosen] = useState(first)
  const shown = useBroughtIntoView(chosen)
  const [turn, setTurn] = useState(0)
  const search = useFirmSearch(desk, filter)
  const change = (part: Partial<FirmFilter>) => setFilter((now) => ({ ...now, ...part }))
  return (
    <div className={classNames(frame.split, styles.page)}>
      <section className={frame.list} aria-label={t('list')}>
        <header className={styles.head}>
          <h1 className={frame.title}>{t('title')}</h1>
          {desk.take && (
            <ImportFirms
              take={desk.take}
              onTaken={() => {
                search.refresh()
                setTurn(turn + 1)
              }}
            />
          )}
        </header>
        <div className={styles.filters}>
          <TextField
            type="search"
            label={t('search')}
            placeholder={t('searchHint')}
            value={filter.q}
            onChange={(q) => change({ q })}
            maxLength={100}
          />
          <SelectField
            label={t('industry')}
            value={filter.industry}
            onChange={(industry) => change({ industry })}
            options={[
              { value: '', label: t('anyIndustry') },
              ...industries.map((value) => ({ value, label: t(`industry.${value}`) })),
            ]}
          />
          <label className={styles.check}>
            <input
              type="checkbox"
              checked={filter.green}
              onChange={(event) => change({ green: event.currentTarget.checked })}
            />
            {t('onlyGreen')}
          </label>
        </div>
        <FirmList search={search} asked={filter} chosen={chosen} onChoose={setChosen} />
      </section>
      <section ref={shown} className={frame.chosen} aria-label={t('detail')}>
        {chosen === null ? (
          <EmptyState title={t('choose')} />
        ) : (
          <>
            <div className={styles.card}>
              <FirmOfCode
                key={`${chosen} ${turn}`}
                code={chosen}
                desk={desk}
                beside={beside}
                onRemoved={search.refresh}
              />
            </div>
            {tickets(chosen)}
          </>
        )}
      </section>
    </div>
  )
}
