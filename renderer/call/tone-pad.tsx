import { useEffect } from 'react'
import { useTexts } from '../i18n/use-texts.ts'
import { callTexts } from './call.texts.ts'
import styles from './call-page.module.css'

const tones = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'] as const

interface TonePadProps {
  /** Tones sent in this call, newest last. */
  readonly sent: string
  readonly onTone: (tone: string) => void
}

/** Twelve keys; the keyboard's own digits work too while it is open. */
export function TonePad({ sent, onTone }: TonePadProps) {
  const t = useTexts(callTexts)
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const composing = event.isComposing || event.keyCode === 229
      if (composing || event.ctrlKey || event.altKey || event.metaKey || event.repeat) return
      const tone = tones.find((each) => each === event.key)
      if (tone) onTone(tone)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [onTone])
  return (
    <div className={styles.pad}>
      <output className={styles.sent} aria-label={t('sent')}>
        {sent}
      </output>
      <div className={styles.keys}>
        {tones.map((tone) => (
          <button
            key={tone}
            type="button"
            className={styles.key}
            aria-label={t('tone', { tone })}
            onClick={() => onTone(tone)}
          >
            {tone}
          </button>
        ))}
      </div>
    </div>
  )
}
