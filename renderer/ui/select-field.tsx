import styles from './field.module.css'
import { Field, type FieldProps } from './field.tsx'

interface SelectFieldProps<Value extends string> extends FieldProps {
  readonly value: Value
  readonly onChange: (value: Value) => void
  readonly options: readonly { readonly value: Value; readonly label: string }[]
}

/** One of a few: a native `select`. For many, see ComboBox. */
export function SelectField<Value extends string>(props: SelectFieldProps<Value>) {
  const { value, onChange, options } = props
  return (
    <Field {...props}>
      {(wiring) => (
        <select
          {...wiring}
          className={styles.control}
          value={value}
          onChange={(event) => {
            const chosen = options.find((option) => option.value === event.currentTarget.value)
            if (chosen) onChange(chosen.value)
          }}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}
