import { type FormEvent, useRef, useState } from 'react'
import { formatWhen } from '../../i18n/format.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { announce } from '../../ui/announcer.tsx'
import { Button } from '../../ui/button.tsx'
import { Popover } from '../../ui/popover.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { callbackTexts } from './callback.texts.ts'
import type { CallbackDesk } from './callback-desk.ts'
import styles from './callback-question.module.css'
import { laterTime, toLocal, usualLater } from './callback-view.rules.ts'

interface PromiseCallbackProps {
  readonly desk: CallbackDesk
  readonly callId: string
  /** ms since the epoch. */
  readonly now: () => number
}

/** Promises the caller of a call to ring at a time: a button, and beside it when and what about. */
export function PromiseCallback({ desk, callId, now }: PromiseCallbackProps) {
  const t = useTexts(callbackTexts)
  const [open, setOpen] = useState(false)
  const [done, setDone] = useState<string | null>(null)
  const anchor = useRef<HTMLSpanElement>(null)
  const promise = async (at: number, note: string) => {
    setOpen(false)
    if (!(await desk.promise({ callId, number: null, at, note }))) return
    const text = t('promiseDone', { when: formatWhen(at, now()) })
    setDone(text)
    announce(text)
  }
  return (
    <span ref={anchor}>
      <Button
        label={t('promise')}
        size="small"
        hint={done ?? undefined}
        aria-haspopup="dialog"
        aria-expanded={open}
        onPress={() => setOpen(!open)}
      />
      {done !== null && <span className={styles.done}>{done}</span>}
      {open && (
        <Popover label={t('promiseTitle')} anchor={anchor} onClose={() => setOpen(false)}>
          <PromiseForm now={now} onPromise={(at, note) => void promise(at, note)} />
        </Popover>
      )}
    </span>
  )
}

interface PromiseFormProps extends Pick<PromiseCallbackProps, 'now'> {
  readonly onPromise: (at: number, note: string) => void
}

function PromiseForm({ now, onPromise }: PromiseFormProps) {
  const t = useTexts(callbackTexts)
  const [text, setText] = useState(() => toLocal(usualLater(now())))
  const [note, setNote] = useState('')
  const later = laterTime(text, now())
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (later.ok) onPromise(later.value, note)
  }
  return (
    <form className={styles.pad} onSubmit={submit} noValidate>
      <TextField
        label={t('promiseAt')}
        type="datetime-local"
        value={text}
        onChange={setText}
        error={later.ok ? undefined : t('badTime')}
      />
      <TextField
        label={t('promiseNote')}
        value={note}
        onChange={setNote}
        placeholder={t('promiseNoteHint')}
        maxLength={200}
      />
      <Button
        label={t('promiseDo')}
        type="submit"
        look="solid"
        disabledReason={later.ok ? undefined : t('badTime')}
        onPress={() => {}}
      />
    </form>
  )
}
