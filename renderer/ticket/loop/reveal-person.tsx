import { useEffect, useState } from 'react'
import { type RevealReason, revealedMs, revealReasons } from '#shared/ticket/reveal.rules.ts'
import { Chinese } from '../../i18n/chinese.tsx'
import { useTexts } from '../../i18n/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { SelectField } from '../../ui/select-field.tsx'
import type { BesidePhone } from '../form-parts.ts'
import styles from './loop.module.css'
import { loopTexts } from './loop.texts.ts'
import type { LoopDesk, Revealed } from './loop-desk.ts'
import { refusalKey } from './refusal-text.ts'

interface RevealPersonProps {
  readonly ticketNo: string
  readonly reveal: LoopDesk['reveal']
  readonly besidePhone?: BesidePhone | undefined
  /** It stands on the ticket's trail now. */
  readonly onAsked: () => void
}

/** Who asks, in the clear, for a reason and for half a minute; each time is written down. */
export function RevealPerson({ ticketNo, reveal, besidePhone, onAsked }: RevealPersonProps) {
  const t = useTexts(loopTexts)
  const [reason, setReason] = useState<RevealReason>('contact')
  const [shown, setShown] = useState<Revealed | null>(null)
  const [refused, setRefused] = useState<Parameters<typeof t>[0] | null>(null)
  useEffect(() => {
    if (shown === null) return
    const timer = setTimeout(() => setShown(null), revealedMs)
    return () => clearTimeout(timer)
  }, [shown])
  const ask = async () => {
    const answer = await reveal({ ticketNo, reason })
    setShown(answer.ok ? answer.person : null)
    setRefused(answer.ok ? null : refusalKey(answer))
    onAsked()
  }
  return (
    <section className={styles.reveal} aria-label={t('reveal')}>
      {shown ? (
        <>
          <p className={styles.person}>
            <Chinese>{[shown.name, shown.phone, shown.address].filter(Boolean).join(' · ') || '—'}</Chinese>
            {besidePhone?.(shown.phone)}
          </p>
          <Button label={t('hide')} look="quiet" size="small" onPress={() => setShown(null)} />
        </>
      ) : (
        <>
          <SelectField
            label={t('revealFor')}
            value={reason}
            onChange={setReason}
            options={revealReasons.map((one) => ({ value: one, label: t(`value.${one}`) }))}
          />
          <Button label={t('reveal')} size="small" onPress={() => void ask()} />
        </>
      )}
      {refused && (
        <Notice tone="red" onDismiss={() => setRefused(null)}>
          {t(refused)}
        </Notice>
      )}
    </section>
  )
}
