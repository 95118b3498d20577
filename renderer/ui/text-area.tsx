import type { KeyboardEvent, Ref } from 'react'
import { useDataLanguage } from '../i18n/chinese.tsx'
import { classNames } from './class-names.ts'
import styles from './field.module.css'
import { Field, type FieldProps } from './field.tsx'

export interface TextAreaProps extends FieldProps {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly rows?: number | undefined
  readonly placeholder?: string | undefined
  readonly maxLength?: number | undefined
  readonly readOnly?: boolean | undefined
  readonly onFocus?: (() => void) | undefined
  readonly onBlur?: (() => void) | undefined
  readonly onKeyDown?: ((event: KeyboardEvent<HTMLTextAreaElement>) => void) | undefined
  readonly inputRef?: Ref<HTMLTextAreaElement> | undefined
}

/** Several lines of text: a native `textarea` that grows with what is in it. */
export function TextArea(props: TextAreaProps) {
  const { value, onChange, rows = 3, placeholder, maxLength, readOnly } = props
  const lang = useDataLanguage(value)
  return (
    <Field {...props}>
      {(wiring) => (
        <textarea
          {...wiring}
          lang={lang}
          ref={props.inputRef}
          className={classNames(styles.control, styles.area)}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
          rows={rows}
          placeholder={placeholder}
          maxLength={maxLength}
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
