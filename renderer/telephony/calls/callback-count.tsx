import { classNames } from '../../ui/class-names.ts'
import toneStyles from '../../ui/tone.module.css'
import { useSecond } from '../../ui/use-second.ts'
import type { CallbackDesk } from './callback-desk.ts'
import styles from './calls-page.module.css'
import { useCallbacks } from './use-callbacks.ts'

/** How many are owed a call; red once one of them is overdue. */
export function CallbackCount({ desk }: { readonly desk: Pick<CallbackDesk, 'store' | 'aheadMs'> }) {
  const rows = useCallbacks(desk.store, (view) => view.rows)
  const now = useSecond() * 1000 + desk.aheadMs()
  if (rows === null || rows.size === 0) return null
  const overdue = [...rows.values()].some(({ dueAt }) => dueAt < now)
  return <span className={classNames(styles.count, overdue ? toneStyles.red : toneStyles.grey)}>{rows.size}</span>
}
