import { type ReactNode, useId } from 'react'
import { useTexts } from '../i18n/use-texts.ts'
import { dayTexts } from './day.texts.ts'
import styles from './day-list.module.css'

interface DayListProps {
  readonly title: string
  readonly total: number
  /** Said when there is nothing. */
  readonly none: string
  /** Where all of them are. */
  readonly link?: { readonly href: string; readonly text: string }
  readonly children: readonly ReactNode[]
}

/** Things that wait for this seat, with their number. */
export function DayList({ title, total, none, link, children }: DayListProps) {
  const t = useTexts(dayTexts)
  const id = useId()
  return (
    <section className={styles.list} aria-labelledby={id}>
      <header className={styles.head}>
        <h2 id={id} className={styles.title}>
          {title} <span className={styles.count}>{total}</span>
        </h2>
        {link && <a href={link.href}>{link.text}</a>}
      </header>
      {total === 0 ? <p className={styles.none}>{none}</p> : <ul className={styles.rows}>{children}</ul>}
      {total > children.length && <p className={styles.none}>{t('more', { total, shown: children.length })}</p>}
    </section>
  )
}

interface DayRowProps {
  readonly text: string
  readonly aside: string
  readonly alarming?: boolean
  /** What opens it and its accessible name; without it the row is to read. */
  readonly open?: { readonly label: string; readonly onPress: () => void } | undefined
}

/** One of them. */
export function DayRow({ text, aside, alarming = false, open }: DayRowProps) {
  return (
    <li className={styles.row}>
      {open ? (
        <button type="button" className={styles.open} aria-label={open.label} onClick={open.onPress}>
          {text}
        </button>
      ) : (
        <span className={styles.text}>{text}</span>
      )}
      <span className={alarming ? styles.alarming : styles.aside}>{aside}</span>
    </li>
  )
}
