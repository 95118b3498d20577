import type { CallbackRow } from '#shared/contract/socket/topics.ts'
import { Chinese } from '../../i18n/chinese.tsx'
import { formatMoment, formatWhen } from '../../i18n/format.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { classNames } from '../../ui/class-names.ts'
import { HandsetIcon } from '../../ui/icons/phone.tsx'
import { Countdown } from '../../ui/timer.tsx'
import toneStyles from '../../ui/tone.module.css'
import { useSecond } from '../../ui/use-second.ts'
import { callbackTexts } from './callback.texts.ts'
import type { CallbackDesk } from './callback-desk.ts'
import { actOn } from './callback-view.rules.ts'
import styles from './calls-page.module.css'
import { useCallbacks } from './use-callbacks.ts'

interface CallbackCellsProps {
  readonly row: CallbackRow
  readonly desk: CallbackDesk
  readonly me: { readonly seat: string; readonly isLead: boolean }
  /** ms since the epoch. */
  readonly now: number
  /** Why the phone can't ring now. */
  readonly whyNot: string | undefined
  readonly current: boolean
}

/** The cells of one task. */
export function CallbackCells(props: CallbackCellsProps) {
  const t = useTexts(callbackTexts)
  const { row } = props
  return (
    <>
      <td className={styles.digits}>
        <Due row={row} now={props.now} aheadMs={props.desk.aheadMs()} />
      </td>
      <td className={styles.digits}>{row.number}</td>
      <td title={row.note}>
        {t(`origin.${row.origin}`)}
        {row.missed > 1 && <span className={styles.soft}> · {t('times', { count: row.missed })}</span>}
        {row.promisedBy !== null && <span className={styles.soft}> · {t('promised', { seat: row.promisedBy })}</span>}
        {row.note !== '' && (
          <span className={styles.soft}>
            {' · '}
            <Chinese>{row.note}</Chinese>
          </span>
        )}
      </td>
      <td className={styles.digits}>{row.attempts > 0 && row.attempts}</td>
      <td>{row.lastOutcome !== null && t(`outcome.${row.lastOutcome}`)}</td>
      <td className={styles.digits}>
        <Holder {...props} />
      </td>
      <td className={styles.acts}>
        <Acts {...props} />
      </td>
    </>
  )
}

function Due({ row, now, aheadMs }: Pick<CallbackCellsProps, 'row' | 'now'> & { readonly aheadMs: number }) {
  const t = useTexts(callbackTexts)
  const overdue = useSecond() * 1000 + aheadMs > row.dueAt
  return (
    <>
      <time title={formatMoment(row.dueAt)}>{formatWhen(row.dueAt, now)}</time>{' '}
      {overdue && <span className={classNames(styles.tag, toneStyles.red)}>{t('overdue')}</span>}
    </>
  )
}

function Holder({ row, me, desk }: CallbackCellsProps) {
  const t = useTexts(callbackTexts)
  if (row.seat === null) return null
  return (
    <>
      {row.seat === me.seat ? t('mine') : row.seat}{' '}
      <span className={styles.soft}>
        {row.heldUntil === null ? t('calling') : <Countdown until={row.heldUntil} aheadMs={desk.aheadMs()} />}
      </span>
    </>
  )
}

function Acts({ row, desk, me, whyNot, current }: CallbackCellsProps) {
  const t = useTexts(callbackTexts)
  const claiming = useCallbacks(desk.store, ({ flow }) => flow.kind === 'claiming' && flow.taskId === row.taskId)
  const act = actOn(row, me)
  const tabIndex = current ? 0 : -1
  if (act === 'none') return null
  if (act === 'take-away')
    return (
      <Button
        label={t('takeAway')}
        look="quiet"
        size="small"
        tabIndex={tabIndex}
        onPress={() => desk.release(row.taskId)}
      />
    )
  return (
    <>
      <Button
        label={act === 'own' ? t('callAgain') : t('claimAndCall')}
        icon={<HandsetIcon />}
        size="small"
        tone={act === 'own' ? undefined : 'blue'}
        tabIndex={tabIndex}
        disabledReason={claiming ? t('calling') : whyNot}
        onPress={() => desk.call(row.taskId)}
      />
      {act === 'own' && (
        <>
          <Button label={t('say')} look="quiet" size="small" tabIndex={tabIndex} onPress={() => desk.ask(row)} />
          <Button
            label={t('release')}
            look="quiet"
            size="small"
            tabIndex={tabIndex}
            onPress={() => desk.release(row.taskId)}
          />
        </>
      )}
    </>
  )
}
