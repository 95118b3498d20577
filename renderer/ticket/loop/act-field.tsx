import { useTexts } from '../../i18n/use-texts.ts'
import { ComboBox } from '../../ui/combo-box.tsx'
import { SelectField } from '../../ui/select-field.tsx'
import { TextArea } from '../../ui/text-area.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { loadTicketData, type TicketData } from '../ticket-data.ts'
import type { ActField as Field } from './act-forms.rules.ts'
import { loopTexts } from './loop.texts.ts'
import { keyOf } from './refusal-text.ts'
import { UnitsField } from './units-field.tsx'

interface ActFieldProps {
  readonly field: Field
  readonly value: string
  readonly onChange: (value: string) => void
  readonly error: string | undefined
  /** null while it loads. */
  readonly data: TicketData | null
}

/** One field of an act's form. */
export function ActField({ field, value, onChange, error, data }: ActFieldProps) {
  const t = useTexts(loopTexts)
  const { name, kind, required } = field
  const label = keyOf('field', name)
  const common = { label: label === null ? name : t(label), required, error }
  if (kind === 'long') return <TextArea {...common} value={value} onChange={onChange} maxLength={2000} />
  if (kind === 'units') return <UnitsField {...common} value={value} onChange={onChange} data={data} />
  if (kind === 'unit') {
    const item = data?.units.get(value)
    return (
      <ComboBox
        {...common}
        value={item ? { id: item.id, path: item.path } : null}
        search={async (query, limit) =>
          (data ?? (await loadTicketData())).units.search(query, limit).map(({ id, path }) => ({ id, path }))
        }
        onChange={(option) => onChange(option?.id ?? '')}
      />
    )
  }
  if (kind === 'yes' || kind === 'choice') {
    const values: readonly string[] = field.kind === 'choice' ? field.of : ['yes', 'no']
    const options = values.map((one) => {
      const key = kind === 'yes' ? (one === 'yes' ? 'yes' : 'no') : keyOf('value', one)
      return { value: one, label: key === null ? one : t(key) }
    })
    return <SelectField {...common} value={value} onChange={onChange} options={options} />
  }
  return (
    <TextField
      {...common}
      type={kind === 'day' ? 'date' : 'text'}
      value={value}
      onChange={onChange}
      maxLength={kind === 'day' ? undefined : 500}
    />
  )
}
