import { type FormEvent, type KeyboardEvent, useRef, useState } from 'react'
import { useTexts } from '../i18n/use-texts.ts'
import { Button } from '../ui/button.tsx'
import { isComposing } from '../ui/composing.ts'
import { HandsetIcon, KeypadIcon } from '../ui/icons/phone.tsx'
import { Popover } from '../ui/popover.tsx'
import { TextField } from '../ui/text-field.tsx'
import { dialTarget, toneKeys } from './dial.rules.ts'
import styles from './keypad.module.css'
import type { PhoneActs } from './phone-acts.ts'
import type { PhoneBarView } from './phone-bar.rules.ts'
import { telephonyTexts } from './telephony.texts.ts'

interface KeypadProps {
  readonly view: PhoneBarView
  readonly acts: PhoneActs
  /** Numbers dialled before, the last first. */
  readonly dialled: readonly string[]
}

/** The keypad's button and, beside it, the keys: in a call they send tones, without one they dial. */
export function Keypad({ view, acts, dialled }: KeypadProps) {
  const t = useTexts(telephonyTexts)
  const [open, setOpen] = useState(false)
  const anchor = useRef<HTMLSpanElement>(null)
  const whyNot = view.tools.find(({ act }) => act === 'keypad')?.whyNot ?? null
  const leg = view.current
  return (
    <span ref={anchor} className={styles.anchor}>
      <Button
        label={t('keypad')}
        icon={<KeypadIcon />}
        stacked
        look="quiet"
        aria-haspopup="dialog"
        aria-expanded={open}
        disabledReason={whyNot === null ? undefined : t(`whyNot.${whyNot}`)}
        onPress={() => setOpen(!open)}
      />
      {open && whyNot === null && (
        <Popover label={t('keypad')} anchor={anchor} onClose={() => setOpen(false)}>
          {leg ? (
            <TonePad sent={leg.sentTones} onTone={(tone) => acts.sendTones(leg.id, tone)} />
          ) : (
            <DialPad
              dialled={dialled}
              onDial={(target) => {
                setOpen(false)
                acts.dial(target)
              }}
            />
          )}
        </Popover>
      )}
    </span>
  )
}

function Keys({ onKey }: { readonly onKey: (key: string) => void }) {
  return (
    <div className={styles.keys}>
      {toneKeys.map((key) => (
        <Button key={key} label={key} size="large" onPress={() => onKey(key)} />
      ))}
    </div>
  )
}

/** What was sent is shown, newest last, so that people can check what they pressed. */
function TonePad({ sent, onTone }: { readonly sent: string; readonly onTone: (tone: string) => void }) {
  const t = useTexts(telephonyTexts)
  return (
    <div className={styles.pad}>
      <TextField
        label={t('tones')}
        value={sent}
        readOnly
        onChange={() => {}}
        onKeyDown={(event) => {
          if (toneKeys.includes(event.key) && !event.ctrlKey && !event.altKey) onTone(event.key)
        }}
      />
      <Keys onKey={onTone} />
    </div>
  )
}

interface DialPadProps {
  readonly dialled: readonly string[]
  readonly onDial: (target: string) => void
}

/** Dials what is typed. Enter in the empty field offers the number dialled last, a second Enter dials it; arrow keys go through the last five. */
function DialPad({ dialled, onDial }: DialPadProps) {
  const t = useTexts(telephonyTexts)
  const [text, setText] = useState('')
  const field = useRef<HTMLInputElement>(null)
  const target = dialTarget(text)
  const last = dialled[0]
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (target !== null) onDial(target)
    else if (text === '' && last !== undefined) setText(last)
  }
  const goThrough = (event: KeyboardEvent) => {
    const step = { ArrowUp: 1, ArrowDown: -1 }[event.key]
    const at = dialled.indexOf(text)
    if (step === undefined || isComposing(event.nativeEvent) || (text !== '' && at < 0)) return
    event.preventDefault()
    setText(dialled[at + step] ?? (step < 0 ? '' : text))
  }
  const hint = last === undefined ? t('dialHint') : t('redialHint')
  return (
    <form className={styles.pad} onSubmit={submit} noValidate>
      <TextField
        label={t('number')}
        type="tel"
        inputMode="tel"
        placeholder={hint}
        value={text}
        onChange={setText}
        onKeyDown={goThrough}
        inputRef={field}
        error={text !== '' && target === null ? t('badNumber') : undefined}
      />
      <Keys onKey={(key) => setText((before) => before + key)} />
      <Button
        label={t('dial')}
        icon={<HandsetIcon />}
        type="submit"
        look="solid"
        tone="blue"
        size="large"
        disabledReason={target === null && (text !== '' || last === undefined) ? t('dialHint') : undefined}
        onPress={() => {}}
      />
      {dialled.length > 0 && (
        <ul className={styles.dialled} aria-label={t('dialledBefore')}>
          {dialled.map((number) => (
            <li key={number}>
              <Button
                label={number}
                look="quiet"
                size="small"
                onPress={() => {
                  setText(number)
                  field.current?.focus()
                }}
              />
            </li>
          ))}
        </ul>
      )}
    </form>
  )
}
