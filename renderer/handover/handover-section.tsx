import { useId, useState } from 'react'
import type { HandoverRow } from '#shared/contract/socket/handover.schema.ts'
import { draftStays } from '#shared/handover/handover.ts'
import { Chinese } from '../i18n/chinese.tsx'
import { formatWhen } from '../i18n/format.ts'
import { useTexts } from '../i18n/use-texts.ts'
import { Button } from '../ui/button.tsx'
import styles from './handover.module.css'
import { handoverTexts } from './handover.texts.ts'
import type { HandoverDesk, HandoverFault } from './handover-desk.ts'
import { HandoverForm } from './handover-form.tsx'
import { useHandover } from './use-handover.ts'

/** `交接班`: what others left to this seat, and what it leaves to others. */
export function HandoverSection({ desk }: { readonly desk: HandoverDesk }) {
  const t = useTexts(handoverTexts)
  const id = useId()
  const rows = useHandover(desk.store, (state) => state.rows)
  return (
    <section className={styles.section} aria-labelledby={id}>
      <h2 id={id} className={styles.title}>
        {t('title')}
      </h2>
      <div className={styles.columns}>
        <div>
          {rows.length === 0 && <p className={styles.say}>{t('none')}</p>}
          <ul className={styles.rows}>
            {rows
              .toSorted((a, b) => b.at - a.at)
              .map((row) => (
                <Row key={row.handoverId} row={row} desk={desk} />
              ))}
          </ul>
        </div>
        <HandoverForm desk={desk} />
      </div>
    </section>
  )
}

/** What goes along, or went; of drafts that stayed where they were, why. */
function Along({ row: { tasks, drafts, passed } }: { readonly row: HandoverRow }) {
  const t = useTexts(handoverTexts)
  const count = passed ?? { tasks: tasks.length, drafts: drafts.length, stayed: [] }
  const stays = draftStays.map((why) => ({ why, count: count.stayed.filter((one) => one.why === why).length }))
  return (
    <>
      {tasks.length > 0 && <p className={styles.say}>{t(passed ? 'tasksWent' : 'tasks', { count: count.tasks })}</p>}
      {drafts.length > 0 && (
        <p className={styles.say}>{t(passed ? 'draftsWent' : 'drafts', { count: count.drafts })}</p>
      )}
      {stays
        .filter((stay) => stay.count > 0)
        .map((stay) => (
          <p key={stay.why} className={styles.say}>
            {t(`stay.${stay.why}`, { count: stay.count })}
          </p>
        ))}
    </>
  )
}

function Row({ row, desk }: { readonly row: HandoverRow; readonly desk: HandoverDesk }) {
  const t = useTexts(handoverTexts)
  const [fault, setFault] = useState<HandoverFault | null>(null)
  const ahead = desk.aheadMs()
  const when = (at: number) => formatWhen(at - ahead, Date.now())
  const { accepted, seat, name, to } = row
  const target = t(`to.${to.kind}`, { name: to.name })
  return (
    <li className={styles.row}>
      <p className={styles.say}>{t('from', { name, seat, at: when(row.at), to: target })}</p>
      <p className={styles.text}>
        <Chinese>{row.text}</Chinese>
      </p>
      <Along row={row} />
      <div className={styles.foot}>
        <p className={styles.say} role="status">
          {fault !== null && t(`fault.${fault}`)}
          {fault === null && accepted && t('accepted', { ...accepted, at: when(accepted.at) })}
          {fault === null && accepted === null && seat === desk.seat && t('waiting')}
        </p>
        {accepted === null && seat !== desk.seat && (
          <Button label={t('accept')} look="solid" onPress={() => void desk.accept(row.handoverId).then(setFault)} />
        )}
      </div>
    </li>
  )
}
