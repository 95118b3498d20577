import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'
import styles from './empty-state.module.css'
import { AlertIcon } from './icons/marks.tsx'
import { BusyIcon, TrayIcon } from './icons/shapes.tsx'

interface EmptyStateProps {
  readonly kind?: 'empty' | 'loading' | 'error' | undefined
  readonly title: string
  /** What to do. */
  readonly children?: ReactNode
  readonly icon?: ReactNode
  readonly action?: ReactNode
}

/** A list or panel with nothing to show, that says why and what to do. */
export function EmptyState({ kind = 'empty', title, children, icon, action }: EmptyStateProps) {
  const fallback = { empty: <TrayIcon />, loading: <BusyIcon />, error: <AlertIcon /> }[kind]
  return (
    <div className={classNames(styles.empty, styles[kind])} role={kind === 'error' ? 'alert' : undefined}>
      <span className={styles.icon}>{icon ?? fallback}</span>
      <p className={styles.title}>{title}</p>
      {children !== undefined && <div className={styles.text}>{children}</div>}
      {action !== undefined && <div className={styles.action}>{action}</div>}
    </div>
  )
}
