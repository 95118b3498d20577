import { type FormEvent, useRef, useState } from 'react'
import type { SignInRequest } from '#shared/contract/rest/sign-in.schema.ts'
import { formatDuration } from '../../i18n/format.ts'
import { useLanguage, useTexts } from '../../i18n/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { AlertIcon } from '../../ui/icons/marks.tsx'
import { TextField } from '../../ui/text-field.tsx'
import type { SignInFault } from './sign-in.machine.ts'
import { signInTexts } from './sign-in.texts.ts'
import styles from './sign-in-form.module.css'

interface SignInFormProps {
  readonly busy: boolean
  readonly fault: SignInFault | null
  /** Less prominent: seat cards stand beside it. */
  readonly folded: boolean
  readonly onSubmit: (request: SignInRequest) => void
}

/** Seat number and password. Wrong input is said at its field before anything is sent, and the first such field gets the focus. */
export function SignInForm({ busy, fault, folded, onSubmit }: SignInFormProps) {
  const t = useTexts(signInTexts)
  const [seat, setSeat] = useState('')
  const [password, setPassword] = useState('')
  const [tried, setTried] = useState(false)
  const seatInput = useRef<HTMLInputElement>(null)
  const passwordInput = useRef<HTMLInputElement>(null)
  const seatFault = /^\d{3,6}$/.test(seat) ? undefined : t('needs.seat')
  const passwordFault = password === '' ? t('needs.password') : undefined
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (seatFault !== undefined) seatInput.current?.focus()
    else if (passwordFault !== undefined) passwordInput.current?.focus()
    else if (!busy) onSubmit({ seat, password, takeOver: false })
  }
  return (
    <form className={styles.form} onSubmit={submit} noValidate aria-label={t('withPassword')}>
      <h2 className={styles.title}>{t('withPassword')}</h2>
      <TextField
        label={t('seat')}
        value={seat}
        onChange={(value) => setSeat(value.trim())}
        inputMode="numeric"
        autoComplete="username"
        maxLength={6}
        error={tried ? seatFault : undefined}
        inputRef={seatInput}
      />
      <TextField
        label={t('password')}
        type="password"
        value={password}
        onChange={setPassword}
        autoComplete="current-password"
        maxLength={200}
        error={tried ? passwordFault : undefined}
        inputRef={passwordInput}
      />
      <p role="alert" className={styles.fault}>
        {fault && (
          <>
            <AlertIcon />
            <FaultText fault={fault} />
          </>
        )}
      </p>
      <Button label={t('signIn')} type="submit" look={folded ? 'plain' : 'solid'} size="large" onPress={() => {}} />
    </form>
  )
}

function FaultText({ fault }: { readonly fault: SignInFault }) {
  const t = useTexts(signInTexts)
  const language = useLanguage()
  const { reason, retryAfterMs } = fault
  if (reason !== 'locked' && reason !== 'too-fast') return t(`fault.${reason}`)
  if (retryAfterMs === null) return t(`fault.${reason}Now`)
  return t(`fault.${reason}`, { time: formatDuration(Math.max(1000, retryAfterMs), language) })
}
