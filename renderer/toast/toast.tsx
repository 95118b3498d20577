import { useEffect, useState } from 'react'
import type { CallNote } from '#shared/contract/host/host-calls.ts'
import type { Host } from '../bridge/host.ts'
import { useTexts } from '../i18n/use-texts.ts'
import { Button } from '../ui/button.tsx'
import { HandsetIcon } from '../ui/icons/phone.tsx'
import { Countdown } from '../ui/timer.tsx'
import styles from './toast.module.css'
import { toastTexts } from './toast.texts.ts'

/** The call that rings, above all windows. It has no focus, so its buttons are for the mouse; keys are global. */
export function Toast({ host }: { readonly host: Host }) {
  const t = useTexts(toastTexts)
  const [note, setNote] = useState<CallNote | null>(null)
  useEffect(() => {
    const stop = host.on('toast', setNote)
    void host.ask('toastReady', {})
    return stop
  }, [host])
  if (!note) return null
  return (
    <main className={styles.toast}>
      <button type="button" className={styles.who} onClick={() => void host.ask('toastAct', { act: 'open' })}>
        <span className={styles.ringing}>
          <HandsetIcon /> {t('ringing')} {note.answerBy !== null && <Countdown until={note.answerBy} />}
        </span>
        <strong className={styles.title}>{note.title}</strong>
        {note.lines.map((line) => (
          <span key={line} className={styles.line}>
            {line}
          </span>
        ))}
      </button>
      <div className={styles.acts}>
        <Button
          label={t('answer')}
          look="solid"
          tone="green"
          size="large"
          onPress={() => void host.ask('toastAct', { act: 'answer' })}
        />
        <Button label={t('reject')} size="large" onPress={() => void host.ask('toastAct', { act: 'reject' })} />
      </div>
    </main>
  )
}
