import type { PathIndex, PathItem } from '#shared/kit/path-search.ts'
import { ComboBox, type ComboBoxProps } from '../ui/combo-box.tsx'
import type { ComboBoxOption } from '../ui/use-combo-box.ts'
import { loadTicketData, type TicketData } from './ticket-data.ts'

interface PathBoxProps extends Omit<ComboBoxProps, 'value' | 'search' | 'onChange'> {
  /** null while it loads. */
  readonly data: TicketData | null
  readonly of: 'matters' | 'places' | 'units'
  /** An id; '': nothing is chosen. */
  readonly value: string
  readonly onChange: (id: string) => void
  /** What can't be chosen here. */
  readonly without?: string
}

const toOption = ({ id, path }: PathItem): ComboBoxOption => ({ id, path })

/** Something of a tree, found by typing any part of its path, in characters, pinyin or initials. */
export function PathBox({ data, of, value, onChange, without, ...rest }: PathBoxProps) {
  const index: PathIndex<PathItem> | undefined = data?.[of]
  const item = index?.get(value)
  return (
    <ComboBox
      {...rest}
      value={item ? toOption(item) : null}
      // Typing before the data is there waits for it: the first keys of a shift are not lost.
      search={async (query, limit) => {
        const found: readonly PathItem[] = (data ?? (await loadTicketData()))[of].search(query, limit)
        return found.filter(({ id }) => id !== without).map(toOption)
      }}
      onChange={(option) => onChange(option?.id ?? '')}
    />
  )
}
