import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'
import styles from './status-text.module.css'
import toneStyles from './tone.module.css'
import type { Tone } from './tone.ts'

interface StatusTextProps {
  /** The accessible name of the status, e.g. `Seat state`. */
  readonly name: string
  readonly tone?: Tone | undefined
  readonly icon?: ReactNode
  /** The words; announced politely when they change. Nothing that ticks belongs here. */
  readonly children: ReactNode
  /** Shown beside, outside of what is announced: a running timer. */
  readonly aside?: ReactNode
  readonly look?: 'tag' | 'text' | undefined
}

/** What something is doing: colour, icon and word, as a named `status`. */
export function StatusText({ name, tone = 'grey', icon, children, aside, look = 'tag' }: StatusTextProps) {
  return (
    <span className={classNames(styles.status, styles[look], toneStyles[tone])}>
      {icon}
      <span role="status" aria-label={name} className={styles.words}>
        {children}
      </span>
      {aside !== undefined && <span className={styles.aside}>{aside}</span>}
    </span>
  )
}
