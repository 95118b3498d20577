import type { ReactNode } from 'react'
import { Brand } from '../seat/sign-in/brand.tsx'
import styles from './lone-page.module.css'

/** A page with one thing on it, before there is a desk. */
export function LonePage({ children }: { readonly children: ReactNode }) {
  return (
    <main className={styles.page}>
      <Brand name={undefined} />
      <div className={styles.card}>{children}</div>
    </main>
  )
}
