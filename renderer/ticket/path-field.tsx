import type { ReactNode } from 'react'
import type { PathIndex, PathItem } from '#shared/kit/path-search.ts'
import { useTexts } from '../i18n/use-texts.ts'
import { ComboBox } from '../ui/combo-box.tsx'
import type { ComboBoxOption, ComboBoxSearch } from '../ui/use-combo-box.ts'
import { clashesAt, FieldNotes } from './field-notes.tsx'
import type { FormPart } from './form-parts.ts'
import { ticketTexts } from './ticket.texts.ts'
import { loadTicketData, type TicketData } from './ticket-data.ts'
import { faultText } from './ticket-faults.ts'

const indexOf = (data: TicketData, field: PathName): PathIndex<PathItem> =>
  field === 'matter' ? data.matters : field === 'place' ? data.places : data.units

type PathName = 'matter' | 'place' | 'leadUnit'

interface PathFieldProps {
  readonly part: FormPart
  readonly field: PathName
  readonly required?: boolean
  readonly placeholder?: string | undefined
  readonly aside?: ReactNode
  readonly className?: string | undefined
}

const toOption = ({ id, path }: PathItem): ComboBoxOption => ({ id, path })

/** A field chosen from a tree by typing any part of the path, in characters, pinyin or initials. */
export function PathField({ part, field, required, placeholder, aside, className }: PathFieldProps) {
  const t = useTexts(ticketTexts)
  const index = part.data && indexOf(part.data, field)
  const item = index?.get(part.input[field])
  // Typing before the data is there waits for it: the first keys of a shift are not lost.
  const search: ComboBoxSearch = async (query, limit) => {
    const found = (index ?? indexOf(await loadTicketData(), field)).search(query, limit)
    return found.map(toOption)
  }
  return (
    <ComboBox
      label={t(field)}
      required={required}
      className={className}
      aside={
        <>
          {aside}
          <FieldNotes part={part} field={field} />
        </>
      }
      description={clashesAt(part, field)}
      error={faultText(t, part.faults, field)}
      value={item ? toOption(item) : null}
      search={search}
      placeholder={placeholder}
      inputRef={part.keep(field)}
      onChange={(option) => part.draft.setField(field, option?.id ?? '', 'typed')}
    />
  )
}
