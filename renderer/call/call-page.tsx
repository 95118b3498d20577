import { type FormEvent, useState } from 'react'
import { formatTimer } from '../i18n/format.ts'
import { setLanguage } from '../i18n/i18n.ts'
import { useLanguage, useTexts } from '../i18n/use-texts.ts'
import { Button } from '../ui/button.tsx'
import { HandsetIcon, HangUpIcon, KeypadIcon, MicrophoneIcon, MicrophoneOffIcon } from '../ui/icons/phone.tsx'
import { StatusText } from '../ui/status-text.tsx'
import { TextField } from '../ui/text-field.tsx'
import type { Tone } from '../ui/tone.ts'
import { callTexts } from './call.texts.ts'
import styles from './call-page.module.css'
import { type CallView, endText, typedNumber } from './citizen-call.rules.ts'
import { TextMessages } from './text-messages.tsx'
import { TonePad } from './tone-pad.tsx'
import { type CitizenPhone, useCitizenPhone } from './use-citizen-phone.ts'
import { useNow } from './use-now.ts'
import { useTextMessages } from './use-text-messages.ts'

const toneOf: { readonly [P in CallView['phase']]: Tone } = {
  idle: 'grey',
  connecting: 'grey',
  waiting: 'green',
  talking: 'blue',
  held: 'amber',
  ending: 'grey',
  over: 'grey',
}

function useStateText(view: CallView): string {
  const t = useTexts(callTexts)
  switch (view.phase) {
    case 'waiting':
      if (view.position === null) return t('waiting')
      return view.position > 1 ? t('queued', { count: view.position - 1 }) : t('next')
    case 'over':
      return t(endText(view.reason))
    case 'ending':
      return t('hangingUp')
    default:
      return t(view.phase)
  }
}

/** The state in words, and beside it, unannounced, the time that runs. */
function StateLine({ view }: { readonly view: CallView }) {
  const t = useTexts(callTexts)
  const words = useStateText(view)
  const since = 'since' in view ? view.since : null
  const now = useNow(since !== null)
  const lasted = view.phase === 'over' ? view.lastedMs : null
  const shown = since === null ? lasted : now - since
  return (
    <div className={styles.state}>
      <StatusText name={t('callState')} tone={toneOf[view.phase]}>
        {words}
      </StatusText>
      <div role="timer" className={styles.timer} aria-label={t('elapsed')}>
        {shown === null ? '\u00a0' : formatTimer(shown)}
      </div>
    </div>
  )
}

function InCall({ phone }: { readonly phone: CitizenPhone }) {
  const t = useTexts(callTexts)
  const [padOpen, setPadOpen] = useState(false)
  const talking = phone.view.phase === 'talking' || phone.view.phase === 'held'
  return (
    <>
      {phone.needsPress && (
        <Button label={t('sound')} onPress={phone.startSound} look="solid" tone="amber" size="large" />
      )}
      {talking && (
        <div className={styles.row}>
          <Button
            label={t(phone.muted ? 'unmute' : 'mute')}
            icon={phone.muted ? <MicrophoneOffIcon /> : <MicrophoneIcon />}
            onPress={() => phone.mute(!phone.muted)}
            size="large"
          />
          <Button
            label={t('keypad')}
            icon={<KeypadIcon />}
            onPress={() => setPadOpen(!padOpen)}
            size="large"
            aria-expanded={padOpen}
          />
        </div>
      )}
      {talking && padOpen && <TonePad sent={phone.sentTones} onTone={phone.sendTone} />}
      {talking && phone.muted && <p className={styles.note}>{t('muted')}</p>}
      {phone.view.phase !== 'connecting' && phone.view.phase !== 'ending' && (
        <Button label={t('hangUp')} icon={<HangUpIcon />} onPress={phone.hangUp} look="solid" tone="red" size="large" />
      )}
    </>
  )
}

interface BeforeCallProps {
  readonly number: string
  readonly onNumber: (number: string) => void
  readonly onCall: (digits: string) => void
}

function BeforeCall({ number, onNumber, onCall }: BeforeCallProps) {
  const t = useTexts(callTexts)
  const [tried, setTried] = useState(false)
  const digits = typedNumber(number)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setTried(true)
    if (digits !== null) onCall(digits)
  }
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <TextField
        label={t('number')}
        description={t('numberHint')}
        value={number}
        onChange={onNumber}
        type="tel"
        inputMode="tel"
        autoComplete="tel-national"
        maxLength={24}
        error={tried && digits === null ? t('badNumber') : undefined}
      />
      <Button label={t('call')} icon={<HandsetIcon />} type="submit" look="solid" tone="green" size="large" />
    </form>
  )
}

const noCall = { number: '', since: null }

/** The citizen's phone: one thing to do at a time. */
export function CallPage() {
  const t = useTexts(callTexts)
  const language = useLanguage()
  const phone = useCitizenPhone()
  const [number, setNumber] = useState('')
  const [called, setCalled] = useState<{ readonly number: string; readonly since: number | null }>(noCall)
  const texts = useTextMessages(called.number, called.since)
  const call = (digits: string): void => {
    // Who calls again with the same number keeps what came to it.
    if (called.number !== digits || called.since === null) setCalled({ number: digits, since: Date.now() })
    phone.call(digits)
  }
  const before = phone.view.phase === 'idle' || phone.view.phase === 'over'
  return (
    <main className={styles.page}>
      <section className={styles.card}>
        <header className={styles.head}>
          <span className={styles.mark} aria-hidden="true">
            <HandsetIcon />
          </span>
          <h1 className={styles.title}>{t('title')}</h1>
          <p className={styles.about}>{t('about')}</p>
        </header>
        <StateLine view={phone.view} />
        {before ? <BeforeCall number={number} onNumber={setNumber} onCall={call} /> : <InCall phone={phone} />}
        <footer className={styles.foot}>
          <Button
            label={t('language')}
            onPress={() => setLanguage(language === 'en' ? 'zh-CN' : 'en')}
            look="quiet"
            size="small"
          />
        </footer>
      </section>
      <TextMessages texts={texts} />
    </main>
  )
}
