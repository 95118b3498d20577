import { type FormEvent, useState } from 'react'
import { useTexts } from '../../i18n/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { callbackTexts } from './callback.texts.ts'
import styles from './callback-question.module.css'
import { laterTime, toLocal } from './callback-view.rules.ts'

interface LaterFieldProps {
  readonly label: string
  /** What the button does with it. */
  readonly act: string
  /** What is offered, ms since the epoch. */
  readonly first: number
  readonly now: () => number
  readonly onChoose: (at: number) => void
  readonly onBack: () => void
}

/** A time to call at. */
export function LaterField({ label, act, first, now, onChoose, onBack }: LaterFieldProps) {
  const t = useTexts(callbackTexts)
  const [text, setText] = useState(() => toLocal(first))
  const later = laterTime(text, now())
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (later.ok) onChoose(later.value)
  }
  return (
    <form className={styles.later} onSubmit={submit} noValidate>
      <TextField
        label={label}
        className={styles.time}
        type="datetime-local"
        value={text}
        onChange={setText}
        error={later.ok ? undefined : t('badTime')}
      />
      <Button label={t('back')} size="small" look="quiet" onPress={onBack} />
      <Button
        label={act}
        size="small"
        look="solid"
        type="submit"
        disabledReason={later.ok ? undefined : t('badTime')}
        onPress={() => {}}
      />
    </form>
  )
}
