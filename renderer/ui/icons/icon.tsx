import type { ReactNode } from 'react'
import styles from './icon.module.css'

/** The frame of every icon: 16 units square, drawn in the text's colour, silent to screen readers (a word always stands beside it). */
export function Icon({ children }: { readonly children: ReactNode }) {
  return (
    <svg className={styles.icon} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      {children}
    </svg>
  )
}
