import type { ReactNode } from 'react'
import { useTexts } from '../i18n/use-texts.ts'
import { Button } from './button.tsx'
import { classNames } from './class-names.ts'
import { AlertIcon, CloseIcon, InfoIcon } from './icons/marks.tsx'
import styles from './notice.module.css'
import toneStyles from './tone.module.css'
import type { Tone } from './tone.ts'
import { uiTexts } from './ui.texts.ts'

interface NoticeProps {
  readonly tone: Tone
  readonly children: string
  /** A button that mends it. */
  readonly action?: ReactNode
  /** Without it the notice stays for as long as it is true. */
  readonly onDismiss?: (() => void) | undefined
}

/** A sentence that something is wrong, or was refused; an alert. It stays until dismissed or no longer true. */
export function Notice({ tone, children, action, onDismiss }: NoticeProps) {
  const t = useTexts(uiTexts)
  return (
    <div role="alert" className={classNames(styles.notice, toneStyles[tone])}>
      {tone === 'red' || tone === 'amber' ? <AlertIcon /> : <InfoIcon />}
      <p className={styles.text}>{children}</p>
      {action}
      {onDismiss && (
        <Button label={t('close')} icon={<CloseIcon />} iconOnly look="quiet" size="small" onPress={onDismiss} />
      )}
    </div>
  )
}
