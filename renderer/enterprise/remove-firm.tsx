import { useEffect, useRef, useState } from 'react'
import type { FirmRow } from '#shared/contract/rest/enterprises.schema.ts'
import { firmRemovalReasons } from '#shared/enterprise/firm-rights.ts'
import { useTexts } from '../i18n/use-texts.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { SelectField } from '../ui/select-field.tsx'
import type { EnterpriseDesk } from './enterprise-desk.ts'
import styles from './firm-card.module.css'
import { removeTexts } from './remove.texts.ts'

interface RemoveFirmProps {
  readonly firm: FirmRow
  readonly remove: NonNullable<EnterpriseDesk['remove']>
  /** The card shows what is so now. */
  readonly onRemoved: () => void
}

/** Taking an enterprise off the register, asked once more with the reason; then that it is off, and how it comes back. */
export function RemoveFirm({ firm, remove, onRemoved }: RemoveFirmProps) {
  const t = useTexts(removeTexts)
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState<(typeof firmRemovalReasons)[number]>(firmRemovalReasons[0])
  const [refused, setRefused] = useState<'failed' | 'gone' | null>(null)
  const off = useRef<HTMLParagraphElement>(null)
  const mine = useRef(false)
  const removed = firm.removedAt !== undefined
  useEffect(() => {
    // The button that had the focus is gone with what it did.
    if (removed && mine.current) off.current?.focus()
  }, [removed])
  if (removed)
    return (
      <p ref={off} className={styles.said} tabIndex={-1}>
        {t('removed')}
      </p>
    )
  const close = () => setOpen(false)
  const run = async () => {
    const answer = await remove(firm.code, reason)
    if (!answer.ok) setRefused(answer.reason === 'not-found' ? 'gone' : 'failed')
    if (!answer.ok && answer.reason !== 'not-found') return
    mine.current = answer.ok
    close()
    onRemoved()
  }
  return (
    <div className={styles.acts}>
      <Button
        label={t('remove')}
        size="small"
        aria-haspopup="dialog"
        onPress={() => {
          setRefused(null)
          setOpen(true)
        }}
      />
      <p role="status" className={styles.said}>
        {!open && refused && t(refused)}
      </p>
      <Dialog
        title={t('ask', { name: firm.name })}
        role="alertdialog"
        isOpen={open}
        onClose={close}
        actions={
          <>
            <Button label={t('keep')} onPress={close} />
            <Button label={t('remove')} tone="red" look="solid" onPress={() => void run()} />
          </>
        }
      >
        <div className={styles.ask}>
          <p>{t('say')}</p>
          <SelectField
            label={t('reason')}
            value={reason}
            onChange={setReason}
            options={firmRemovalReasons.map((value) => ({ value, label: t(`reason.${value}`) }))}
          />
          <p role="status" className={styles.said}>
            {refused && t(refused)}
          </p>
        </div>
      </Dialog>
    </div>
  )
}
