import { type ReactNode, useRef } from 'react'
import { useTexts } from '../i18n/use-texts.ts'
import { TextArea } from '../ui/text-area.tsx'
import { TextField } from '../ui/text-field.tsx'
import { FieldNotes } from './field-notes.tsx'
import type { FormPart } from './form-parts.ts'
import { ticketTexts } from './ticket.texts.ts'
import { faultText } from './ticket-faults.ts'
import { useDraftText } from './use-draft-text.ts'

interface LongFieldProps {
  readonly part: FormPart
  readonly field: 'title' | 'content' | 'answerGiven'
  readonly required?: boolean
  readonly placeholder?: string | undefined
  readonly aside?: ReactNode
  readonly className?: string | undefined
}

/** A long text, shared by everybody in the draft; `title` has one line. */
export function LongField({ part, field, required, placeholder, aside, className }: LongFieldProps) {
  const t = useTexts(ticketTexts)
  const control = useRef<HTMLInputElement & HTMLTextAreaElement>(null)
  const text = useDraftText(part.draft, field, control)
  const keep = part.keep(field)
  const props = {
    label: t(field),
    required,
    className,
    placeholder,
    aside: (
      <>
        {aside}
        <FieldNotes part={part} field={field} />
      </>
    ),
    error: faultText(t, part.faults, field),
    ...text,
    inputRef: (element: (HTMLInputElement & HTMLTextAreaElement) | null) => {
      control.current = element
      keep(element)
    },
  }
  return field === 'title' ? <TextField {...props} maxLength={60} /> : <TextArea {...props} maxLength={4000} />
}
