import { type ReactNode, useId } from 'react'
import { useTexts } from '../i18n/use-texts.ts'
import { classNames } from './class-names.ts'
import styles from './field.module.css'
import { AlertIcon } from './icons/marks.tsx'
import { uiTexts } from './ui.texts.ts'

/** What a field's control takes, so that its label, error and description belong to it. */
export interface FieldWiring {
  readonly id: string
  readonly 'aria-invalid': true | undefined
  readonly 'aria-required': true | undefined
  readonly 'aria-describedby': string | undefined
}

/** What every field has. */
export interface FieldProps {
  readonly label: string
  readonly required?: boolean | undefined
  /** In words that say what to do; shown at the field. */
  readonly error?: string | undefined
  readonly description?: ReactNode
  /** Beside the label, e.g. where a value came from. */
  readonly aside?: ReactNode
  readonly className?: string | undefined
}

/** Label, control, description and error. The label's text alone is the accessible name. */
export function Field(props: FieldProps & { readonly children: (wiring: FieldWiring) => ReactNode }) {
  const t = useTexts(uiTexts)
  const id = useId()
  const { label, required, error, description, aside, className, children } = props
  const described = [error !== undefined && `${id}-error`, description !== undefined && `${id}-description`]
  const ids = described.filter((part): part is string => part !== false)
  return (
    <div className={classNames(styles.field, className)}>
      <div className={styles.head}>
        <label htmlFor={id} className={styles.label}>
          {label}
          {required === true && (
            <span className={styles.required} aria-hidden="true" title={t('required')}>
              *
            </span>
          )}
        </label>
        {aside}
      </div>
      {children({
        id,
        'aria-invalid': error !== undefined || undefined,
        'aria-required': required === true || undefined,
        'aria-describedby': ids.length > 0 ? ids.join(' ') : undefined,
      })}
      {error !== undefined && (
        <p id={`${id}-error`} className={styles.error}>
          <AlertIcon />
          {error}
        </p>
      )}
      {description !== undefined && (
        <p id={`${id}-description`} className={styles.description}>
          {description}
        </p>
      )}
    </div>
  )
}
