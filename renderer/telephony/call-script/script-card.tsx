import { useEffect, useState } from 'react'
import { type CallScript, callScripts, type ScriptLine } from '#shared/telephony/call-script.ts'
import { Chinese } from '../../i18n/chinese.tsx'
import { useTexts } from '../../i18n/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { CloseIcon } from '../../ui/icons/marks.tsx'
import { useSecond } from '../../ui/use-second.ts'
import { callScriptTexts } from './call-script.texts.ts'
import styles from './script-card.module.css'

interface ScriptCardProps {
  readonly script: CallScript
  /** Why the call cannot be ended from here. */
  readonly whyNotEnd: string | undefined
  readonly onEnd: () => void
  readonly onClose: () => void
}

/** The lines of a script, the one to say now marked; what was said waits for its answer. Enter goes on, Escape puts it away. */
export function ScriptCard({ script, whyNotEnd, onEnd, onClose }: ScriptCardProps) {
  const t = useTexts(callScriptTexts)
  const lines: readonly ScriptLine[] = callScripts[script]
  const [at, setAt] = useState(0)
  const [until, setUntil] = useState<number | null>(null)
  const waits = (lines[at]?.waitMs ?? 0) / 1000
  // The page's seconds begin anywhere within the wait: it is never shorter than said, and shows no more than that.
  const left = Math.min(waits, (until ?? 0) - useSecond())
  const answered = until !== null && left <= 0
  useEffect(() => {
    if (!answered) return
    setUntil(null)
    setAt((now) => now + 1)
  }, [answered])
  const said = () => {
    if (waits === 0) setAt(at + 1)
    else setUntil(Math.ceil(Date.now() / 1000 + waits))
  }
  const over = at >= lines.length
  return (
    <section
      className={styles.card}
      aria-label={t(script)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose()
      }}
    >
      <header className={styles.head}>
        <h3>{t(script)}</h3>
        <Button label={t('close')} icon={<CloseIcon />} iconOnly look="quiet" size="small" onPress={onClose} />
      </header>
      <ol className={styles.lines}>
        {lines.map(({ say }, place) => (
          <li
            key={say}
            className={place < at ? styles.said : undefined}
            aria-current={place === at ? 'step' : undefined}
          >
            <Chinese>{say}</Chinese>
          </li>
        ))}
      </ol>
      {/* One place for all: the button under the hand stays where it is. */}
      <div className={styles.foot}>
        {over ? (
          <Button label={t('end')} tone="red" size="small" disabledReason={whyNotEnd} onPress={onEnd} />
        ) : (
          <Button
            label={t('said')}
            size="small"
            disabledReason={until === null ? undefined : t('waiting', { seconds: left })}
            onPress={said}
          />
        )}
        <span role="status" className={styles.note}>
          {over ? t(`endSay.${script}`) : until !== null && t('waiting', { seconds: left })}
        </span>
      </div>
    </section>
  )
}
