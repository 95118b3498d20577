import { listOf } from '#shared/ticket/more-values.ts'
import { ComboBox } from '../../ui/combo-box.tsx'
import { ChosenValues } from '../more/chosen-values.tsx'
import { loadTicketData, type TicketData } from '../ticket-data.ts'

interface UnitsFieldProps {
  readonly label: string
  readonly required: boolean
  readonly error: string | undefined
  /** Ids, by comma. */
  readonly value: string
  readonly onChange: (value: string) => void
  /** null while it loads. */
  readonly data: TicketData | null
}

/** Several units of the directory. */
export function UnitsField({ label, required, error, value, onChange, data }: UnitsFieldProps) {
  const ids = listOf(value)
  const chosen = (
    <ChosenValues
      values={ids}
      nameOf={(id) => data?.units.get(id)?.path.at(-1) ?? id}
      onDrop={(id) => onChange(ids.filter((one) => one !== id).join(','))}
    />
  )
  return (
    <ComboBox
      label={label}
      required={required}
      error={error}
      description={ids.length > 0 ? chosen : undefined}
      value={null}
      search={async (query, limit) =>
        (data ?? (await loadTicketData())).units.search(query, limit).map(({ id, path }) => ({ id, path }))
      }
      onChange={(option) => {
        if (option && !ids.includes(option.id)) onChange([...ids, option.id].join(','))
      }}
    />
  )
}
