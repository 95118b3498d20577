import type { ReactNode } from 'react'
import { useTexts } from '../i18n/use-texts.ts'
import { clashesAt, FieldNotes } from './field-notes.tsx'
import type { FormPart } from './form-parts.ts'
import { PathBox } from './path-box.tsx'
import { ticketTexts } from './ticket.texts.ts'
import { faultText } from './ticket-faults.ts'

const indexOf = { matter: 'matters', place: 'places', leadUnit: 'units' } as const

interface PathFieldProps {
  readonly part: FormPart
  readonly field: keyof typeof indexOf
  readonly required?: boolean
  readonly placeholder?: string | undefined
  readonly aside?: ReactNode
  readonly className?: string | undefined
}

/** A field of the form that is chosen from a tree. */
export function PathField({ part, field, required, placeholder, aside, className }: PathFieldProps) {
  const t = useTexts(ticketTexts)
  return (
    <PathBox
      data={part.data}
      of={indexOf[field]}
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
      value={part.input[field]}
      placeholder={placeholder}
      inputRef={part.keep(field)}
      onChange={(id) => part.draft.setField(field, id, 'typed')}
    />
  )
}
