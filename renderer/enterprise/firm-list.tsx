import { type KeyboardEvent, useRef } from 'react'
import { Chinese } from '../i18n/chinese.tsx'
import { useTexts } from '../i18n/use-texts.ts'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Tag } from '../ui/tag.tsx'
import { rowOfKey } from '../ui/use-virtual-rows.ts'
import { enterpriseTexts } from './enterprise.texts.ts'
import type { FirmFilter } from './enterprise-desk.ts'
import styles from './enterprises-page.module.css'
import type { useFirmSearch } from './use-firm-search.ts'

interface FirmListProps {
  readonly search: ReturnType<typeof useFirmSearch>
  readonly asked: FirmFilter
  readonly chosen: string | null
  readonly onChoose: (code: string) => void
}

/** The found enterprises; arrows go through them, Tab reaches the chosen one. */
export function FirmList({ search, asked, chosen, onChoose }: FirmListProps) {
  const t = useTexts(enterpriseTexts)
  const list = useRef<HTMLUListElement>(null)
  const { status, firms, more } = search.found
  if (status === 'failed')
    return (
      <EmptyState kind="error" title={t('failed')} action={<Button label={t('retry')} onPress={search.refresh} />} />
    )
  if (firms.length === 0 && status === 'loading') return <EmptyState kind="loading" title={t('title')} />
  if (firms.length === 0) {
    const narrowed = asked.q !== '' || asked.industry !== '' || asked.green
    return <EmptyState title={t(narrowed ? 'none' : 'empty')}>{t(narrowed ? 'noneSay' : 'emptySay')}</EmptyState>
  }
  const at = firms.findIndex(({ code }) => code === chosen)
  const onKeyDown = (event: KeyboardEvent) => {
    const rows = [...(list.current?.querySelectorAll<HTMLElement>('[data-firm]') ?? [])]
    const from = rows.indexOf(document.activeElement as HTMLElement)
    const to = from < 0 ? undefined : rowOfKey(event.key, from, rows.length)
    if (to === undefined) return
    event.preventDefault()
    rows[to]?.focus()
  }
  return (
    <div className={styles.scroll} aria-busy={status === 'loading'}>
      <ul ref={list} className={styles.rows} onKeyDown={onKeyDown}>
        {firms.map(({ code, name, green, industry, zone }, index) => (
          <li key={code}>
            <button
              type="button"
              data-firm={code}
              className={styles.row}
              aria-current={code === chosen || undefined}
              tabIndex={index === Math.max(at, 0) ? 0 : -1}
              onClick={() => onChoose(code)}
              onFocus={() => onChoose(code)}
            >
              <span className={styles.name}>
                <Chinese>{name}</Chinese> {green && <Tag tone="green">{t('green')}</Tag>}
              </span>
              <span className={styles.soft}>
                {[code, t(`industry.${industry}`), zone === '' ? '' : t(`zone.${zone}`)].filter(Boolean).join(' · ')}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {(more || status === 'stuck') && (
        <div className={styles.more}>
          {status === 'stuck' && <span role="status">{t('failed')}</span>}
          <Button label={t('more')} size="small" onPress={search.more} />
        </div>
      )}
    </div>
  )
}
