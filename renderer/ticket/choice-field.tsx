import { useMemo } from 'react'
import { useLanguage, useTexts } from '../i18n/use-texts.ts'
import { ComboBox } from '../ui/combo-box.tsx'
import { type ChoiceField as ChoiceName, createChoice } from './choices.ts'
import { clashesAt, FieldNotes } from './field-notes.tsx'
import type { FormPart } from './form-parts.ts'
import { ticketTexts } from './ticket.texts.ts'
import { faultText } from './ticket-faults.ts'

interface ChoiceFieldProps {
  readonly part: FormPart
  readonly field: ChoiceName
  readonly required?: boolean
  /** The value the rules propose while none is chosen; shown as a suggestion, not taken. */
  readonly proposed?: string | undefined
  readonly className?: string | undefined
}

/** A field whose values are a short closed list, chosen by typing. */
export function ChoiceField({ part, field, required, proposed, className }: ChoiceFieldProps) {
  const t = useTexts(ticketTexts)
  const language = useLanguage()
  const toSyllables = part.data?.toSyllables ?? null
  const choice = useMemo(() => createChoice(field, language, toSyllables), [field, language, toSyllables])
  const suggestion = proposed === undefined ? null : choice.option(proposed)
  return (
    <ComboBox
      label={t(field)}
      required={required}
      className={className}
      aside={<FieldNotes part={part} field={field} />}
      description={clashesAt(part, field)}
      error={faultText(t, part.faults, field)}
      value={choice.option(part.input[field])}
      search={choice.search}
      placeholder={suggestion ? `${suggestion.path[0]} · ${t('suggested')}` : undefined}
      inputRef={part.keep(field)}
      onChange={(option) => part.draft.setField(field, option?.id ?? '', 'typed')}
    />
  )
}
