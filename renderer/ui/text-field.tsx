import type { HTMLInputAutoCompleteAttribute, KeyboardEvent, Ref } from 'react'
import { useDataLanguage } from '../i18n/chinese.tsx'
import styles from './field.module.css'
import { Field, type FieldProps } from './field.tsx'

export interface TextFieldProps extends FieldProps {
  readonly value: string
  readonly onChange: (value: string) => void
  /** `search` has the role searchbox. */
  readonly type?: 'text' | 'password' | 'tel' | 'search' | 'date' | 'datetime-local' | undefined
  readonly inputMode?: 'numeric' | 'tel' | 'text' | undefined
  readonly placeholder?: string | undefined
  readonly autoComplete?: HTMLInputAutoCompleteAttribute | undefined
  readonly maxLength?: number | undefined
  /** Of a date or a time: the first and the last there is. */
  readonly min?: string | undefined
  readonly max?: string | undefined
  readonly readOnly?: boolean | undefined
  readonly onFocus?: (() => void) | undefined
  readonly onBlur?: (() => void) | undefined
  readonly onKeyDown?: ((event: KeyboardEvent<HTMLInputElement>) => void) | undefined
  readonly inputRef?: Ref<HTMLInputElement> | undefined
}

/** One line of text: a native `input` with its label, description and error. */
export function TextField(props: TextFieldProps) {
  const { value, onChange, type = 'text', inputMode, placeholder, autoComplete = 'off', maxLength, readOnly } = props
  const lang = useDataLanguage(value)
  return (
    <Field {...props}>
      {(wiring) => (
        <input
          {...wiring}
          lang={lang}
          ref={props.inputRef}
          className={styles.control}
          type={type}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
          inputMode={inputMode}
          placeholder={placeholder}
          autoComplete={autoComplete}
          maxLength={maxLength}
          min={props.min}
          max={props.max}
          readOnly={readOnly}
          spellCheck={false}
          onFocus={props.onFocus}
          onBlur={props.onBlur}
          onKeyDown={props.onKeyDown}
        />
      )}
    </Field>
  )
}
